import { addressEnd, markFinder, touchesText, type Visible, type VisibleWriter, visibleWriter } from "./visible.ts";

/**
 * A paragraph of reStructuredText as a reader sees it: literals, emphasis, roles, references and their targets, and escaping
 * backslashes stripped. Takes time proportional to the text.
 */
export function visibleRst(raw: string): Visible {
  const written = visibleWriter(raw);
  const reading: Reading = { raw, written, find: markFinder(raw), lastStar: raw.lastIndexOf("*") };
  for (let at = 0; at < raw.length; ) at = readInline(reading, at);
  return written.done();
}

type Reading = {
  readonly raw: string;
  readonly written: VisibleWriter;
  readonly find: (mark: string, from: number) => number;
  readonly lastStar: number;
};

const role = /:[A-Za-z][A-Za-z0-9:+._-]{0,80}:(?=`)/y;

/** Shows what stands at an offset; returns the offset to go on at. */
function readInline(reading: Reading, at: number): number {
  const { raw, written } = reading;
  const character = raw[at] ?? "";
  if (character === "\\") {
    const next = raw[at + 1] ?? "";
    if (/\S/.test(next)) written.put(next, at + 1);
    return at + 2;
  }
  if (character === "`") return readTicks(reading, at);
  if (character === ":") {
    // What announces a literal block reads as one colon.
    if (at === raw.length - 2 && raw.endsWith("::")) {
      written.put(":", at);
      return raw.length;
    }
    role.lastIndex = at;
    if (role.test(raw)) return role.lastIndex;
  }
  if (character === "*") {
    const end = raw[at + 1] === "*" ? at + 2 : at + 1;
    // A star that nothing closes, such as that of `*.c`, is text.
    const alone = end > reading.lastStar && !/\S/.test(raw[at - 1] ?? " ");
    if (touchesText(raw, at, end) && !alone) return end;
  }
  if (character === "_" && /[A-Za-z0-9`\]]/.test(raw[at - 1] ?? "")) {
    const end = raw[at + 1] === "_" ? at + 2 : at + 1;
    if (!/[A-Za-z0-9_]/.test(raw[end] ?? "")) return end;
  }
  const end = addressEnd(raw, at) ?? at;
  if (end > at) written.putAll(at, end, true);
  else written.put(character, at);
  return Math.max(end, at + 1);
}

/** A literal between two back-ticks each, or interpreted text and references between one. */
function readTicks({ raw, written, find }: Reading, at: number): number {
  if (raw.startsWith("``", at)) {
    const end = find("``", at + 2);
    if (end === -1) return at + 2;
    written.putAll(at + 2, end, true);
    return end + 2;
  }
  const end = find("`", at + 1);
  if (end === -1) return at + 1;
  const inside = raw.slice(at + 1, end);
  const target = inside.endsWith(">") ? /\s<[^<>]*>$/.exec(inside) : null;
  written.putAll(at + 1, target === null || target.index === 0 ? end : at + 1 + target.index, false);
  const underscores = /^_{0,2}/.exec(raw.slice(end + 1, end + 3))?.[0].length ?? 0;
  return end + 1 + underscores;
}
