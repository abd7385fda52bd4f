import { fold } from "../layout.ts";

/** The columns of a mail, as people on lists write it. */
const columns = 72;

/** Octets of a line (RFC 5322, 2.1.1: 998), with room for what is put before it. */
const lineOctetsMax = 900;

/**
 * What means something at the start of a line to those who read mails by program: a tag to be collected (`Acked-by: …`), a command to a robot
 * (`#syz`, `/close`, `@bot`), a quotation, the start of the next mail, a signature, the end of a patch's message.
 */
const meaningful = String.raw`(?:[\w-]+:(?=\s|$)|From\s|[#@/>.~&%|=+*!-])`;
const beforeMeaningful = new RegExp(` (?=${meaningful})`, "g");
const atStart = new RegExp(`^(?=${meaningful})`);

/** A blank at which no line is broken, until the paragraph is folded. */
const glue = "\u00a0";

/** A paragraph in lines, of which none begins with anything that a program would obey or collect, whatever a stranger's words in it are. */
export function mailParagraph(text: string): readonly string[] {
  return fold("", text.replace(beforeMeaningful, glue), "", columns).flatMap((line) =>
    cut(line.replaceAll(glue, " ")).map((part) => part.replace(atStart, "\\")),
  );
}

/** A line of somebody else's, as mails quote it. */
export const quotedLine = (line: string): readonly string[] => cut(line).map((part) => `> ${part}`);

const octets = new TextEncoder();

/** A line that mail allows is itself; a longer one is cut between characters. */
function cut(line: string): readonly string[] {
  if (line.length * 3 <= lineOctetsMax || octets.encode(line).length <= lineOctetsMax) return [line];
  const parts: string[] = [];
  let part = "";
  let length = 0;
  for (const character of line) {
    const more = octets.encode(character).length;
    if (length + more > lineOctetsMax) {
      parts.push(part);
      part = "";
      length = 0;
    }
    part += character;
    length += more;
  }
  return [...parts, part];
}
