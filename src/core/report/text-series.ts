import type { CommitValue } from "./json-values.ts";
import { fold } from "./layout.ts";
import type { AnswerTagValue, SeriesValue } from "./series-value.ts";
import type { Style } from "./text-commit.ts";
import { shown } from "./words.ts";

/** Tags that are shown where nobody asked for all. */
const tagsShownMax = 20;

/** What a text report says of a series: how much of it is here, what it took the place of, and the tags given in answers. */
export function seriesLines(series: SeriesValue, { verbose, width }: Style): readonly string[] {
  const { tags } = series;
  const shownTags = verbose ? tags : tags.slice(0, tagsShownMax);
  const more = tags.length - shownTags.length;
  const unjudged = [...supersededWords(series), ...answerWords(series, verbose)];
  const lines = [headWords(series), ...unjudged, ...shownTags.map((tag) => tagWords(tag, series))];
  if (more > 0) lines.push(`${more} more tags in answers; -v shows them`);
  return lines.flatMap((line) => fold("  ", line, "    ", width));
}

/**
 * What patches are called: `2/3` where one series is shown, as its mails say; else a patch is called by its Message-Id, and one without has
 * nothing but its subject.
 */
export function labelsIn(
  all: readonly SeriesValue[],
): (commit: Pick<CommitValue, "id" | "subject">) => string | undefined {
  const [series, ...others] = all;
  if (series === undefined) return () => undefined;
  const byName = new Map<string, string | null>();
  for (const { position, id, subject } of others.length > 0 ? [] : series.patches) {
    const name = id ?? `subject ${subject}`;
    byName.set(name, byName.has(name) ? null : `${position}/${series.total ?? 1}`);
  }
  return ({ id, subject }) => byName.get(id ?? `subject ${subject}`) ?? (id === null ? "(no Message-Id)" : undefined);
}

function headWords({ id, sender, kind, total, patches }: SeriesValue): string {
  const by = sender === null ? "by nobody knows whom" : `by \`${shown(personWords(sender))}\``;
  const here = kind === "pull-request" && patches.length === 0 ? "pull request" : partsWords(patches.length, total);
  return `${here} ${by}${id === null ? "" : `, ${shown(id)}`}`;
}

function partsWords(count: number, total: number | null): string {
  if (total === null || total === count) return count === 1 ? "one patch" : `${count} patches`;
  return `${count} of ${total} patches`;
}

const supersededWords = ({ superseded }: SeriesValue): readonly string[] =>
  superseded.map(
    ({ id, version }) => `not judged: v${version}${id === null ? "" : ` (${shown(id)})`}, which this one replaces`,
  );

/** Answers with patches that are named where nobody asked for all. */
const answersNamedMax = 3;

function answerWords({ patchesInAnswers: ids }: SeriesValue, verbose: boolean): readonly string[] {
  if (ids.length === 0) return [];
  const known = ids.flatMap((id) => (id === null ? [] : [shown(id)]));
  const named = verbose ? known : known.slice(0, answersNamedMax);
  const more = ids.length - named.length;
  const what = ids.length === 1 ? "the patch in an answer" : `the patches in ${ids.length} answers`;
  const those = [...named, ...(more > 0 && named.length > 0 ? [`${more} more`] : [])].join(", ");
  return [`not judged: ${what}${those === "" ? "" : ` (${those})`}`];
}

function tagWords(
  { form, by, mail, about, patch, counts, why, signatures }: AnswerTagValue,
  { total }: SeriesValue,
): string {
  const target =
    about === "series" ? "the series" : patch === null ? "a patch" : total === null ? "the patch" : `${patch}/${total}`;
  const place = mail === null ? "an answer" : shown(mail);
  const end = counts ? "counts" : `does not count: it ${shown(why ?? "")}`;
  const signed = signatures === null ? "" : ` (DKIM: ${shown(signatures)})`;
  return `${shown(form)} of \`${shown(personWords(by))}\` for ${target} in ${place}${signed} ${end}`;
}

const personWords = ({ name, email }: { readonly name: string; readonly email: string }): string =>
  name === "" ? `<${email}>` : `${name} <${email}>`;
