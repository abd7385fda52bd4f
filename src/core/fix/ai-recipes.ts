import type { Observed } from "../commit/observed.ts";
import type { Finding } from "../rules/outcome.ts";
import { appended, type Draft, type DraftLine, insertedLines, moved, newLine, removed } from "./draft.ts";
import { findingLines, textAt } from "./finding-lines.ts";
import type { Recipe, RecipeMaker, Recipes, Scene, Step } from "./repair.ts";
import { ownSignOffs, signOff } from "./sign-off-recipes.ts";

/** A tool's line goes, if it holds nothing else. What then still says that there is AI content is the plan's to see. */
const takeOut: RecipeMaker = (finding, scene) => {
  if (finding.at.kind !== "message") return null;
  const { text } = scene.facts.message;
  const { start, end } = finding.at.at;
  if (!scene.toolStarts.has(start) || textAt(text, { start, end }).trim() !== text.slice(start, end).trim())
    return null;
  const step: Step = (draft) => {
    const lines = findingLines(draft, finding, scene);
    return lines === null ? draft : removed(draft, lines);
  };
  return { kind: "take-out-tool", step };
};

/** Where lines begin that are a tool's by their mark, or by what they claim. A tag that may credit a person is nobody's to take out. */
export const toolStarts = ({ signals, claims }: Observed): ReadonlySet<number> =>
  new Set([
    ...signals.flatMap(({ class: kind, place }) => (kind !== "bot" && "at" in place ? [place.at.start] : [])),
    ...claims.flatMap(({ kind, source, at }) => (kind === "content" && source.by === "disclosure" ? [at.start] : [])),
  ]);

/** A tool's sign-off goes; if nobody else signed, the user does. */
const takeOutAndSign: RecipeMaker = (finding, scene) => {
  const out = takeOut(finding, scene);
  if (out === null || out === "asks") return null;
  const step: Step = (draft) => {
    const without = out.step(draft);
    const signers = scene.observed.signOffs.filter(({ trailer }) => trailer.start !== startOf(finding));
    return without === null || signers.length > 0 ? without : signOff(finding, scene).step(without);
  };
  return { kind: "take-out-tool", step };
};

const startOf = ({ at }: Finding): number => (at.kind === "message" ? at.at.start : -1);

/** Above the user's own sign-off, which is to cover it; else at the end of the block. */
function withDisclosure(draft: Draft, lines: readonly DraftLine[], scene: Scene): Draft {
  const at = lastOwnSignOff(draft, scene);
  return at === -1 ? appended(draft, lines) : insertedLines(draft, at, lines);
}

function lastOwnSignOff(draft: Draft, scene: Scene): number {
  const last = ownSignOffs(draft, scene).at(-1);
  if (last === undefined) return -1;
  let offset = 0;
  return draft.lines.findIndex(({ text }) => {
    const isHere = offset === last.start;
    offset += text.length + 1;
    return isHere;
  });
}

const disclose: RecipeMaker = (_finding, scene) => {
  const { disclosure } = scene;
  if (disclosure === null) return "asks";
  return disclosing((draft) =>
    draft.lines.some(({ text }) => text.trimEnd() === disclosure)
      ? draft
      : withDisclosure(draft, [newLine(draft, disclosure)], scene),
  );
};

/** The disclosure that is asked for takes the place of one in another form. */
const discloseAnew: RecipeMaker = (finding, scene) => {
  const { disclosure } = scene;
  if (disclosure === null) return "asks";
  return disclosing((draft) => {
    const lines = findingLines(draft, finding, scene);
    const without = lines === null ? draft : removed(draft, lines);
    return without.lines.some(({ text }) => text.trimEnd() === disclosure)
      ? without
      : withDisclosure(without, [newLine(without, disclosure)], scene);
  });
};

const disclosing = (step: Step): Recipe => ({ kind: "disclose", step });

/** A disclosure goes into the block. An indented or folded one is written on a line of its own. */
const intoBlock: RecipeMaker = (finding, scene) => {
  const { key, value } = finding.data;
  if (typeof key !== "string" || typeof value !== "string") return null;
  const step: Step = (draft) => {
    const lines = findingLines(draft, finding, scene);
    if (lines === null) return draft;
    const [line] = draft.lines.slice(lines.start, lines.end);
    const isPlain = lines.end - lines.start === 1 && line !== undefined && line.text.startsWith(key);
    const there = removed(draft, lines);
    return withDisclosure(there, [isPlain ? line : newLine(draft, `${key}: ${value}`)], scene);
  };
  return { kind: "move-disclosure", step };
};

const aboveSignOff: RecipeMaker = (finding, scene) => {
  const step: Step = (draft) => {
    const lines = findingLines(draft, finding, scene);
    const to = lastOwnSignOff(draft, scene);
    return lines === null || to === -1 ? null : moved(draft, lines, to);
  };
  return { kind: "move-disclosure", step };
};

/** By rule and message: what the findings about tools and disclosures are repaired by, on the user's own commits. */
export const aiRecipes: Recipes<
  | "sign-off-human"
  | "no-tool-advertising"
  | "no-tool-identity"
  | "ai-disclosure"
  | "ai-signal-disclosed"
  | "ai-disclosure-form"
> = {
  "sign-off-human": { tool: takeOutAndSign },
  "no-tool-advertising": { trailer: takeOut, footer: takeOut, coAuthor: takeOut },
  "no-tool-identity": { tool: takeOut },
  "ai-disclosure": {
    missing: disclose,
    unstated: disclose,
    outsideBlock: intoBlock,
    unclassified: discloseAnew,
  },
  "ai-signal-disclosed": { undisclosed: disclose, outsideBlock: intoBlock, unclassified: discloseAnew },
  "ai-disclosure-form": {
    otherKey: discloseAnew,
    value: discloseAnew,
    obsolete: discloseAnew,
    address: discloseAnew,
    unclassified: discloseAnew,
    outsideBlock: intoBlock,
    afterSignOff: aboveSignOff,
  },
};
