import { addressEnd, markFinder, touchesText, type Visible, type VisibleWriter, visibleWriter } from "./visible.ts";

/**
 * A paragraph of Markdown as a reader sees it: code marks, emphasis, links, images, HTML tags and comments, escaping
 * backslashes and the common entities stripped. Takes time proportional to the text; rare forms are left as written.
 */
export function visibleMarkdown(raw: string): Visible {
  const written = visibleWriter(raw);
  const reading: Reading = {
    raw,
    written,
    find: markFinder(raw),
    runs: tickRuns(raw),
    brackets: [],
    lastStar: raw.lastIndexOf("*"),
  };
  for (let at = 0; at < raw.length; ) at = readInline(reading, at);
  return written.done();
}

type Reading = {
  readonly raw: string;
  readonly written: VisibleWriter;
  readonly find: (mark: string, from: number) => number;
  readonly runs: ReadonlyMap<number, readonly number[]>;
  /** Opening brackets that were shown, by their place in what is visible; an image's mark stands before. */
  readonly brackets: { readonly index: number; readonly isImage: boolean }[];
  readonly lastStar: number;
};

const entities: { readonly [name: string]: string } = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
};

/** Shows what stands at an offset; returns the offset to go on at. */
function readInline(reading: Reading, at: number): number {
  const { raw, written, brackets } = reading;
  const character = raw[at] ?? "";
  if (character === "\\" && /[!-/:-@[-`{-~]/.test(raw[at + 1] ?? "")) {
    written.put(raw[at + 1] ?? "", at + 1);
    return at + 2;
  }
  if (character === "`") return readCode(reading, at);
  if (character === "[") brackets.push({ index: written.length(), isImage: raw[at - 1] === "!" });
  if (character === "]") {
    const end = linkEnd(reading, at);
    if (end !== undefined) return end;
  }
  if (character === "<") {
    const end = tagEnd(reading, at);
    if (end !== undefined) return end;
  }
  if (character === "&") {
    const entity = /^&[a-z]{2,4};/.exec(raw.slice(at, at + 6))?.[0] ?? "";
    if (entities[entity] !== undefined) {
      written.put(entities[entity], at);
      return at + entity.length;
    }
  }
  if (character === "*" || character === "_") {
    const end = emphasisEnd(reading, at, character);
    if (end !== undefined) return end;
  }
  const end = addressEnd(raw, at) ?? at;
  if (end > at) written.putAll(at, end, true);
  else written.put(character, at);
  return Math.max(end, at + 1);
}

/** Runs of back-ticks by their length, each with its places. */
function tickRuns(raw: string): ReadonlyMap<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of raw.matchAll(/`+/g)) {
    const places = runs.get(run.length);
    if (places === undefined) runs.set(run.length, [index]);
    else places.push(index);
  }
  return runs;
}

function readCode({ raw, written, runs }: Reading, at: number): number {
  let length = 1;
  while (raw[at + length] === "`") length += 1;
  const closing = firstAfter(runs.get(length) ?? [], at);
  if (closing === undefined) return at + length;
  written.putAll(at + length, closing, true);
  return closing + length;
}

/** The first of the places, which rise, behind an offset. */
function firstAfter(places: readonly number[], offset: number): number | undefined {
  let low = 0;
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

// A target ends before the next bracket, so that each character is looked at once, however many brackets there are.
const linkTarget = /\((?:[^()[\]\\]|\\[^]|\([^()[\]\\]*\))*\)|\[[^[\]\\]*\]/y;

/** Past the target behind `]`, when one stands there; its brackets are no longer shown then. */
function linkEnd({ raw, written, brackets }: Reading, at: number): number | undefined {
  const opening = brackets.pop();
  linkTarget.lastIndex = at + 1;
  if (opening === undefined || !linkTarget.test(raw)) return undefined;
  written.takeBack(opening.index);
  if (opening.isImage) written.takeBack(opening.index - 1);
  return linkTarget.lastIndex;
}

const autolink = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]{1,64}@[^\s<>@]{1,255})>/y;
const tag = /<\/?[A-Za-z][^<>]*>/y;

function tagEnd({ raw, written, find }: Reading, at: number): number | undefined {
  if (raw.startsWith("<!--", at)) {
    const end = find("-->", at + 4);
    return end === -1 ? undefined : end + 3;
  }
  autolink.lastIndex = at;
  if (autolink.test(raw)) {
    written.putAll(at + 1, autolink.lastIndex - 1, true);
    return autolink.lastIndex;
  }
  tag.lastIndex = at;
  return tag.test(raw) ? tag.lastIndex : undefined;
}

/** Past a run of marks that emphasise; undefined where they are text: `2 * 3`, `*.c`, `snake_case`. */
function emphasisEnd({ raw, lastStar }: Reading, at: number, mark: string): number | undefined {
  let end = at + 1;
  while (raw[end] === mark) end += 1;
  if (!touchesText(raw, at, end)) return undefined;
  const [before = " ", after = " "] = [raw[at - 1], raw[end]];
  if (mark === "_") return /\w/.test(before) && /\w/.test(after) ? undefined : end;
  return end > lastStar && !/\S/.test(before) ? undefined : end;
}
