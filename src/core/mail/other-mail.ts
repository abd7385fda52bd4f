/**
 * Does a line stand above another mail that a program put there without quoting it? Known are lines of hyphens or underscores around or
 * above its headers, Outlook's headers alone, Apple's words, and attributions (`On … wrote:`) above something unquoted.
 *
 * @param index - of the line, from 0.
 */
export function endsOwnWords(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? "").trimEnd();
  if (isBanner(line) || /^Begin forwarded message\s?:$/i.test(line)) return true;
  if (/^_{5,}$/.test(line)) return headerLine.test(nextWritten(lines, index + 1));
  if (headerLine.test(line) && sentLine.test(lines[index + 1] ?? "")) return true;
  if (!isAttribution(line)) return false;
  const below = nextWritten(lines, index + 1);
  return below !== "" && !/^[ \t]*>/.test(below);
}

/** `-----Original Message-----` in any language, and git's `-- Forwarded Message --`; not where signed words begin. */
function isBanner(line: string): boolean {
  if (/^-{2,} ?(?:Original|Forwarded) message ?-{2,}$/i.test(line)) return true;
  const isAround = line.startsWith("----") && line.endsWith("----") && /\p{L}/u.test(line);
  return isAround && line !== "-----BEGIN PGP SIGNED MESSAGE-----";
}

const headerLine = /^\*{0,2}\p{L}{1,12}(?: \p{L}{1,12})?\s?:/u;
const sentLine =
  /^\*{0,2}(?:Sent|Gesendet|Envoyé|Enviado|Enviada em|Inviato|Verzonden|Skickat|Sendt|Wysłano|Отправлено)\s?:/i;

/** It may be folded, so that only the last line of it ends in a colon. */
function isAttribution(line: string): boolean {
  if (!/[:：]$/.test(line) || /^[ \t]*[>+:-]/.test(line)) return false;
  const words = line.slice(-attributionMax);
  return wrote.test(words) || /<[^<>\s]{1,200}@[^<>\s]{1,200}>[^<>]{0,40}:$/.test(words);
}

/** UTF-16 units at the end of a line in which an attribution is looked for. */
const attributionMax = 300;

const wrote =
  /(?:^|\s)(?:wrote|writes|schrieb|schreibt|écrit|ecrit|écrivait|escribió|escribio|escribe|escreveu|scritto|scrisse|schreef|skrev|skriver|kirjoitti|napisał\(?a?\)?|napsal\(?a?\)?|написал\(?а?\)?|пишет|写道|のメール)(?:\s[^:]{0,200})?\s?[:：]$/iu;

/** The next line that is not empty; empty where none is. Linear over a text, since only lines that are not empty ask for it. */
function nextWritten(lines: readonly string[], from: number): string {
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line.trim() !== "") return line;
  }
  return "";
}
