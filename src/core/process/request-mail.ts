import { errorAt, type Problem } from "../problem/problem.ts";
import { type Source, spanOf } from "../text/source.ts";

/** A line of a mail's header, or the line that an mbox puts before it. */
const headerLine = /^(?:[!-9;-~]+:|[ \t]+\S|From \S)/;

/**
 * The body of a mail, with blanks where its header stood, so that every place stays the place in the source. A text
 * without a header, which is one that names a subject, stays as it is.
 */
export function withoutMailHeader({ name, text }: Source): {
  readonly text: string;
  readonly problems: readonly Problem[];
} {
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const lines = text.slice(0, end).split(/\r?\n/);
  const isHeader = lines.every((line) => headerLine.test(line)) && lines.some((line) => /^subject:/i.test(line));
  if (!isHeader) return { text, problems: [] };
  const body = text.slice(0, end).replace(/[^\r\n]/g, " ") + text.slice(end);
  // A field may go on over indented lines (RFC 5322, 2.2.3).
  const encoding = /^(?:content-transfer-encoding:\s*(quoted-printable|base64)|content-type:\s*(multipart)\/)/im.exec(
    text.slice(0, end),
  );
  if (encoding === null) return { text: body, problems: [] };
  const start = encoding.index;
  const how = encoding[1] === undefined ? "has several parts" : `is encoded (${encoding[1].toLowerCase()})`;
  const why = `the body of the mail ${how}, so it is not read`;
  const at = spanOf({ name, text }, start, start + encoding[0].length);
  return { text: body, problems: [errorAt("encoded-mail", why, at, "let a mail program save it as text")] };
}
