import type { Identity } from "../commit/identity.ts";
import { emptyMailmap, parseMailmap } from "../commit/mailmap.ts";
import { readDocument } from "../document/read-document.ts";
import { createPathClasses } from "../evidence/classes.ts";
import type { Problem } from "../problem/problem.ts";
import type { Learned } from "../text/learned.ts";
import { append } from "../text/long-lists.ts";
import { once } from "../text/once.ts";
import { type Source, spanOf } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import { compileMaintainers } from "./compile-maintainers.ts";
import { floorProblems } from "./floor.ts";
import { listedExceptions } from "./listed-exceptions.ts";
import { everyFileOf, filesOf } from "./own-files.ts";
import type { DocumentMaterial, FloorMaterial, Policy, PolicyOrigin, PolicySettings } from "./policy.ts";
import { createQuoter } from "./quotation.ts";
import { sectionHeading, stanceOf } from "./stance.ts";
import { shown } from "./yaml-file.ts";

/** All that a policy is made of, read at one revision. */
export type PolicyMaterials = {
  readonly settings: PolicySettings;
  readonly settingsProblems: readonly Problem[];
  readonly origin: PolicyOrigin;
  /** Gives the digest (see `digestParts`) when somebody first wants to see it. */
  readonly digest: () => string;
  readonly document: DocumentMaterial;
  /** Did an earlier mainline revision of the document have a heading of `ai.section`? Only asked when this one has none. */
  readonly documentSeenEarlier: Learned<boolean>;
  /** May be left out where the policy names none. */
  readonly floor?: FloorMaterial;
  /** Null when the policy names none, or when it is not there. */
  readonly maintainersFile: Source | null;
  readonly mailmap: Source | null;
};

/** Identities remembered with what the mailmap gives; a history of 100,000 commits has some thousands. */
const identitiesRemembered = 20_000;

/** Makes a policy ready to judge by. Its problems are those of the settings and of every text that they name. */
export function compilePolicy(materials: PolicyMaterials): Policy {
  const { settings, origin } = materials;
  const problems: Problem[] = [
    ...materials.settingsProblems,
    ...stanceProblems(settings),
    ...channelProblems(settings),
  ];
  const document = documentOf(materials, problems);
  const listed = listedExceptions(document, settings);
  append(problems, listed.problems);
  const mailmap = materials.mailmap === null ? null : parseMailmap(materials.mailmap);
  append(problems, mailmap?.problems ?? []);
  const digest = once(materials.digest);
  const stance = stanceOf({
    settings,
    document,
    material: materials.document,
    seenEarlier: materials.documentSeenEarlier,
  });
  append(problems, floorProblems(settings, stance, withOwnProblems(materials.floor)));
  const people = once(() => compileMaintainers(settings, materials.maintainersFile));
  return {
    origin,
    // A quiet check shows no digest, and what computes it takes longer to load than most commits to judge.
    get digest() {
      return digest();
    },
    settings,
    document,
    floor: materials.floor ?? null,
    clauses: settings.clauses,
    problems,
    stance,
    exceptions: listed.exceptions,
    exceptionsAt: listed.heading?.at ?? null,
    // Reading QEMU's MAINTAINERS takes some 40 ms at a cold start, and an ordinary commit never asks who maintains what.
    get maintainers() {
      return people().maintainers;
    },
    get maintainersProblems() {
      return people().problems;
    },
    canonical: rememberIdentities((mailmap?.mailmap ?? emptyMailmap).resolve),
    addressesOf: (login) => settings.people.get(login.replace(/^@/, "").toLowerCase()),
    channels: settings.ai.channels,
    classOf: createPathClasses(settings.classes, everyFileOf(settings)),
    files: filesOf(settings),
    quotationFor: createQuoter({ document, section: sectionHeading(document, settings), exceptions: listed.heading }),
  };
}

/** A policy with the maintainers of another revision: everything else of it stays as it is, and is not worked out anew. */
export function withMaintainers(
  policy: Policy,
  maintainers: Source | null | (() => ReturnType<typeof compileMaintainers>),
): Policy {
  const read =
    typeof maintainers === "function" ? maintainers : once(() => compileMaintainers(policy.settings, maintainers));
  return Object.defineProperties({} as Policy, {
    ...Object.getOwnPropertyDescriptors(policy),
    maintainers: { get: () => read().maintainers, enumerable: true },
    maintainersProblems: { get: () => read().problems, enumerable: true },
  });
}

function documentOf({ document, origin, settings }: PolicyMaterials, problems: Problem[]): Policy["document"] {
  if (document === null) return null;
  if (!("missing" in document)) {
    const read = readDocument(document.source, document.format);
    append(problems, read.problems);
    return read.document;
  }
  // A file that names its own neighbour, and is wrong, is a broken policy. One laid over an older revision may be ahead of it.
  const isBroken = origin.kind === "repository" || origin.kind === "worktree";
  const at = settings.places.get("document") ?? spanOf(settings.source, 0, 0);
  const hint = "correct the path, or add the document";
  problems.push({
    code: "document-missing",
    text: document.missing,
    at,
    severity: isBroken ? "error" : "warning",
    hint,
  });
  return null;
}

/** A floor that would decide nothing as a policy has nothing to be compared with: what is open in it could be filled in by whoever has it as his floor. */
function withOwnProblems(floor: FloorMaterial | undefined): FloorMaterial | undefined {
  if (!floor || "missing" in floor) return floor;
  const { settings, problems } = floor;
  return { settings, problems: [...problems, ...stanceProblems(settings), ...channelProblems(settings)] };
}

/** Without a stance the rule that is the heart of the policy would never judge anything, in silence. */
function stanceProblems({ ai, clauses }: PolicySettings): readonly Problem[] {
  const heart = clauses.find(({ rule, level }) => rule.id === "ai-content-permitted" && level !== "off");
  if (ai.stance !== null || heart === undefined) return [];
  const text = "`ai-content-permitted` needs a stance to judge by";
  return [{ code: "stance-missing", text, at: heart.at, severity: "error", hint: "add `ai: { stance: declined }`" }];
}

/** A channel that is named and not described can never be seen, which would leave everything undecided and nobody told. */
function channelProblems({ ai, clauses }: PolicySettings): readonly Problem[] {
  const names = ai.channels.map(({ name }) => name);
  return clauses.flatMap(({ rule, settings, level, at }): readonly Problem[] => {
    const { channels } = settings;
    if (level === "off" || !("channels" in rule.options) || !Array.isArray(channels)) return [];
    if (channels.length === 0 && settings["byTrailer"] === false) {
      const text = `\`${rule.id}\` leaves no place where AI use could be disclosed`;
      return [
        {
          code: "nowhere-to-disclose",
          text,
          at,
          severity: "error",
          hint: "name a channel of the pull request with `channels`",
        },
      ];
    }
    const missing = (channels as readonly string[]).filter((name) => !names.includes(name));
    return missing.map((name) => {
      const text = `\`${rule.id}\` names the channel \`${shown(name)}\`, and \`ai.channels\` has none of that name`;
      const hint = didYouMean(name, names);
      return { code: "unknown-channel", text, at, severity: "error", ...(hint === undefined ? {} : { hint }) };
    });
  });
}

/** Where the mailmap says nothing the same object comes back, so that callers may compare by identity; that is most often the case. */
function rememberIdentities(resolve: (identity: Identity) => Identity): Policy["canonical"] {
  let known = new Map<string, Identity>();
  return (identity) => {
    const resolved = resolve(identity);
    if (resolved === identity) return identity;
    const key = `${identity.email}\0${identity.name}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    if (known.size >= identitiesRemembered) known = new Map();
    known.set(key, resolved);
    return resolved;
  };
}
