import { isSpace } from "../commit/lines.ts";
import { clip } from "../text/neutralise.ts";
import type { BodyReader } from "./body-lines.ts";
import type { ByteText } from "./byte-text.ts";
import { toUtf8 } from "./charset.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import type { HeaderLine } from "./header-lines.ts";
import { isPatchBreak, isScissorsLine } from "./patch-break.ts";

/** The headers of which a commit is made. */
export type MailField = "from" | "subject" | "date";
export type MailFields = Partial<Record<MailField, ByteText>>;

/** What `git mailinfo` finds in a mail: bytes, UTF-8 where somebody said what they were before. */
export type MailInfo = {
  /** Of the mail, and those of its body, which win where there is a patch. */
  readonly fields: MailFields;
  /** The message below the subject, as it stands there. */
  readonly log: ByteText;
  /** From the line on that ends the message; empty: there is no patch. */
  readonly patch: ByteText;
  /** Why git refuses the mail; each the rest of a sentence that begins with it. */
  readonly refusals: readonly string[];
};

/** The message that is being read, line by line. */
export type CommitText = BodyReader & {
  /** @param rest - of the patch, behind the lines that were taken */
  readonly finish: (rest: ByteText) => MailInfo;
};

/**
 * Takes the lines of a mail's body as `git mailinfo` does: headers that stand at its top, the message, and from the first line on that could
 * begin one, the patch.
 */
export function readCommitText(headers: readonly HeaderLine[], scissors: boolean): CommitText {
  const refusals = new Set<string>();
  const ofMail: MailFields = {};
  const inBody: MailFields = {};
  const log: ByteText[] = [];
  const patch: ByteText[] = [];
  let atTop = true;
  let open: ByteText[] = [];
  let inPatch = false;

  function decoded({ name, value }: HeaderLine): ByteText {
    const text = decodeEncodedWords(value);
    if (text === null) refusals.add(`has a ${name} header that git cannot decode`);
    return text ?? value;
  }
  function setField(fields: MailFields, header: HeaderLine, mayReplace: boolean): void {
    if (isField(header.name) && (mayReplace || fields[header.name] === undefined))
      fields[header.name] = decoded(header);
  }
  /** A header in the body, with the lines that go on with it. */
  function closeHeader(): void {
    if (open.length === 0) return;
    const header = inBodyHeader(open.join(""));
    if (header !== null) setField(inBody, header, false);
    open = [];
  }
  /** Is the line one of the headers at the top of the body? */
  function takeHeader(line: ByteText): boolean {
    const isFolded = open.length > 0 && (line.startsWith(" ") || line.startsWith("\t"));
    if (isFolded && !(scissors && isScissorsLine(line))) {
      open[open.length - 1] = (open.at(-1) ?? "").replace(/\n$/, "");
      open.push(line);
      return true;
    }
    closeHeader();
    if (isFolded) return false;
    if (line.startsWith(">From") && isSpace(line.charCodeAt(5))) return formatPatchLine.test(line);
    if (line.startsWith("[PATCH]") && isSpace(line.charCodeAt(7))) {
      inBody.subject = line;
      return true;
    }
    const header = inBodyHeader(line);
    if (header === null || inBody[header.name] !== undefined) return false;
    open.push(line);
    return true;
  }
  function takeMessage(line: ByteText, charset: string): void {
    const converted = toUtf8(line, charset);
    if (converted === null)
      refusals.add(`is written in \`${clip(charset, charsetMax)}\`, and not all of it can be read as that`);
    const text = converted ?? line;
    if (scissors && isScissorsLine(text)) {
      log.length = 0;
      atTop = true;
      for (const name of fieldNames) delete inBody[name];
    } else if (isPatchBreak(text)) {
      inPatch = true;
      patch.push(text);
    } else log.push(text);
  }
  for (const header of headers) setField(ofMail, header, true);
  return {
    header: (header) => setField(ofMail, header, false),
    refuse: (why) => refusals.add(why),
    inPatch: () => inPatch,
    line(line, charset) {
      if (inPatch) {
        patch.push(line);
        return;
      }
      if (atTop && (line === "" || line === "\n")) {
        if (open.length > 0) atTop = false;
        closeHeader();
        return;
      }
      if (atTop) atTop = takeHeader(line);
      if (!atTop) takeMessage(line, charset);
    },
    finish(rest) {
      if (rest !== "") patch.push(rest);
      return {
        fields: { ...ofMail, ...inBody },
        log: log.join(""),
        patch: patch.join(""),
        refusals: [...refusals],
      };
    },
  };
}

/** Code points of a charset's name that a problem quotes. */
const charsetMax = 40;

const fieldNames: readonly MailField[] = ["from", "subject", "date"];

const isField = (name: string): name is MailField => (fieldNames as readonly string[]).includes(name);

type InBodyHeader = HeaderLine & { readonly name: MailField };

function inBodyHeader(text: ByteText): InBodyHeader | null {
  const name = /^(?:from|subject|date)(?=:)/i.exec(text)?.[0].toLowerCase();
  if (name === undefined || !isField(name)) return null;
  let from = name.length + 1;
  while (isSpace(text.charCodeAt(from))) from += 1;
  return { name, value: text.slice(from) };
}

/** What `git format-patch` writes above a mail, as an mbox hides it. */
const formatPatchLine = /^>From [0-9a-f]{40} Mon Sep 17 00:00:00 2001\n$/;
