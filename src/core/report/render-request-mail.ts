import { parseIdentity } from "../commit/identities.ts";
import type { ExceptionRequest } from "../process/request.ts";
import { requestTitle } from "../process/request-form.ts";
import { writeRequest } from "../process/request-write.ts";
import { addressField, isMailAddress, textField } from "./mail-header.ts";

/** The mail, or one sentence that says why the request cannot be one. */
export type MailAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string };

/** RFC 5322, 2.1.1: octets of a line without its end. */
const lineOctetsMax = 998;

/**
 * The request as a mail (RFC 5322, MIME) that `git send-email` and mail programs can send: UTF-8 as it is in the body, by
 * RFC 2047 in the header. Sender, date and Message-ID are left to whoever sends it. Lines end in a line feed, as in all files of mail on Unix.
 */
export function renderRequestMail(request: ExceptionRequest, to: readonly string[]): MailAnswer {
  const people: Person[] = [];
  for (const text of to) {
    const person = readPerson(text);
    if (person === undefined)
      return {
        ok: false,
        text: `\`${text}\` is no address of a mail, such as \`list@example.org\` or \`Name <name@example.org>\``,
      };
    people.push(person);
  }
  const body = writeRequest(request, { format: "plain", headed: false, asForm: false });
  const octets = new TextEncoder();
  if (body.split("\n").some((line) => octets.encode(line).length > lineOctetsMax))
    return {
      ok: false,
      text: `a line of the request has more than ${lineOctetsMax} bytes and no blank to fold it at, which mail does not allow; break it, or write the request as a file`,
    };
  const header = [
    ...(people.length === 0 ? [] : [addressField("To", people)]),
    textField("Subject", `[RFC] ${issueTitle(request)}`),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  return { ok: true, text: `${header.join("\n")}\n\n${body}` };
}

/** The title that an issue or a discussion is to have. */
export const issueTitle = ({ title, id }: ExceptionRequest): string => `${requestTitle}: ${title === "" ? id : title}`;

type Person = { readonly name: string; readonly email: string };

/** `Name <address>` or an address alone. */
export function readPerson(text: string): Person | undefined {
  const person = text.includes("<") ? parseIdentity(text) : { name: "", email: text.trim() };
  return person !== undefined && !/\p{Cc}/u.test(text) && isMailAddress(person.email) ? person : undefined;
}
