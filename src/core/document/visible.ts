/** Prose as a reader sees it: no marks, runs of white space as one blank. */
export type Visible = {
  readonly text: string;
  /** Where each UTF-16 unit of the text stands in what was read. */
  readonly offsets: readonly number[];
  /** 1 for each unit of code and of addresses: they are shown, and are no words of a sentence. */
  readonly literal: readonly number[];
};

/** Gathers what is visible. */
export type VisibleWriter = {
  /** Shows one UTF-16 unit of what is read, or another in its place. */
  readonly put: (unit: string, at: number, literal?: boolean) => void;
  /** Shows a stretch as it is. */
  readonly putAll: (from: number, to: number, literal: boolean) => void;
  /** How much has been shown, for `takeBack`. */
  readonly length: () => number;
  /** Blanks out a unit that was shown and turns out to be a mark. */
  readonly takeBack: (index: number) => void;
  readonly done: () => Visible;
};

/** Writes what is visible of `raw`. */
export function visibleWriter(raw: string): VisibleWriter {
  const units: string[] = [];
  const offsets: number[] = [];
  const literals: number[] = [];
  const put: VisibleWriter["put"] = (unit, at, literal = false) => {
    const isSpace = /\s/.test(unit);
    if (isSpace && (units.length === 0 || units.at(-1) === " ")) return;
    units.push(isSpace ? " " : unit);
    offsets.push(at);
    literals.push(literal ? 1 : 0);
  };
  return {
    put,
    putAll: (from, to, literal) => {
      for (let at = from; at < to; at += 1) put(raw[at] ?? "", at, literal);
    },
    length: () => units.length,
    takeBack: (index) => {
      units[index] = "";
    },
    done: () => {
      const kept = (_: unknown, index: number): boolean => units[index] !== "";
      const text = units.join("");
      return text.length === units.length
        ? { text, offsets, literal: literals }
        : { text, offsets: offsets.filter(kept), literal: literals.filter(kept) };
    },
  };
}

/** Finds the next place of a mark at or after an offset, -1 when there is none. What was found is kept, so that asking again is cheap. */
export function markFinder(raw: string): (mark: string, from: number) => number {
  const known = new Map<string, number>();
  return (mark, from) => {
    const last = known.get(mark);
    if (last !== undefined && (last === -1 || last >= from)) return last;
    const found = raw.indexOf(mark, from);
    known.set(mark, found);
    return found;
  };
}

const address = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"`]+/iy;

/** The end of an address such as `https://…` that begins at an offset, exclusive, without the marks that end a sentence; else undefined. */
export function addressEnd(raw: string, at: number): number | undefined {
  if (!/[A-Za-z]/.test(raw[at] ?? "") || /[\p{L}\p{N}]/u.test(raw[at - 1] ?? "")) return undefined;
  address.lastIndex = at;
  if (!address.test(raw)) return undefined;
  let end = address.lastIndex;
  while (/[.,;:!?)\]'*_]/.test(raw[end - 1] ?? "")) end -= 1;
  return end;
}

/** Does a run of emphasis marks open or close something there? Not where blanks stand on both sides of it. */
export const touchesText = (raw: string, from: number, to: number): boolean =>
  /\S/.test(raw[from - 1] ?? " ") || /\S/.test(raw[to] ?? " ");
