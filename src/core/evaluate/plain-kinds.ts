import { lineIn, type Outline } from "./plain-outline.ts";

/** Arrangements of kinds of outlines, each worked out once as long as everybody on its lines stays as he is. */
export type PlainKinds = {
  readonly arrangementOf: (outline: Outline) => number;
  /** Forgets those of kinds that have one of these lines; null: all. */
  readonly forget: (lines: readonly number[] | null) => void;
};

/** In place of an arrangement that was forgotten. */
const forgotten = -2;

export function createPlainKinds(read: (outline: Outline) => number): PlainKinds {
  /** By kind; undefined: nobody asked for it yet. */
  const arrangements: (number | undefined)[] = [];
  /** Of all kinds that somebody asked for. */
  const outlines: Outline[] = [];
  /** By line: the kinds that have it, of so many outlines. */
  const kindsOn: (number[] | undefined)[] = [];
  let indexed = 0;

  /** Where no mailmap changes nobody asks for it. */
  function indexLines(): void {
    for (; indexed < outlines.length; indexed += 1) {
      const { kind, tokens, start, end } = outlines[indexed] as Outline;
      // The first token is no line.
      for (let at = start + 1; at < end; at += 1) (kindsOn[lineIn(tokens[at] as number)] ??= []).push(kind);
    }
  }

  return {
    arrangementOf(outline) {
      const known = arrangements[outline.kind];
      if (known !== undefined && known !== forgotten) return known;
      if (known === undefined) outlines.push(outline);
      const arrangement = read(outline);
      arrangements[outline.kind] = arrangement;
      return arrangement;
    },
    forget(lines) {
      if (lines === null) {
        for (const { kind } of outlines) arrangements[kind] = forgotten;
        return;
      }
      if (lines.length > 0) indexLines();
      for (const line of lines) for (const kind of kindsOn[line] ?? []) arrangements[kind] = forgotten;
    },
  };
}
