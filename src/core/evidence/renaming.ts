import type { ReadFile } from "./gate.ts";
import { type CommentRun, firstDifference, streamsOf } from "./streams.ts";
import type { Region, Token } from "./tokens.ts";

/** A name before and the name at the same place after, whether it changed or not. */
export type NamePair = {
  readonly file: ReadFile;
  readonly before: Token;
  readonly after: Token;
  /** The tokens beside it, before; null at an end. */
  readonly previous: Token | null;
  readonly next: Token | null;
  /** Which top-level definition it stands in; null: none. */
  readonly scope: Scope | null;
  /** The brackets it stands in, from the outside in: each with the name before it, if one is there. */
  readonly brackets: readonly Bracket[];
};

export type Bracket = { readonly text: string; readonly head: string | null };

/** A top-level definition before the change: its code tokens. */
export type Scope = {
  readonly file: ReadFile;
  readonly tokens: readonly Token[];
};

export type Alignment =
  | { readonly aligned: true; readonly pairs: readonly NamePair[]; readonly comments: readonly CommentPair[] }
  | { readonly aligned: false; readonly file: ReadFile; readonly line: number; readonly why: string };

export type CommentPair = {
  readonly file: ReadFile;
  readonly before: CommentRun | undefined;
  readonly after: CommentRun | undefined;
};

/** Lays both sides of all files beside each other. Only names may differ; anything else that does says where. */
export function alignNames(files: readonly ReadFile[]): Alignment {
  const pairs: NamePair[] = [];
  const comments: CommentPair[] = [];
  for (const file of files) {
    for (const [index, { before, after }] of streamsOf(file).entries()) {
      const deep = tooDeep(before.code);
      if (deep !== null) {
        const why = `more than ${bracketsMax} brackets are open at once, which is the limit`;
        return { aligned: false, file, line: deep.line, why };
      }
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
      for (const pair of pairsOf(file, file.value.regions[index], before.code, after.code)) pairs.push(pair);
      const runs = Math.max(before.comments.length, after.comments.length);
      for (let run = 0; run < runs; run += 1)
        comments.push({ file, before: before.comments[run], after: after.comments[run] });
    }
  }
  return { aligned: true, pairs, comments };
}

/** Brackets inside one another around a name. */
const bracketsMax = 40;

function tooDeep(tokens: readonly Token[]): Token | null {
  let open = 0;
  for (const token of tokens) {
    if (token.kind !== "symbol") continue;
    if (/^[([{]$/.test(token.text)) open += 1;
    else if (/^[)\]}]$/.test(token.text)) open -= 1;
    if (open > bracketsMax) return token;
  }
  return null;
}

/** Names are compared as names only. */
const nameless = (token: Token): Token => (token.kind === "name" ? { ...token, text: "" } : token);

function* pairsOf(
  file: ReadFile,
  region: Region | undefined,
  before: readonly Token[],
  after: readonly Token[],
): Generator<NamePair> {
  const scopes = (region?.before.definitions ?? []).map(({ first, end }) => {
    const tokens = region?.before.tokens.slice(first, end) ?? [];
    return {
      from: tokens[0]?.start ?? 0,
      to: tokens.at(-1)?.start ?? 0,
      scope: { file, tokens: tokens.filter(isCode) },
    };
  });
  let brackets: readonly Bracket[] = [];
  // Definitions and tokens are both in order.
  let reached = 0;
  for (const [at, token] of before.entries()) {
    while ((scopes[reached]?.to ?? token.start) < token.start) reached += 1;
    const around = scopes[reached];
    // Names between the same brackets share one list: there may be hundreds of thousands.
    if (token.kind === "symbol") brackets = following(brackets, token, before, at);
    if (token.kind !== "name") continue;
    yield {
      file,
      before: token,
      after: after[at] ?? token,
      previous: before[at - 1] ?? null,
      next: before[at + 1] ?? null,
      scope: around !== undefined && around.from <= token.start ? around.scope : null,
      brackets,
    };
  }
}

const isCode = ({ kind }: Token): boolean => kind !== "comment";

/** The brackets that are open behind a token. */
function following(
  open: readonly Bracket[],
  { text }: Token,
  tokens: readonly Token[],
  at: number,
): readonly Bracket[] {
  if (/^[)\]}]$/.test(text)) return open.slice(0, -1);
  if (!/^[([{]$/.test(text)) return open;
  const before = tokens[at - 1];
  return [...open, { text, head: before?.kind === "name" ? before.text : null }];
}

/** Does a member stand behind this sign of C? Members have names of their own. */
export const isAccess = (previous: Token | null | undefined): boolean =>
  previous?.text === "." || previous?.text === "->";
