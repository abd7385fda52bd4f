import type { Policy } from "../policy/policy.ts";

/** What of a policy is worth a line in its history. */
export type PolicySketch = {
  /** The file that holds its settings and what identifies their text; null where there was no policy. */
  readonly settings: { readonly name: string; readonly text: string } | null;
  readonly document: string | null;
  /** Where the settings look for it, whether or not it is there. */
  readonly documentPaths: readonly string[];
  readonly stance: { readonly position: string; readonly state: "in-force" | "not-yet" | "vanished" };
  readonly listsExceptions: boolean;
  /** By id: what the entry says, whole, and whether it was withdrawn. */
  readonly exceptions: ReadonlyMap<string, { readonly text: string; readonly withdrawn: boolean }>;
};

/** Before there was anything. */
export const noPolicy: PolicySketch = {
  settings: null,
  document: null,
  documentPaths: [],
  stance: { position: "permitted", state: "not-yet" },
  listsExceptions: false,
  exceptions: new Map(),
};

/** A policy that is not the repository's own, such as a profile, comes and goes with nobody. */
export function sketchOf({ origin, settings, document, stance, exceptions, exceptionsAt }: Policy): PolicySketch {
  const isOwn = origin.kind === "repository" || origin.kind === "dco.yml";
  return {
    settings: isOwn ? { name: settings.source.name, text: settings.source.text } : null,
    document: document?.source.name ?? null,
    documentPaths: settings.document,
    stance: { position: stance.position, state: settings.ai.stance === null ? "not-yet" : stance.inForce.kind },
    listsExceptions: exceptionsAt !== null,
    exceptions: new Map(
      exceptions.map((entry) => {
        const { source, start, end } = entry.entry;
        return [entry.id, { text: source.text.slice(start, end).trim(), withdrawn: entry.withdrawn !== null }];
      }),
    ),
  };
}

/** What changed from one policy to the next, a sentence each; none where only words changed. */
export function changesBetween(before: PolicySketch, after: PolicySketch): readonly string[] {
  return [
    ...settingsChange(before, after),
    ...documentChange(before.document, after),
    ...stanceChange(before.stance, after.stance),
    ...listChange(before, after),
    ...exceptionChanges(before.exceptions, after.exceptions),
  ];
}

function settingsChange({ settings: before }: PolicySketch, { settings: after }: PolicySketch): readonly string[] {
  if (before === null && after === null) return [];
  if (before === null || after === null)
    return after === null ? [`\`${before?.name ?? ""}\` vanishes`] : [`\`${after.name}\` appears`];
  if (before.name !== after.name) return [`the policy is now in \`${after.name}\``];
  return before.text === after.text ? [] : [`\`${after.name}\` changes`];
}

function documentChange(before: string | null, { document: after, documentPaths }: PolicySketch): readonly string[] {
  if (before === after) return [];
  // Settings that name another document do not take away the one that they named before.
  if (before !== null && after === null && documentPaths.length > 0 && !documentPaths.includes(before))
    return [
      `the document looked for is now ${documentPaths.map((path) => `\`${path}\``).join(" or ")}, no longer \`${before}\``,
    ];
  if (after === null) return [`the document \`${before ?? ""}\` vanishes`];
  return [before === null ? `the document \`${after}\` appears` : `the document moves to \`${after}\``];
}

function stanceChange(before: PolicySketch["stance"], after: PolicySketch["stance"]): readonly string[] {
  const isSame = before.state === after.state && (after.state !== "in-force" || before.position === after.position);
  if (isSame) return [];
  if (after.state === "in-force") return [`AI-derived content is ${after.position} from here on`];
  return after.state === "vanished" ? ["the heading that puts the stance on AI content in force vanishes"] : [];
}

function listChange(before: PolicySketch, after: PolicySketch): readonly string[] {
  if (before.listsExceptions === after.listsExceptions) return [];
  if (!after.listsExceptions) return ["the section on exceptions vanishes"];
  return [`the section on exceptions appears${after.exceptions.size === 0 ? ", and lists none" : ""}`];
}

function exceptionChanges(before: PolicySketch["exceptions"], after: PolicySketch["exceptions"]): readonly string[] {
  const said: string[] = [];
  for (const [id, { text, withdrawn }] of after) {
    const earlier = before.get(id);
    if (earlier === undefined) said.push(`exception \`${id}\` is listed${withdrawn ? ", as withdrawn" : ""}`);
    else if (!earlier.withdrawn && withdrawn) said.push(`exception \`${id}\` is withdrawn`);
    else if (earlier.text !== text) said.push(`exception \`${id}\` changes`);
  }
  for (const id of before.keys()) if (!after.has(id)) said.push(`exception \`${id}\` is taken out of the list`);
  return said;
}

/** Did the document ever list an exception of that id, by what its history says? */
export const wasListed = (id: string, milestones: readonly { readonly text: string }[]): boolean =>
  milestones.some(({ text }) => text.startsWith(`exception \`${id}\` `));
