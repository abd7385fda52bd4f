import type { ReadFile } from "./gate.ts";
import { type CommentRun, firstDifference, streamsOf } from "./streams.ts";
import type { Token } from "./tokens.ts";

/** A name before and the name at the same place after, whether it changed or not. */
export type NamePair = { readonly file: ReadFile; readonly before: Token; readonly after: Token };

export type CommentPair = {
  readonly file: ReadFile;
  readonly before: CommentRun | undefined;
  readonly after: CommentRun | undefined;
};

export type Alignment =
  | { readonly aligned: true; readonly pairs: readonly NamePair[]; readonly comments: readonly CommentPair[] }
  | { readonly aligned: false; readonly file: ReadFile; readonly line: number; readonly why: string };

/** Lays both sides of all files beside each other. Only names may differ; anything else that does says where. */
export function alignNames(files: readonly ReadFile[]): Alignment {
  const pairs: NamePair[] = [];
  const comments: CommentPair[] = [];
  for (const file of files) {
    for (const { before, after } of streamsOf(file)) {
      const other = firstDifference(before.code.map(nameless), after.code.map(nameless));
      if (other !== null) {
        const [old, now] = [before.code[other], after.code[other]];
        const line = now?.line ?? after.code.at(-1)?.line ?? 1;
        return {
          aligned: false,
          file,
          line,
          why: `\`${old?.text ?? "nothing"}\` becomes \`${now?.text ?? "nothing"}\``,
        };
      }
      for (const [at, token] of before.code.entries())
        if (token.kind === "name") pairs.push({ file, before: token, after: after.code[at] ?? token });
      const runs = Math.max(before.comments.length, after.comments.length);
      for (let run = 0; run < runs; run += 1)
        comments.push({ file, before: before.comments[run], after: after.comments[run] });
    }
  }
  return { aligned: true, pairs, comments };
}

/** Names are compared as names only. */
const nameless = (token: Token): Token => (token.kind === "name" ? { ...token, text: "" } : token);
