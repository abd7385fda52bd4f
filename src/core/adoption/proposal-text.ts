import { shortObjectId } from "../commit/object-id.ts";
import { shown } from "../report/words.ts";
import type { SeenHead } from "./seen.ts";
import type { Setting } from "./setting.ts";
import { commentOf } from "./yaml-writing.ts";

/** The text of a `proviso.yaml` with these settings, whole and commented. What is left open stands there as a comment. */
export const proposalText = (settings: readonly Setting[], head: SeenHead): string =>
  [...introduction(head), proposalBody(settings)].join("\n");

/** The settings alone, from the line `proviso: 1` on. */
export function proposalBody(settings: readonly Setting[]): string {
  const top = settings.filter(({ name }) => !name.includes("."));
  const ai = settings.filter(({ name }) => name.startsWith("ai."));
  const rules = settings.filter(({ name }) => name.startsWith("rules."));
  return [
    "proviso: 1",
    ...top.flatMap((setting) => ["", ...linesOf(setting, "")]),
    ...(ai.length === 0 ? [] : ["", ...sectionOf("ai", ai)]),
    ...(rules.length === 0 ? [] : ["", ...sectionOf("rules", rules)]),
    "",
  ].join("\n");
}

const introduction = ({ commit, branch }: SeenHead): readonly string[] => [
  ...commentOf(
    `Proposed by \`proviso init\` from what it saw ${commit === null ? "in a repository without a commit" : `at commit ${shortObjectId(commit)}`}${
      branch === null ? "" : ` of ${shown(branch)}`
    }. Read it before you commit it: keep what your project means, take out what it does not. From here on it is your project's own.`,
    "",
  ),
  ...commentOf(
    "`proviso policy lint` checks it, `proviso explain RULE` explains a rule, and docs/policy.md of Proviso has every key.",
    "",
  ),
];

/** A section stands if anything in it is proposed; else all of it is a comment. */
function sectionOf(name: string, settings: readonly Setting[]): readonly string[] {
  const stands = settings.some(({ state, value }) => state === "proposed" && value !== null);
  const lines = settings.flatMap((setting) => linesOf(setting, "  "));
  if (stands) return [`${name}:`, ...lines];
  // Nothing in it is proposed, so every line is a comment of its own already, or a reason.
  const comments = settings.flatMap(({ reasons }) => reasons.flatMap((reason) => commentOf(reason, "")));
  const values = settings.flatMap((setting) =>
    setting.value === null ? [] : [`#   ${keyOf(setting)}: ${setting.value}`],
  );
  return values.length === 0 ? comments : [...comments, `# ${name}:`, ...values];
}

const keyOf = ({ name }: Setting): string => name.slice(name.lastIndexOf(".") + 1);

function linesOf(setting: Setting, indent: string): readonly string[] {
  const reasons = setting.reasons.flatMap((reason) => commentOf(reason, indent));
  if (setting.value === null) return reasons;
  const line = `${keyOf(setting)}: ${setting.value}`;
  return [...reasons, setting.state === "proposed" ? `${indent}${line}` : `${indent}# ${line}`];
}

/** `from: "…"`: always in quotes, since an id can look like a number. */
export const fromValue = (commit: string): string => JSON.stringify(commit);

/** Puts a line about a rule's figures above each clause of a policy that was written before. */
export const withFigures = (text: string, figures: ReadonlyMap<string, string>): string =>
  text.replaceAll(/^ {2}([a-z-]+):/gm, (line, rule: string) => {
    const figure = figures.get(rule);
    return figure === undefined ? line : [...commentOf(figure, "  "), line].join("\n");
  });

/** Puts a setting in front of the section that a policy begins its stance or rules with. */
export const withTopSetting = (text: string, setting: Setting): string =>
  text.replace(/^(?=(?:ai|rules):$)/m, () => `${linesOf(setting, "").join("\n")}\n\n`);
