import type { ByteText } from "./byte-text.ts";

/** The beginning of a line that is not there whole yet. Its pieces are kept apart, so that many of them take linear time. */
export type PendingLine = { readonly pieces: ByteText[] /** The first piece that is not empty. */; first: number };

/** What is pending before the first line. */
export const nothingPending = (): PendingLine => ({ pieces: [], first: 0 });

/** What was pending, and is no longer. */
export function takePending(pending: PendingLine): ByteText {
  pending.first = 0;
  return pending.pieces.splice(0).join("");
}

/**
 * The lines that come of one of a text that flows (RFC 3676), as `git mailinfo` puts them together: it takes off a blank at the start, keeps
 * what ends in a blank for the next line, and does not ask how deeply something is quoted.
 *
 * @param pending - what waits for the next line; it changes
 * @param goesOn - does this line itself begin with what is pending, because of how it was encoded?
 */
export function flowedLine(
  line: ByteText,
  deletesSpace: boolean,
  pending: PendingLine,
  goesOn: boolean,
): readonly ByteText[] {
  const end = /\r?\n$/.exec(line)?.index ?? line.length;
  if (isSignature(line.slice(0, end), pending, goesOn)) {
    if (goesOn) return [takePending(pending) + line];
    return pending.pieces.length > 0 ? [takePending(pending), line] : [line];
  }
  const begins = goesOn && pending.first < pending.pieces.length;
  if (begins) takeOffBlank(pending);
  const isStuffed = !begins && end > 0 && line.startsWith(" ");
  const content = line.slice(isStuffed ? 1 : 0, end);
  const last = content !== "" || !begins ? content : (pending.pieces.at(-1) ?? "");
  if (!last.endsWith(" ")) return [takePending(pending) + content + line.slice(end)];
  if (content !== "") pending.pieces.push(deletesSpace ? content.slice(0, -1) : content);
  else if (deletesSpace) pending.pieces[pending.pieces.length - 1] = last.slice(0, -1);
  return [];
}

const signature = "-- ";

/** The separator of a signature ends in a blank and goes on nowhere. */
function isSignature(content: ByteText, { pieces }: PendingLine, goesOn: boolean): boolean {
  if (!goesOn || pieces.length === 0) return content === signature;
  return pieces.length < 4 && pieces.join("") + content === signature;
}

function takeOffBlank(pending: PendingLine): void {
  const piece = pending.pieces[pending.first] ?? "";
  if (piece.startsWith(" ")) pending.pieces[pending.first] = piece.slice(1);
  while (pending.first < pending.pieces.length && pending.pieces[pending.first] === "") pending.first += 1;
}
