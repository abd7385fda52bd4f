import { type ToldResult, toldByTrusted } from "../../core/mail/authentication-results.ts";
import {
  type DkimSignature,
  type ReadSignature,
  readDkimSignature,
  whyNotVouching,
} from "../../core/mail/dkim-signature.ts";
import type { DkimResult } from "../../core/mail/posted-mail.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { headerBytesMax, mailBytesMax } from "./limits.ts";
import { withoutEnvelope } from "./split-mbox.ts";

/** The texts at a name of DNS, each in its pieces. Rejects with a code as Node's `dns` does: `ENOTFOUND` and `ENODATA` mean that there is none. */
export type TextLookup = (name: string) => Promise<readonly (readonly string[])[]>;

export { createTextLookup } from "./text-lookup.ts";

/** How it is found out who signed a mail. */
export type DkimQuestion = {
  /** Asks DNS for keys; null: nobody allowed that, and only trusted servers are believed. */
  readonly lookup: TextLookup | null;
  /** Names of mail servers (`authserv-id`) whose Authentication-Results are believed. */
  readonly trusted: readonly string[];
  /** Signatures that ran out before count no more. */
  readonly now: Date;
};

/** Lines of a mail's headers: the verifier takes time by their square. */
const headerLinesMax = 4_000;

/** Signatures of one mail, each of which takes a question to DNS. */
const signaturesMax = 8;

/**
 * Who signed a mail, by RFC 6376: what a trusted server found when it came in, else what the keys in DNS say today.
 *
 * A pass is one that vouches for what the mail is judged by: the whole body, and From, Subject, In-Reply-To and References, where there are
 * any. A good signature that leaves out one of them is `policy`.
 *
 * @param bytes the mail alone, without the `From ` line of an mbox or with it
 * @returns in the order of the signatures; unknown with the reason where no key could be had, or nobody was asked
 */
export async function dkimOf(bytes: Uint8Array, question: DkimQuestion): Promise<Learned<readonly DkimResult[]>> {
  if (bytes.length > mailBytesMax) return unknown(`the mail has more than ${mailBytesMax} bytes, which is the limit`);
  const mail = openMail(withoutEnvelope(bytes));
  if (mail === null)
    return unknown(
      `the mail's headers have more than ${headerBytesMax} bytes or ${headerLinesMax} lines, which is the limit`,
    );
  const signatures = mail.values("dkim-signature").map(readDkimSignature);
  const told = toldByTrusted(mail.values("authentication-results"), question.trusted);
  if (told !== null) return learned(told.flatMap((one) => resultOf(one, signatures, mail.count)));
  if (signatures.length === 0) return learned([]);
  if (signatures.length > signaturesMax)
    return unknown(`the mail has more than ${signaturesMax} signatures, which is the limit`);
  return question.lookup === null
    ? unknown("nobody was asked about its signatures (`--verify-dkim`)")
    : verified(mail, signatures, question.lookup, question.now);
}

type OpenedMail = {
  /** Each as it stands, with its folded lines, without the last line end. */
  readonly headers: readonly { readonly name: string; readonly text: string }[];
  readonly body: string;
  values(name: string): readonly string[];
  count(name: string): number;
};

/** Lines end in CRLF, as they did when the mail was signed. Null: the headers are too long. */
function openMail(bytes: Uint8Array): OpenedMail | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/\r?\n/g, "\r\n");
  const end = text.indexOf("\r\n\r\n");
  const head = end === -1 ? text : text.slice(0, end);
  if (head.length > headerBytesMax || head.split("\r\n").length > headerLinesMax) return null;
  const headers = head.split(/\r\n(?![ \t])/).map((field) => {
    const colon = field.indexOf(":");
    return { name: field.slice(0, Math.max(0, colon)).trim().toLowerCase(), text: field };
  });
  const named = (name: string) => headers.filter((header) => header.name === name);
  return {
    headers,
    body: end === -1 ? "" : text.slice(end + 4),
    values: (name) => named(name).map((header) => header.text.slice(header.text.indexOf(":") + 1)),
    count: (name) => named(name).length,
  };
}

/** What a trusted server says of a signature holds only for one that stands in the mail. */
function resultOf(told: ToldResult, signatures: readonly ReadSignature[], count: OpenedMail["count"]): DkimResult[] {
  if (told.result === "none") return [];
  const [domain, selector] = [told.domain ?? "", told.selector ?? ""];
  const why = "as the mail server says that took the mail in";
  if (told.result !== "pass") return [{ domain, selector, result: told.result, why }];
  const meant = signatures.flatMap((one) =>
    one.read && one.signature.domain === domain && (selector === "" || one.signature.selector === selector)
      ? [one.signature]
      : [],
  );
  if (meant.length === 0)
    return [{ domain, selector, result: "policy", why: "no signature that the mail server means stands in the mail" }];
  // Where several are meant, nobody knows which of them was good.
  const reasons = meant.flatMap((signature) => whyNotVouching(signature, count) ?? []);
  const [reason] = reasons;
  return [
    reason === undefined
      ? { domain, selector: meant[0]?.selector ?? selector, result: "pass", why: "" }
      : { domain, selector, result: "policy", why: reason },
  ];
}

async function verified(
  mail: OpenedMail,
  signatures: readonly ReadSignature[],
  lookup: TextLookup,
  now: Date,
): Promise<Learned<readonly DkimResult[]>> {
  const results: DkimResult[] = [];
  for (const [index, read] of signatures.entries()) {
    if (!read.read) {
      results.push({ domain: read.domain, selector: read.selector, result: "permerror", why: read.why });
      continue;
    }
    const { domain, selector } = read.signature;
    const reason = whyNotVouching(read.signature, mail.count);
    results.push(
      reason === null
        ? await verifyOne(mail, index, read.signature, { lookup, now })
        : { domain, selector, result: "policy", why: reason },
    );
  }
  const unasked = results.find(({ result }) => result === "temperror");
  const isOpen = unasked !== undefined && !results.some(({ result }) => result === "pass");
  return isOpen ? unknown(unasked.why) : learned(results);
}

/** The mail is given to the verifier with this signature alone, so that each costs one question to DNS, and no chain of ARC any. */
async function verifyOne(
  { headers, body }: OpenedMail,
  index: number,
  { domain, selector }: DkimSignature,
  { lookup, now }: { readonly lookup: TextLookup; readonly now: Date },
): Promise<DkimResult> {
  let seen = -1;
  const kept = headers.filter(({ name }) => {
    if (name === "dkim-signature") seen += 1;
    return name === "dkim-signature" ? seen === index : !name.startsWith("arc-");
  });
  const text = `${kept.map((header) => header.text).join("\r\n")}\r\n\r\n${body}`;
  let record = "";
  const resolver = async (name: string): Promise<string[][]> => {
    const wanted = `${selector}._domainkey.${domain}`;
    // Where the verifier reads another name than we do, nobody is asked.
    if (name.toLowerCase() !== wanted) throw Object.assign(new Error(name), { code: "EINVALIDVAL" });
    record = keyIn(await lookup(wanted));
    return [[record]];
  };
  const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
  try {
    const options = { resolver, curTime: now, minBitLength: rsaBitsMin };
    const [found] = (await dkimVerify(Buffer.from(text, "latin1"), options)).results;
    const { result = "permerror", comment = "" } = found?.status ?? {};
    return { domain, selector, ...worded(result, comment || "", record) };
  } catch (error) {
    return { domain, selector, result: "permerror", why: `cannot be checked: ${(error as Error).message}` };
  }
}

/** RFC 8301, 3.2. */
const rsaBitsMin = 1024;

/** Characters of a key's record: an RSA key of 16,384 bits has some 2,800. */
const recordCharactersMax = 8_000;

/** The one record that is a key. Throws like a question that went wrong. */
function keyIn(records: readonly (readonly string[])[]): string {
  const texts = records.map((pieces) => pieces.join("")).filter((text) => /(?:^|;)\s*p\s*=/.test(text));
  const [record] = texts;
  if (record === undefined) throw Object.assign(new Error("there is no key"), { code: "ENODATA" });
  if (texts.length > 1 || record.length > recordCharactersMax)
    throw Object.assign(new Error("the answer is odd"), { code: "an answer that is no key, or several" });
  return record;
}

/** Our words for what the verifier says. */
function worded(result: string, comment: string, record: string): Pick<DkimResult, "result" | "why"> {
  if (result === "pass") {
    const isTest = /(?:^|;)\s*t\s*=[^;]*\by\b/.test(record);
    return isTest
      ? { result: "neutral", why: "its domain is only trying out signatures (`t=y`)" }
      : { result, why: "" };
  }
  if (comment === "body hash did not verify") return { result: "fail", why: "the body is not what was signed" };
  if (result === "fail") return { result, why: "the headers are not what was signed" };
  if (result === "policy") return { result, why: "its key is too short" };
  if (result === "temperror") return { result, why: `its key could not be had: ${comment}` };
  const why = { expired: "it has expired", "no key": "its domain has no such key (any more)" }[comment] ?? comment;
  return { result: result === "neutral" ? result : "permerror", why };
}
