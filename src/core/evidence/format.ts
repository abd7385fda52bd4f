import type { CommitFacts } from "../commit/facts.ts";
import type { EvidenceFacts } from "./content.ts";
import { modifiedOnly, type ReadFile, readFiles } from "./gate.ts";
import type { Proof } from "./proof.ts";
import { type CommentRun, firstDifference, type Stream, streamsOf, textOf } from "./streams.ts";
import { counted, notProved, proved } from "./verdicts.ts";

/**
 * `format`: the tokens of every file are equal before and after, comments as well but for how they are wrapped.
 * White space that means something is a token of its own.
 */
export function proveFormat(commit: CommitFacts, facts: EvidenceFacts): Proof {
  return proveEqual(commit, facts, {
    differs: (before, after) => differentCode(before, after) ?? differentRuns(before.comments, after.comments),
    how: (files) => `${files} with the same tokens before and after`,
  });
}

/**
 * `comments`: the tokens of every file are equal once comments are removed, and comments that programs or the law read
 * are equal, too.
 */
export function proveComments(commit: CommitFacts, facts: EvidenceFacts): Proof {
  return proveEqual(commit, facts, {
    differs: (before, after) => differentCode(before, after) ?? differentForPrograms(before.comments, after.comments),
    how: (files) => `${files} with the same tokens before and after, comments left out`,
    // RFC 8259 has none: a file that gets its first is no JSON any more.
    whyNot: ({ language }) => (language === "json" ? "JSON has no comments" : null),
  });
}

/** What differs, and on which line after the change. */
type Difference = { readonly line: number; readonly why: string };

type Comparison = {
  readonly differs: (before: Stream, after: Stream) => Difference | null;
  readonly how: (files: string) => string;
  readonly whyNot?: (file: ReadFile) => string | null;
};

function proveEqual(
  commit: CommitFacts,
  facts: EvidenceFacts,
  { differs, how, whyNot = () => null }: Comparison,
): Proof {
  const gate = modifiedOnly(commit);
  if (!gate.ok) return gate.proof;
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  for (const file of files.value) {
    const strange = whyNot(file);
    if (strange !== null) return notProved(`\`${file.change.path}\`: ${strange}`);
    for (const { before, after } of streamsOf(file)) {
      const difference = differs(before, after);
      if (difference !== null) return notProved(`${placeOf(file, difference)}: ${difference.why}`);
    }
  }
  return proved(how(counted(files.value.length, "file")));
}

const placeOf = ({ change }: ReadFile, { line }: Difference): string => `\`${change.path}\`:${line}`;

function differentCode({ code: before }: Stream, { code: after }: Stream): Difference | null {
  const at = firstDifference(before, after);
  if (at === null) return null;
  const line = after[at]?.line ?? after.at(-1)?.line ?? 1;
  const [old, now] = [before, after].map((tokens) => textOf(tokens.slice(at, at + 1)) || "nothing");
  return { line, why: `\`${old}\` becomes \`${now}\`` };
}

/** The same words between the same tokens; those that programs read with the same lines. */
function differentRuns(before: readonly CommentRun[], after: readonly CommentRun[]): Difference | null {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before[index], after[index]];
    const same = old !== undefined && now !== undefined && old.at === now.at && sameTexts(old.words, now.words);
    if (!same) return { line: now?.line ?? after.at(-1)?.line ?? 1, why: "a comment changes, too" };
  }
  return differentForPrograms(before, after);
}

/** @returns where a comment that programs or the law read is not the same, or stands on another line of code */
export function differentForPrograms(before: readonly CommentRun[], after: readonly CommentRun[]): Difference | null {
  const read = (runs: readonly CommentRun[]) => runs.filter(({ readByPrograms }) => readByPrograms.length > 0);
  const [olds, nows] = [read(before), read(after)];
  const length = Math.max(olds.length, nows.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [olds[index], nows[index]];
    const same = old?.at === now?.at && sameTexts(old?.readByPrograms ?? [], now?.readByPrograms ?? []);
    if (!same)
      return { line: now?.line ?? old?.line ?? 1, why: "a comment that programs or the law read changes, or moves" };
  }
  return null;
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);
