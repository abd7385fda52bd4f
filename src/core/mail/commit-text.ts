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

/** Their values; one that is missing stands in no header. */
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
  const state: State = {
    scissors,
    refusals: new Set(),
    ofMail: {},
    inBody: {},
    log: [],
    patch: [],
    open: [],
    atTop: true,
    inPatch: false,
  };
  for (const header of headers) setField(state, state.ofMail, header, true);
  return {
    header: (header) => setField(state, state.ofMail, header, false),
    refuse: (why) => state.refusals.add(why),
    inPatch: () => state.inPatch,
    line: (line, charset) => takeLine(state, line, charset),
    finish(rest) {
      if (rest !== "") state.patch.push(rest);
      return {
        fields: { ...state.ofMail, ...state.inBody },
        log: state.log.join(""),
        patch: state.patch.join(""),
        refusals: [...state.refusals],
      };
    },
  };
}

type State = {
  readonly scissors: boolean;
  readonly refusals: Set<string>;
  readonly ofMail: MailFields;
  readonly inBody: MailFields;
  readonly log: ByteText[];
  readonly patch: ByteText[];
  /** The lines of a header in the body that may go on. */
  readonly open: ByteText[];
  /** May a line still be a header of the body? */
  atTop: boolean;
  inPatch: boolean;
};

function takeLine(state: State, line: ByteText, charset: string): void {
  if (state.inPatch) state.patch.push(line);
  else if (state.atTop && (line === "" || line === "\n")) {
    if (state.open.length > 0) state.atTop = false;
    closeHeader(state);
  } else {
    if (state.atTop) state.atTop = isHeaderOfBody(state, line);
    if (!state.atTop) takeMessage(state, line, charset);
  }
}

function setField({ refusals }: State, fields: MailFields, { name, value }: HeaderLine, mayReplace: boolean): void {
  if (!isField(name) || (!mayReplace && fields[name] !== undefined)) return;
  const text = decodeEncodedWords(value);
  if (text === null) refusals.add(`has a ${name} header that git cannot decode`);
  fields[name] = text ?? value;
}

function closeHeader(state: State): void {
  const header = inBodyHeader(state.open.splice(0).join(""));
  if (header !== null) setField(state, state.inBody, header, false);
}

/** Is the line one of the headers at the top of the body, or goes on with one? It is then kept. */
function isHeaderOfBody(state: State, line: ByteText): boolean {
  const { open, inBody } = state;
  const goesOn = open.length > 0 && (line.startsWith(" ") || line.startsWith("\t"));
  if (goesOn && !(state.scissors && isScissorsLine(line))) {
    open[open.length - 1] = (open.at(-1) ?? "").replace(/\n$/, "");
    open.push(line);
    return true;
  }
  closeHeader(state);
  if (goesOn) return false;
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

function takeMessage(state: State, line: ByteText, charset: string): void {
  const converted = toUtf8(line, charset);
  if (converted === null)
    state.refusals.add(`is written in \`${clip(charset, charsetMax)}\`, and not all of it can be read as that`);
  const text = converted ?? line;
  if (state.scissors && isScissorsLine(text)) {
    state.log.length = 0;
    state.atTop = true;
    for (const name of fieldNames) delete state.inBody[name];
  } else if (isPatchBreak(text)) {
    state.inPatch = true;
    state.patch.push(text);
  } else state.log.push(text);
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
