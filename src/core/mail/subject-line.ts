import { trimmed } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";

/** A subject as `git am` makes the first line of a message of it: without `Re:` and what stands in brackets before it, blanks collapsed. */
export function cleanSubject(subject: ByteText): ByteText {
  let at = 0;
  for (let next = afterPrefix(subject, at); next > at; next = afterPrefix(subject, at)) at = next;
  return trimmed(subject, at, subject.length).replace(/[ \t\n\r]+/g, " ");
}

/** Behind one piece that is cut away, or the same place. */
function afterPrefix(subject: ByteText, at: number): number {
  const first = subject[at];
  if (first === " " || first === "\t" || first === ":") return at + 1;
  if (first === "[") return Math.max(at, subject.indexOf("]", at) + 1);
  if (first !== "r" && first !== "R") return at;
  return subject.length > at + 3 && /^e:/i.test(subject.slice(at + 1, at + 3)) ? at + 3 : at;
}
