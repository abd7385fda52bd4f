import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { afterAll, describe, expect, test } from "vitest";
import { createTextLookup, type DkimQuestion, dkimOf, type TextLookup } from "../../src/adapters/mail/dkim.ts";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";

const pair = (bits: number) => generateKeyPairSync("rsa", { modulusLength: bits });
const key = pair(2048);
const pem = key.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const recordOf = ({ publicKey }: ReturnType<typeof pair>, more = ""): string =>
  `v=DKIM1; k=rsa;${more} p=${(publicKey.export({ type: "spki", format: "der" }) as Buffer).toString("base64")}`;

const good = "one._domainkey.example.org";

/** DNS with these names; any other is not there. */
const dns =
  (records: Readonly<Record<string, string>> = { [good]: recordOf(key) }): TextLookup =>
  async (name) => {
    const record = records[name];
    if (record === undefined) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
    // In pieces, as DNS has them.
    return [[record.slice(0, 100), record.slice(100)]];
  };

const now = new Date("2026-11-29T12:00:00Z");
const ask = (bytes: string | Uint8Array, question: Partial<DkimQuestion> = {}) =>
  dkimOf(Buffer.from(bytes), { lookup: dns(), trusted: [], now, ...question });

const lines = (...texts: string[]): string => texts.map((text) => `${text}\r\n`).join("");
const mail = lines(
  "From: Ada Example <ada@example.org>",
  "To: list@lists.example.org",
  "Subject: Re: [PATCH 1/2] a thing",
  "Message-ID: <2@example.org>",
  "In-Reply-To: <1@example.org>",
  "References: <1@example.org>",
  "",
  "Reviewed-by: Ada Example <ada@example.org>",
);

type Signing = NonNullable<Parameters<typeof dkimSign>[1]>;

/** Its types do not know all that it takes. */
async function signed(text: string, more: object = {}, data: object = {}): Promise<string> {
  const signatureData = [{ signingDomain: "example.org", selector: "one", privateKey: pem, ...data }];
  const options = { canonicalization: "relaxed/relaxed", signTime: now, signatureData, ...more };
  const { signatures, errors } = await dkimSign(text, options as unknown as Signing);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return `${signatures}${text}`;
}

const pass = { known: true, value: [{ domain: "example.org", selector: "one", result: "pass", why: "" }] };
const one = (result: string, why: RegExp) => ({
  known: true,
  value: [expect.objectContaining({ result, why: expect.stringMatching(why) })],
});

describe("a signature", () => {
  test("that is good passes, whatever the line ends and with the line of an mbox above it", async () => {
    const text = await signed(mail);
    expect(await ask(text)).toEqual(pass);
    expect(await ask(text.replaceAll("\r\n", "\n"))).toEqual(pass);
    expect(await ask(`From ada@example.org Sun Nov 29 12:00:00 2026\n${text.replaceAll("\r\n", "\n")}`)).toEqual(pass);
  });

  test("of none there is no result", async () => expect(await ask(mail)).toEqual({ known: true, value: [] }));

  test("of a body or a header that somebody changed fails", async () => {
    const text = await signed(mail);
    expect(await ask(text.replace("Reviewed-by", "Acked-by"))).toEqual(one("fail", /body is not what was signed/));
    expect(await ask(`${text}more\r\n`)).toEqual(one("fail", /body/));
    expect(await ask(text.replace("ada@example.org>\r\nTo", "eve@example.org>\r\nTo"))).toEqual(one("fail", /headers/));
    expect(await ask(text.replace("a thing", "another"))).toEqual(one("fail", /headers/));
  });

  test("that signs only the beginning of the body never passes, with or without something below", async () => {
    const text = await signed(mail, {}, { maxBodyLength: 10 });
    expect(text).toMatch(/l=10/);
    expect(await ask(text)).toEqual(one("policy", /beginning of the body \(`l=`\)/));
    expect(await ask(`${text}Acked-by: Eve\r\n`)).toEqual(one("policy", /beginning of the body/));
    expect(await ask(await signed(mail, {}, { maxBodyLength: 1000 }))).toEqual(one("policy", /beginning/));
  });

  test("that has expired counts no more", async () => {
    const text = await signed(mail, { expires: new Date("2026-11-29T13:00:00Z") });
    expect(await ask(text)).toEqual(pass);
    expect(await ask(text, { now: new Date("2026-12-01T00:00:00Z") })).toEqual(one("neutral", /expired/));
  });

  test.each(["From", "Subject", "In-Reply-To", "References"])(
    "that leaves out %s vouches for nothing",
    async (left) => {
      const names = ["From", "To", "Subject", "In-Reply-To", "References"].filter((name) => name !== left);
      const text = await signed(mail, { headerList: names.join(":") });
      expect(await ask(text)).toEqual(
        one("policy", new RegExp(`does not sign \`${left}\``.replace("does not sign `From`", "From"))),
      );
    },
  );

  test("of a mail with two senders vouches for neither", async () => {
    const text = await signed(mail);
    expect(await ask(`From: Eve <eve@example.net>\r\n${text}`)).toEqual(one("policy", /not one `From`/));
    expect(await ask(`Subject: other\r\n${text}`)).toEqual(one("policy", /Subject/));
  });

  test("beside others has its own result", async () => {
    const twice = await signed(await signed(mail), {}, { signingDomain: "example.net", selector: "two" });
    expect(await ask(twice)).toMatchObject({
      known: true,
      value: [
        { domain: "example.net", result: "neutral", why: "its domain has no such key (any more)" },
        { domain: "example.org", result: "pass" },
      ],
    });
  });

  test.each([
    ["a key that is too short", recordOf(pair(512)), "policy", /too short/],
    ["a key that is only tried out", recordOf(key, " t=s:y;"), "neutral", /trying out/],
    ["a key that was taken back", "v=DKIM1; p=", "neutral", /key/i],
    ["a key of another version", recordOf(key).replace("DKIM1", "DKIM9"), "neutral", /version/],
    ["a key that is none", "v=DKIM1; p=AAAA", "neutral", /key/],
    ["another key", recordOf(pair(1024)), "fail", /headers/],
    ["no key", "v=spf1 -all", "neutral", /no such key/],
  ] as const)("is no pass with %s", async (_, record, result, why) => {
    expect(await ask(await signed(mail), { lookup: dns({ [good]: record }) })).toEqual(one(result, why));
  });

  test("without an answer of DNS is unknown, and none is waited for longer than that", async () => {
    const text = await signed(mail);
    const failing =
      (code: string): TextLookup =>
      async () =>
        Promise.reject(Object.assign(new Error(code), { code }));
    for (const code of ["ETIMEOUT", "ESERVFAIL", "ECONNREFUSED"])
      expect(await ask(text, { lookup: failing(code) })).toEqual({ known: false, why: expect.stringContaining(code) });
    const several: TextLookup = async () => [[recordOf(key)], [recordOf(pair(1024))]];
    expect(await ask(text, { lookup: several })).toEqual({
      known: false,
      why: expect.stringMatching(/no key, or several/),
    });
    const huge: TextLookup = async () => [[`${recordOf(key)}${"A".repeat(100_000)}`]];
    expect(await ask(text, { lookup: huge })).toMatchObject({ known: false });
  });

  test("is not looked at where nobody asked for it", async () => {
    const text = await signed(mail);
    expect(await ask(text, { lookup: null })).toEqual({ known: false, why: expect.stringMatching(/--verify-dkim/) });
    const read = await readPostedMail(Buffer.from(text), { number: 1, file: null });
    expect(read.dkim).toBeNull();
  });

  test("asks DNS for nothing but names", async () => {
    const asked: string[] = [];
    const noting: TextLookup = async (name) => {
      asked.push(name);
      throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
    };
    const text = await signed(mail);
    for (const domain of [
      "ex ample.org",
      "example.org/../x",
      "-x.org",
      "a..b",
      "x".repeat(300),
      "é.org",
      "",
      "example.org\u0000",
    ])
      await ask(text.replace("d=example.org", `d=${domain}`), { lookup: noting });
    expect(asked.filter((name) => !/^one\._domainkey\.[a-z.]+$/.test(name))).toEqual([]);
    const many = `${"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=one; h=from; bh=x; b=x\r\n".repeat(1000)}${mail}`;
    expect(await ask(many, { lookup: noting })).toMatchObject({
      known: false,
      why: expect.stringMatching(/more than 8 signatures/),
    });
  });

  test("that says something twice, or in strange signs, or of SHA-1, never passes", async () => {
    const text = await signed(mail);
    expect(await ask(text.replace("d=example.org", "d=example.org; d=example.org"))).toEqual(one("permerror", /twice/));
    // RFC 6376, 3.5: `h=` is required.
    expect(await ask(text.replace(/ h=/, " hh="))).toEqual(
      one("permerror", /names no version, domain, selector or headers/),
    );
    expect(await ask(text.replace("s=one", "s=(x) one"))).toEqual(one("permerror", /signs that no signature needs/));
    expect(await ask(await signed(mail, { algorithm: "rsa-sha1" }))).toEqual(one("policy", /SHA-1/));
    for (const other of ["a=rot-13;", ""])
      expect(await ask(text.replace("a=rsa-sha256;", other))).toMatchObject({
        known: true,
        value: [{ result: "permerror" }],
      });
  });
});

describe("what a mail server says", () => {
  const said = (text: string, server = "mx.example.net") => `Authentication-Results: ${server}; ${text}\r\n`;
  const trusted = ["MX.example.net"];

  test("counts if its name is trusted, and asks nobody", async () => {
    const text = await signed(mail);
    const question = { lookup: null, trusted };
    expect(await ask(said("dkim=pass header.d=example.org header.s=one") + text, question)).toEqual(pass);
    expect(
      await ask(said('spf=none;\r\n dkim=pass (good; "quoted" signature) header.i=@example.org') + text, question),
    ).toEqual(pass);
    expect(await ask(said("dkim=fail header.d=example.org header.s=one") + text, question)).toEqual(
      one("fail", /mail server/),
    );
    expect(await ask(said("none") + text, question)).toEqual({ known: true, value: [] });
    expect(await ask(said("dkim=none") + text, question)).toEqual({ known: true, value: [] });
  });

  test("counts for nothing if it is not, or stands below a trusted one", async () => {
    const text = await signed(mail);
    const question = { lookup: null, trusted };
    const forged = said("dkim=pass header.d=example.org header.s=one");
    expect(await ask(said("dkim=pass header.d=example.org", "evil.example") + text, question)).toMatchObject({
      known: false,
    });
    expect(await ask(forged + text, { lookup: null, trusted: [] })).toMatchObject({ known: false });
    expect(await ask(said("dkim=fail header.d=example.org header.s=one") + forged + text, question)).toEqual(
      one("fail", /./),
    );
    expect(await ask(said("x", "x (mx.example.net") + text, question)).toMatchObject({ known: false });
    const nameless = said("dkim=pass header.d=example.org header.s=one", "");
    expect(await ask(nameless + text, { lookup: null, trusted: [""] })).toMatchObject({ known: false });
  });

  test("is no more than the signature that it means", async () => {
    const question = { lookup: null, trusted };
    const told = said("dkim=pass header.d=example.org header.s=one");
    expect(await ask(told + mail, question)).toEqual(one("policy", /no signature that the mail server means/));
    expect(await ask(told + (await signed(mail, {}, { maxBodyLength: 10 })), question)).toEqual(
      one("policy", /beginning/),
    );
    expect(await ask(told + (await signed(mail, { headerList: "From" })), question)).toEqual(
      one("policy", /does not sign/),
    );
  });
});

describe("names asked of DNS", () => {
  test("are asked once, and again only where no answer came", async () => {
    const asked: string[] = [];
    const lookup = createTextLookup({
      async resolveTxt(name) {
        asked.push(name);
        if (name === "fails") throw Object.assign(new Error("late"), { code: "ETIMEOUT" });
        if (name === "none") throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
        return [[name]];
      },
    });
    for (const name of ["there", "fails", "none", "there", "fails", "none"]) await lookup(name).catch(() => {});
    expect(asked).toEqual(["there", "fails", "none", "fails"]);
  });
});

const folder = mkdtempSync(join(tmpdir(), "proviso-test-dkim-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "key.pem");
writeFileSync(file, key.privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
const dated = `Date: Sun, 29 Nov 2026 12:00:00 +0000\r\n${mail}`;
const opendkim = () =>
  spawnSync("opendkim-testmsg", ["-C", "-d", "example.org", "-s", "one", "-k", file], { input: dated });

describe.skipIf(opendkim().status !== 0)("what OpenDKIM's own tool signs", () => {
  test("is read as it stands, and its SHA-1 is no pass", async () => {
    const text = opendkim().stdout.toString("latin1");
    expect(text).toMatch(/^DKIM-Signature:[^]*a=rsa-sha1/m);
    expect(await ask(text)).toEqual(one("policy", /SHA-1/));
  });
});
