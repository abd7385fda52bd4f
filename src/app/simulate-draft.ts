import { formatOf } from "../core/document/read-document.ts";
import type { Policy, PolicySettings } from "../core/policy/policy.ts";
import { readDraft, withEntries, withParts } from "../core/process/simulation-entries.ts";
import type { Source } from "../core/text/source.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { faultOf } from "./check.ts";
import { asSource, createReader, type Reader } from "./policy-reader.ts";
import { type PolicyPlace, type PolicyPorts, readPolicy } from "./read-policy.ts";

/** Where a draft is, as its name says. What a text file holds, its content says. */
export type DraftPlace =
  | { readonly kind: "worktree" }
  | { readonly kind: "revision"; readonly revision: string }
  | { readonly kind: "profile"; readonly name: string }
  /** A whole `proviso.yaml`. */
  | { readonly kind: "settings"; readonly path: string }
  /** The document, or entries alone. */
  | { readonly kind: "text"; readonly path: string };

/** The policy as the draft would have it, and what the draft was taken for. */
export type Draft = {
  readonly policy: Policy;
  readonly words: string;
  /** Entries that are decided even where the draft leaves them as they are, by id. */
  readonly asked: readonly string[];
};

/** The policy that a draft would replace, where it was read, and the commit at whose texts a draft is looked at. */
export type Ground = { readonly policy: Policy; readonly place: PolicyPlace; readonly head: string };

/** Makes a policy of a draft: by what it replaces of the policy in force. */
export async function readDraftPolicy(draft: DraftPlace, ground: Ground, ports: PolicyPorts): Promise<Attempt<Draft>> {
  const { head, policy } = ground;
  switch (draft.kind) {
    case "worktree":
      return ofPlace(draft, "the work tree", ground, ports);
    case "revision": {
      const revision = await ports.repository.resolve(draft.revision);
      if (!revision.ok) return failed(faultOf(revision.error.code), revision.error.text);
      return ofPlace({ kind: "revision", revision: revision.value }, `\`${draft.revision}\``, ground, ports);
    }
    case "profile": {
      const after = await readPolicy({ ...draft, revision: head }, ports);
      return after.ok ? done({ policy: after.value, words: `the whole profile ${draft.name}`, asked: [] }) : after;
    }
    case "settings": {
      const after = await readPolicy({ kind: "file", path: draft.path, revision: head }, ports);
      if (!after.ok) return after;
      const words = `\`${draft.path}\`, the whole settings`;
      return done({ policy: inPlaceOf(policy, after.value), words, asked: [] });
    }
    case "text":
      return ofText(draft.path, ground, ports);
  }
}

/** The whole policy of a place; only its document where the settings were laid over the repository. */
async function ofPlace(
  place: PolicyPlace & { kind: "worktree" | "revision" },
  name: string,
  { policy, place: own }: Ground,
  ports: PolicyPorts,
): Promise<Attempt<Draft>> {
  if (own.kind !== "file" && own.kind !== "profile") {
    const after = await readPolicy(place, ports);
    return after.ok
      ? done({ policy: after.value, words: `the policy of ${name}, with its document`, asked: [] })
      : after;
  }
  const revision = place.kind === "worktree" ? own.revision : place.revision;
  const there = createReader(place, ports);
  const { document } = policy.settings;
  const here = createReader({ ...own, revision }, ports);
  const after = await readPolicy({ ...own, revision }, ports, (path) => (document.includes(path) ? there : here)(path));
  return after.ok ? done({ policy: after.value, words: `the document of ${name}`, asked: [] }) : after;
}

async function ofText(path: string, ground: Ground, ports: PolicyPorts): Promise<Attempt<Draft>> {
  const { settings, document } = ground.policy;
  if (settings.document.length === 0)
    return failed("policy", "the policy names no document (`document: …`), so nothing could list an exception");
  const file = await ports.files.read(path);
  if (!file.ok) return failed("usage", file.text);
  if (file.value === null) return failed("usage", `there is no file \`${path}\``);
  const text = asSource(path, file.value);
  if (!text.ok) return text;
  const draft = readDraft(text.value.source, settings);
  if (draft.kind === "neither")
    return failed("usage", `\`${path}\` is neither a version of the document nor an entry of its list: ${draft.why}`);
  if (draft.kind === "document") return ofDocument(text.value.source, file.value, ground, ports);
  const { exceptions } = settings.ai;
  if (exceptions === null)
    return failed(
      "policy",
      "the policy names no heading under which exceptions are listed (`ai: { exceptions: … }`), so an entry could stand nowhere",
    );
  const ids = draft.entries.map(({ id }) => id);
  const policy = withEntries(ground.policy, draft.entries, draft.problems);
  const which = ids.length === 1 ? "an entry" : `${ids.length} entries`;
  const isForeign = document !== null && document.format !== formatOf(path);
  const form = isForeign ? `, were it written in the document's own format` : "";
  return done({ policy, words: `\`${path}\`, ${which} as if listed under \`${exceptions}\`${form}`, asked: ids });
}

async function ofDocument(
  source: Source,
  bytes: Uint8Array,
  { place, policy }: Ground,
  ports: PolicyPorts,
): Promise<Attempt<Draft>> {
  const target = documentFor(source.name, policy);
  if (!target.ok) return target;
  const path = target.value;
  const reader = createReader(place, ports);
  const overlaid: Reader = async (wanted) => (wanted === path ? done({ name: path, bytes, source }) : reader(wanted));
  const after = await readPolicy(place, ports, overlaid);
  return after.ok
    ? done({ policy: after.value, words: `\`${source.name}\`, the whole document ${path}`, asked: [] })
    : after;
}

/** The path of the document that a draft is of: the one that is there, else the first that could be. */
function documentFor(path: string, { document, settings }: Policy): Attempt<string> {
  const format = formatOf(path);
  const target = document?.source.name ?? settings.document.find((candidate) => formatOf(candidate) === format);
  if (target !== undefined && formatOf(target) === format) return done(target);
  const named = target ?? settings.document.join(" or ");
  return failed("usage", `\`${path}\` is not of the format of ${named}, the document, as its ending says`);
}

/** Settings from a file elsewhere, as if they stood where those of the repository stand: then they are a path of the policy. */
export function inPlaceOf(own: Policy, given: Policy): Policy {
  const isOwn = own.origin.kind === "repository" || own.origin.kind === "worktree";
  if (!isOwn || given.origin.kind !== "file") return given;
  const others = given.files.filter((path) => path !== given.settings.source.name);
  return withParts(given, { files: [ownPath(own.settings), ...others] });
}

const ownPath = ({ source }: PolicySettings): string => source.name;
