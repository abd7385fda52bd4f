import type { CommitFacts } from "../commit/facts.ts";
import {
  type CommentedSide,
  type Difference,
  differentComments,
  differentLayoutOfComments,
} from "./comment-changes.ts";
import { whyNoComments, withoutComments } from "./comment-places.ts";
import type { EvidenceFacts } from "./content.ts";
import { modifiedOnly, type ReadFile, readFiles } from "./gate.ts";
import { whyNoLayout, whyNotLayout, whyOddLines } from "./layout.ts";
import { whyLineComments } from "./line-comments.ts";
import type { Proof } from "./proof.ts";
import { firstDifference, type Stream, streamsOf, textOf } from "./streams.ts";
import { counted, notProved, proved } from "./verdicts.ts";

/**
 * `format`: the tokens of every file are equal before and after, comments as well but for how prose is wrapped, and
 * nothing changes but white space that is listed as layout.
 */
export function proveFormat(commit: CommitFacts, facts: EvidenceFacts): Proof {
  return proveEqual(commit, facts, {
    whyNot: ({ language }) => whyNoLayout(language),
    differentComments: differentLayoutOfComments,
    whyNotRest: ({ language, before, after }) => whyNotLayout(language, { before, after }, "count"),
    how: (files) => `${files} with the same tokens before and after`,
  });
}

/**
 * `comments`: what is left of every file without its comments differs by nothing but layout, and the comments that
 * change are prose.
 */
export function proveComments(commit: CommitFacts, facts: EvidenceFacts): Proof {
  return proveEqual(commit, facts, {
    whyNot: ({ language, change, before, after }) => whyNoComments(language, { path: change.path, before, after }),
    differentComments,
    whyNotRest: ({ language, before, after }, streams) => {
      const [old, now] = [
        streams.flatMap(({ before: side }) => side.comments),
        streams.flatMap(({ after: side }) => side.comments),
      ];
      const texts = { before: withoutComments(before, old, language), after: withoutComments(after, now, language) };
      return whyLineComments(language, { before, after }, old, now) ?? whyNotLayout(language, texts, "left out");
    },
    how: (files) => `${files} with the same tokens before and after, comments left out`,
  });
}

type Streams = ReturnType<typeof streamsOf>;

type Comparison = {
  /** Why nothing can be proved of such a file. */
  readonly whyNot: (file: ReadFile) => string | null;
  readonly differentComments: typeof differentComments;
  readonly whyNotRest: (file: ReadFile, streams: Streams) => string | null;
  readonly how: (files: string) => string;
};

function proveEqual(commit: CommitFacts, facts: EvidenceFacts, comparison: Comparison): Proof {
  const gate = modifiedOnly(commit);
  if (!gate.ok) return gate.proof;
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  for (const file of files.value) {
    const why = whyOther(file, comparison);
    if (why !== null) return notProved(`\`${file.change.path}\`${why}`);
  }
  return proved(comparison.how(counted(files.value.length, "file")));
}

/** Why the sides of a file are not the same but for what may differ, behind its path. */
function whyOther(file: ReadFile, { whyNot, differentComments: differs, whyNotRest }: Comparison): string | null {
  const odd = whyNot(file) ?? whyOddLines(file);
  if (odd !== null) return `: ${odd}`;
  const streams = streamsOf(file);
  for (const { before, after } of streams) {
    const difference =
      differentCode(before, after) ?? differs(file.language, sideOf(file.before, before), sideOf(file.after, after));
    if (difference !== null) return `:${difference.line}: ${difference.why}`;
  }
  const rest = whyNotRest(file, streams);
  return rest === null ? null : `: ${rest}`;
}

const sideOf = (text: string, { code, comments }: Stream): CommentedSide => ({ text, code, runs: comments });

function differentCode({ code: before }: Stream, { code: after }: Stream): Difference | null {
  const at = firstDifference(before, after);
  if (at === null) return null;
  const line = after[at]?.line ?? after.at(-1)?.line ?? 1;
  const [old, now] = [before, after].map((tokens) => textOf(tokens.slice(at, at + 1)) || "nothing");
  return { line, why: `\`${old}\` becomes \`${now}\`` };
}
