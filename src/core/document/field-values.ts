import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { parseDay } from "../text/day.ts";
import { compileGlob } from "../text/glob.ts";
import { spanText } from "../text/source.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Field, ListedException, SizeLimit, Who } from "./document.ts";
import { type Piece, piecesOf } from "./field-pieces.ts";
import { quoted } from "./fields.ts";

/** Takes what is wrong with a value; reading goes on. */
export type ReportProblem = (problem: Problem) => void;

/** Ids are lower-case words joined by hyphens, so that they can be cited in a message. UTF-16 units. */
const idLengthMax = 100;

/** The id, or the fallback when the value is none. */
export function readId({ value, valueAt }: Field, fallback: string, report: ReportProblem): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= idLengthMax) return value;
  const hint = "write lower-case letters and digits, joined by single hyphens";
  report(errorAt("unreadable-id", `${quoted(value)} is no id of an exception`, valueAt, hint));
  return fallback;
}

/** The items of a comma-separated value; an item left empty is a problem. */
export function readItems(field: Field, report: ReportProblem, separators = ","): readonly Piece[] {
  const { pieces, whole } = piecesOf(field, separators);
  if (!whole)
    report(
      errorAt(
        "unreadable-value",
        `${quoted(spanText(field.valueAt))} has a back-tick or brace without its partner`,
        field.valueAt,
      ),
    );
  const filled = pieces.filter(({ text }) => text !== "");
  if (filled.length < pieces.length && field.value !== "") {
    report(errorAt("empty-value", `an item of ${quoted(field.name)} is empty`, field.valueAt));
  }
  return filled;
}

/** Items that must be words of a list. Case does not count; an item given twice counts once. */
export function readWords<Word extends string>(
  field: Field,
  known: readonly Word[],
  report: ReportProblem,
): readonly Word[] {
  const words = new Set<Word>();
  for (const { text, at } of readItems(field, report)) {
    const word = known.find((candidate) => candidate === text.toLowerCase());
    if (word !== undefined) words.add(word);
    else
      report(
        errorAt("unknown-word", `${quoted(text)} is no word for ${quoted(field.name)}`, at, suggestion(text, known)),
      );
  }
  return [...words];
}

/** "did you mean", or what there is to choose from. */
export const suggestion = (word: string, known: readonly string[]): string =>
  didYouMean(word, known) ?? `known are ${known.map((name) => `\`${name}\``).join(", ")}`;

/** Path globs, as written; one that cannot be read is a problem. */
export function readGlobs(field: Field, report: ReportProblem): readonly string[] {
  const items = readItems(field, report);
  for (const { text, at } of items) {
    const glob = compileGlob(text);
    if (!glob.ok) report(errorAt("unreadable-glob", `${quoted(text)} is no path glob: ${glob.why}`, at));
  }
  return items.map(({ text }) => text);
}

/** `400 added lines`, `20 changed lines; not counting tests`, `3 files`; several joined by commas or `and`. */
export function readLimits(field: Field, report: ReportProblem): readonly SizeLimit[] {
  const [limitsText, ...remarks] = field.value.split(";").map((part) => part.trim());
  const forAll = remarks.length > 0;
  for (const remark of remarks) {
    if (!/^not counting tests$/i.test(remark)) report(unreadable(field, remark));
  }
  const limits: SizeLimit[] = [];
  for (const part of (limitsText ?? "").split(/,| and /i).map((text) => text.trim())) {
    const found = /^(\d{1,9}) (?:(added|changed) lines?|files?)( not counting tests)?$/i.exec(part);
    if (found === null) {
      report(unreadable(field, part));
      continue;
    }
    const of = found[2] === undefined ? "files" : found[2].toLowerCase() === "added" ? "added lines" : "changed lines";
    limits.push({ count: Number(found[1]), of, notCountingTests: forAll || found[3] !== undefined });
  }
  return limits;
}

function unreadable(field: Field, part: string): Problem {
  const hint = "write `N added lines`, `N changed lines` or `N files`, and after a semicolon `not counting tests`";
  return errorAt("unreadable-limit", `${quoted(part)} is no limit of size`, field.valueAt, hint);
}

/** `anyone`, `maintainers`, `contributors with N earlier commits`; what cannot be read is a problem and gives `anyone`. */
export function readWho(field: Field, report: ReportProblem): Who {
  const value = field.value.toLowerCase();
  if (value === "anyone" || value === "maintainers") return { kind: value };
  const count = /^contributors with (\d{1,9}) earlier commits?$/.exec(value)?.[1];
  if (count !== undefined) return { kind: "contributors", earlierCommits: Number(count) };
  const hint = "write `anyone`, `maintainers` or `contributors with N earlier commits`";
  report(
    errorAt("unreadable-who", `${quoted(field.value)} does not say who may rely on the exception`, field.valueAt, hint),
  );
  return { kind: "anyone" };
}

/** A day, then links or Message-Ids, among words or alone. */
export function readAgreed(field: Field, report: ReportProblem): ListedException["agreed"] {
  const { day, rest } = leadingDay(field, report);
  if (day === undefined) return null;
  const links = Array.from(rest.matchAll(/<([^<>\s]+)>|https?:\/\/[^\s<>`,;()[\]]+/g), ([whole, inner]) =>
    inner !== undefined && /^https?:/.test(inner) ? inner : whole,
  );
  if (links.length === 0) {
    report(warningAt("agreed-without-link", `${quoted(field.value)} links to no discussion`, field.valueAt));
  }
  return { day, links };
}

/** `2027-01-31`, or `2027-01-31; posted before may land until 2027-03-01`. */
export function readUntil(field: Field, report: ReportProblem): ListedException["until"] {
  const { value, postedBefore } = withoutGrace(field, report);
  const day = parseDay(value);
  if (day === undefined) report(noDay(field, value));
  return day === undefined ? null : { day, postedBeforeMayLandUntil: postedBefore };
}

/** `2026-09-01 the reason`, and the same clause for what was posted before. */
export function readWithdrawn(field: Field, report: ReportProblem): ListedException["withdrawn"] {
  const { value, postedBefore } = withoutGrace(field, report);
  const { day, rest } = leadingDay({ ...field, value }, report);
  if (day === undefined) return null;
  const reason = rest.replace(/^[\s,;:–—-]+/, "");
  if (reason === "")
    report(warningAt("withdrawn-without-reason", "no reason stands with the withdrawal", field.valueAt));
  return { day, reason, postedBeforeMayLandUntil: postedBefore };
}

function withoutGrace(field: Field, report: ReportProblem): { value: string; postedBefore: string | null } {
  const at = field.value.lastIndexOf(";");
  const clause = /^posted before may land until (.*)$/i.exec(at === -1 ? "" : field.value.slice(at + 1).trim());
  if (clause === null) return { value: field.value, postedBefore: null };
  const day = parseDay(clause[1] ?? "");
  if (day === undefined) report(noDay(field, clause[1] ?? ""));
  return { value: field.value.slice(0, at).trim(), postedBefore: day ?? null };
}

function leadingDay(field: Field, report: ReportProblem): { day: string | undefined; rest: string } {
  const first = /^[^\s,;:]*/.exec(field.value)?.[0] ?? "";
  const day = parseDay(first);
  if (day === undefined) report(noDay(field, first));
  return { day, rest: field.value.slice(first.length).trim() };
}

const noDay = (field: Field, text: string): Problem =>
  errorAt("unreadable-date", `${quoted(text)} is no day of the calendar`, field.valueAt, "write `YYYY-MM-DD`");
