import { parsePolicy } from "../policy/parse-policy.ts";
import type { Clause } from "../policy/policy.ts";
import { findProfile } from "../policy/profiles.ts";
import { grouped } from "../report/layout.ts";
import { shown } from "../report/words.ts";
import { catalogue } from "../rules/catalogue.ts";
import { type ClauseOptions, candidates } from "./candidates.ts";
import { commitsForLevelMin, practiceLevel } from "./levels.ts";
import type { LinterSetting } from "./linter-settings.ts";
import type { Readings } from "./readings.ts";
import type { Measured, Practice } from "./seen.ts";
import { leftOpen, proposed, type Setting } from "./setting.ts";
import { clauseOf } from "./yaml-writing.ts";

/**
 * The clauses on sign-offs. An existing `dco.yml` is carried over as it stands, and what practice says beside it is left open; without one,
 * practice and a linter's settings decide.
 *
 * @param because - the heading of the proposed document that speaks of the certificate, as `#slug`
 */
export function signOffSettings(practice: Practice, readings: Readings, because: string | null): readonly Setting[] {
  const carried = carriedClauses(readings);
  if (carried.length === 0 && practice.commits === 0) return builtInSettings();
  const own = carried.map(({ rule, level, settings }) =>
    proposed(
      `rules.${rule.id}`,
      clauseOf(level === "require" ? "require" : "warn", optionsBeside(rule.options, settings), null),
      "Carried over from .github/dco.yml, with the same meaning.",
      ...figuresOf(practice, rule.id).map((figure) => `${figure}.`),
    ),
  );
  const further = candidates
    .filter(({ rule }) => carried.every((clause) => clause.rule.id !== rule))
    .flatMap(({ rule }) => practised(rule, practice, readings, because));
  return carried.length === 0 ? further : [...own, ...further.map(leftBesideDcoYml)];
}

/** The clauses of a `dco.yml` that can be read. */
export const carriedClauses = ({ dcoYml }: Readings): readonly Clause[] =>
  dcoYml === null || dcoYml.problems.some(({ severity }) => severity === "error") ? [] : dcoYml.settings.clauses;

/** More than `dco.yml` asks for would be another policy, so it is for people to switch on. */
const leftBesideDcoYml = (setting: Setting): Setting => ({ ...setting, state: "left-open" });

function optionsBeside(
  defaults: Clause["rule"]["options"],
  settings: { readonly [name: string]: unknown },
): ClauseOptions {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== defaults[name]?.default),
  ) as ClauseOptions;
}

/** Nothing to go by: what is used for a project without a policy, so that writing the file changes nothing. */
function builtInSettings(): readonly Setting[] {
  const text = findProfile("dco")?.text ?? "";
  const { settings } = parsePolicy({ name: "profile:dco", text }, catalogue);
  return settings.clauses.map(({ rule, level, settings: options }, index) =>
    proposed(
      `rules.${rule.id}`,
      clauseOf(level === "require" ? "require" : "warn", optionsBeside(rule.options, options), null),
      ...(index === 0
        ? ["There is no commit to go by, so these are the rules by which a project without a policy is judged."]
        : []),
    ),
  );
}

function practised(
  rule: string,
  practice: Practice,
  { linters }: Readings,
  because: string | null,
): readonly Setting[] {
  const measured = practice.rules.filter((one) => one.rule === rule);
  if (rule === "sign-off-present") {
    return measured.map((share) => presentSetting(share, linters.settings, because));
  }
  const used = measured.filter(({ of }) => of > 0);
  const required = used.find((share) => practiceLevel(share) === "require");
  const warned = used.find((share) => practiceLevel(share) === "warn");
  const chosen = required ?? warned;
  const name = `rules.${rule}`;
  if (chosen !== undefined) {
    const stricter = used.slice(0, used.indexOf(chosen)).filter(({ met }) => met !== chosen.met);
    const value = clauseOf(required === undefined ? "warn" : "require", chosen.options, null);
    return [proposed(name, value, `${figureOf(chosen)}.`, ...stricter.map((other) => `(${figureOf(other)}.)`))];
  }
  const [first] = used;
  return first === undefined ? [] : [leftOpen(name, "warn", whyLeftOut(first))];
}

const whyLeftOut = (share: Measured): string =>
  share.of < commitsForLevelMin
    ? `Left out: ${figureOf(share)}, and fewer than ${commitsForLevelMin} are too few to go by.`
    : `Left out: only ${figureOf(share)}.`;

/** The rule that the others rest on is never left out: a policy without a rule judges nothing. */
function presentSetting(share: Measured, linters: readonly LinterSetting[], because: string | null): Setting {
  const refusing = linters.find(({ asks }) => asks === "error");
  const byPractice = practiceLevel(share);
  const level = refusing === undefined ? (byPractice ?? "warn") : "require";
  const says = linters.slice(0, lintersShown).map((setting) => `${linterWords(setting)}.`);
  const little =
    byPractice === null && refusing === undefined
      ? ["It only warns: whether every commit is to be signed off is for your project to say."]
      : [];
  const value = clauseOf(level, {}, because);
  return proposed("rules.sign-off-present", value, `${figureOf(share)}.`, ...says, ...little);
}

/** Settings of linters that are named. */
const lintersShown = 5;

/** `.gitlint:3 refuses commits without a sign-off (gitlint's rule …)`. */
export function linterWords({ path, line, setting, asks }: LinterSetting): string {
  const place = line === null ? path : `${path}:${line}`;
  if (asks === "named") return `${place} names ${shown(setting)}; what it asks for was not looked into`;
  return `${place} ${asks === "error" ? "refuses" : "warns of"} commits without a sign-off (${shown(setting)})`;
}

/** `947 of 1,000 commits are signed off`. */
export const figureOf = ({ met, of, words }: Pick<Measured, "met" | "of" | "words">): string =>
  `${grouped(met)} of ${grouped(of)} commits ${words}`;

const figuresOf = ({ rules }: Practice, rule: string): readonly string[] =>
  rules.filter((one) => one.rule === rule && one.of > 0).map(figureOf);
