import { shortObjectId } from "../core/commit/object-id.ts";
import { formatOf } from "../core/document/read-document.ts";
import { compilePolicy } from "../core/policy/compile-policy.ts";
import { parseDcoYml } from "../core/policy/dco-yml.ts";
import { digestParts } from "../core/policy/digest.ts";
import { dcoPath, policyPaths } from "../core/policy/own-files.ts";
import { type ParsedPolicy, readPolicyFile } from "../core/policy/parse-policy.ts";
import type { DocumentMaterial, FloorMaterial, Policy, PolicyOrigin, PolicySettings } from "../core/policy/policy.ts";
import { dayOfText } from "../core/policy/profile-choice.ts";
import { dco } from "../core/policy/profiles/dco.ts";
import { knownYaml, readYaml, type YamlFile } from "../core/policy/yaml-file.ts";
import { restoreNode } from "../core/policy/yaml-node.ts";
import type { Problem } from "../core/problem/problem.ts";
import { catalogue } from "../core/rules/catalogue.ts";
import type { Source } from "../core/text/source.ts";
import type { Cache } from "../ports/cache.ts";
import type { Digest } from "../ports/digest.ts";
import type { Files } from "../ports/files.ts";
import type { Repository } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { documentSeenEarlier } from "./document-history.ts";
import { type ChosenProfile, loadProfile } from "./load-profile.ts";
import { createReader, type PolicyFile, type Reader } from "./policy-reader.ts";

/**
 * Where the policy is to be read from; `base` is the left end of the range, so that a contribution cannot loosen what judges it. `branchesOf`: whose
 * branches a policy may name where only some are to be believed. A repository that takes pushes has its own, and what looks like a remote's is
 * whatever somebody pushed; in a job's clone a local branch is whatever was checked out.
 */
export type PolicyPlace =
  | { readonly kind: "base"; readonly revision: string; readonly branchesOf?: "itself" | "origin" }
  | { readonly kind: "revision"; readonly revision: string }
  | { readonly kind: "worktree" }
  | { readonly kind: "file"; readonly path: string; readonly revision: string | null }
  | { readonly kind: "profile"; readonly name: string; readonly revision: string | null };

export type PolicyPorts = {
  readonly repository: Repository;
  readonly files: Files;
  readonly digest: Digest;
  /** Of policy files that were read before: reading YAML is a tenth of what a hook takes. */
  readonly cache: Cache;
};

/** Reads a policy with all that it names: the document, the maintainers and the mailmap of the same place, unless another reader is given. */
export async function readPolicy(
  place: PolicyPlace,
  ports: PolicyPorts,
  reader: Reader = createReader(place, ports),
): Promise<Attempt<Policy>> {
  const found = await findSettings(place, ports, reader);
  if (!found.ok) return found;
  const { settings, problems, origin, bytes } = found.value;
  const standsAlone = settings.document.length === 0 || origin.kind === "profile";
  const document = await readDocumentMaterial(settings, standsAlone, reader);
  if (!document.ok) return document;
  const maintainers = settings.maintainers.kind === "file" ? await reader(settings.maintainers.path) : done(null);
  if (!maintainers.ok) return maintainers;
  const mailmap = await reader(".mailmap");
  if (!mailmap.ok) return mailmap;
  const floor = await readFloor(settings, reader, ports.cache);
  if (!floor.ok) return floor;
  const further = [document.value.read, maintainers.value, mailmap.value, floor.value.read];
  const files = [{ name: settings.source.name, bytes }, ...further.filter((file) => file !== null)];
  const materials = {
    settings,
    settingsProblems: problems,
    origin,
    digest: () => ports.digest(digestParts(files)),
    document: document.value.material,
    floor: floor.value.material,
    maintainersFile: maintainers.value?.source ?? null,
    mailmap: mailmap.value?.source ?? null,
  };
  const first = compilePolicy({ ...materials, documentSeenEarlier: { known: false, why: "it was not asked" } });
  if (first.stance.inForce.kind === "in-force" || settings.ai.stance === null || settings.ai.section.length === 0)
    return done(first);
  const seen = await documentSeenEarlier(settings, place, ports.repository);
  return done(compilePolicy({ ...materials, documentSeenEarlier: seen }));
}

/** What a policy file says, before anything that it names is read. */
export type FoundSettings = {
  readonly settings: PolicySettings;
  readonly problems: readonly Problem[];
  readonly origin: PolicyOrigin;
  readonly bytes: Uint8Array;
};

/** The settings alone, from wherever somebody chose. */
export const readSettings = (place: PolicyPlace, ports: PolicyPorts): Promise<Attempt<FoundSettings>> =>
  findSettings(place, ports, createReader(place, ports));

async function findSettings(place: PolicyPlace, ports: PolicyPorts, reader: Reader): Promise<Attempt<FoundSettings>> {
  if (place.kind === "profile") return profileSettings(place.name, ports.cache);
  if (place.kind === "file") {
    const file = await ports.files.read(place.path);
    if (!file.ok) return failed("usage", file.text);
    if (file.value === null) return failed("usage", `there is no policy file \`${place.path}\``);
    const origin: PolicyOrigin = { name: `file ${place.path}`, kind: "file", revision: null };
    return done(parsed(place.path, file.value, origin, ports.cache));
  }
  const revision = place.kind === "worktree" ? null : place.revision;
  const kind = place.kind === "worktree" ? "worktree" : "repository";
  const at = revision === null ? "in the work tree" : `at ${shortObjectId(revision)}`;
  for (const path of [...policyPaths, dcoPath]) {
    const file = await reader(path);
    if (!file.ok) return file;
    if (file.value !== null) return done(ownSettings(file.value, { at, kind, revision }, ports.cache));
  }
  return builtIn(revision, ports.cache);
}

/** The settings in a file of the repository: a policy of ours, or one of the DCO app. */
export function ownSettings(
  { name, bytes, source }: PolicyFile,
  { at, kind, revision }: { at: string; kind: "worktree" | "repository"; revision: string | null },
  cache: Cache,
): FoundSettings {
  if (name !== dcoPath) return parsed(name, bytes, { name: `${name} ${at}`, kind, revision }, cache);
  const origin: PolicyOrigin = { name: `${dcoPath} ${at}`, kind: "dco.yml", revision };
  return { ...parseDcoYml(source, catalogue), origin, bytes };
}

async function profileSettings(text: string, cache: Cache): Promise<Attempt<FoundSettings>> {
  const chosen = await loadProfile(text);
  if (!chosen.ok) return chosen;
  return done(settingsOfProfile(chosen.value, cache));
}

/** The settings in one text of a profile. */
export function settingsOfProfile({ profile, revision }: ChosenProfile, cache: Cache): FoundSettings {
  const origin: PolicyOrigin = {
    name: `profile ${profile.name} (${dayOfText(profile, revision)})`,
    kind: "profile",
    revision: null,
  };
  return profileFile(profile.name, revision.text, origin, cache);
}

const profileFile = (name: string, text: string, origin: PolicyOrigin, cache: Cache): FoundSettings =>
  parsed(`profile:${name}`, new TextEncoder().encode(text), origin, cache);

/** No policy of its own: the plain DCO, and the report says so, and where there is none: a newer commit may have one already. */
export function builtIn(revision: string | null, cache: Cache): Attempt<FoundSettings> {
  const origin: PolicyOrigin = {
    name: `the built-in profile dco, as ${revision === null ? "the project" : shortObjectId(revision)} has no proviso.yaml`,
    kind: "built-in",
    revision,
  };
  return done(profileFile(dco.name, dco.text, origin, cache));
}

function parsed(name: string, bytes: Uint8Array, origin: PolicyOrigin, cache: Cache): FoundSettings {
  const source: Source = { name, text: new TextDecoder("utf-8", { ignoreBOM: false }).decode(bytes) };
  const read: ParsedPolicy = readPolicyFile(readOrRecall(source, cache), source, catalogue);
  return { ...read, origin, bytes };
}

/** Only a file without problems of its syntax is kept: those of another are to be found, and said, each time. */
function readOrRecall(source: Source, cache: Cache): YamlFile {
  const kept = restoreNode(cache.recall(source.text), source.text.length);
  if (kept !== undefined && kept !== null) return knownYaml(source, kept);
  const file = readYaml(source);
  const comesBack = restoreNode(file.root, source.text.length) !== undefined;
  if (comesBack && file.notes.problems.length === 0) cache.keep(source.text, file.root);
  return file;
}

export type FoundDocument = { readonly material: DocumentMaterial; readonly read: PolicyFile | null };

/** The first of the policy's documents that is there. `standsAlone`: none need be. */
export async function readDocumentMaterial(
  settings: PolicySettings,
  standsAlone: boolean,
  reader: Reader,
): Promise<Attempt<FoundDocument>> {
  for (const path of settings.document) {
    const file = await reader(path);
    if (!file.ok) return file;
    if (file.value !== null) {
      return done({ material: { source: file.value.source, format: formatOf(path) ?? "markdown" }, read: file.value });
    }
  }
  const missing = `the document ${settings.document.join(" or ")} does not exist there`;
  return done({ material: standsAlone ? null : { missing }, read: null });
}

/** The floor of a policy, and its bytes for the policy's digest. */
export type FoundFloor = {
  readonly material: FloorMaterial;
  readonly read: { readonly name: string; readonly bytes: Uint8Array } | null;
};

/** Reads the floor where the policy is read; a profile is built in. Nothing is fetched. */
export async function readFloor({ floor }: PolicySettings, reader: Reader, cache: Cache): Promise<Attempt<FoundFloor>> {
  if (floor === null) return done({ material: null, read: null });
  const missing = (text: string): Attempt<FoundFloor> => done({ material: { missing: text }, read: null });
  const profile = /^profile:(.*)$/s.exec(floor.value)?.[1];
  if (profile !== undefined) {
    const found = await profileSettings(profile, cache);
    if (!found.ok) return missing(found.text);
    const { settings, problems, bytes } = found.value;
    return done({ material: { settings, problems }, read: { name: floor.value, bytes } });
  }
  const file = await reader(floor.value);
  if (!file.ok) return file;
  if (file.value === null) return missing(`the floor ${floor.value} does not exist there`);
  const { name, bytes } = file.value;
  const { settings, problems } = parsed(name, bytes, { name, kind: "file", revision: null }, cache);
  return done({ material: { settings, problems }, read: { name, bytes } });
}
