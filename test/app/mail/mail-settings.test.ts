import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { noMailSettings, parseMailSettings } from "../../../src/app/mail/mail-settings.ts";
import * as fc from "../../random-cases.ts";

const parsed = (text: string) => parseMailSettings({ name: "mail.yaml", text });
const wrong = (text: string): readonly string[] =>
  parsed(text).problems.map(({ code, at }) => `${code} ${at.source.text.slice(0, at.start).split("\n").length}`);

test("everything that can be said", () => {
  const { settings, problems } = parsed(`from: Policy check <check@example.org>
bounces: bounces@example.org
own: [bot@example.org]
lists: [dev@lists.example.org]
to: sender
always: true
smtp:
  host: mail.example.org
  port: 2525
  tls: starttls
  user: check
  password-file: /run/credentials/smtp
  authorities-file: /etc/ssl/own.pem
patchwork:
  url: https://patchwork.example.org/
  context: provenance
  page: https://example.org/policy?x=1
  token-file: /run/credentials/patchwork
`);
  expect(problems).toEqual([]);
  expect(settings).toEqual({
    from: { name: "Policy check", email: "check@example.org" },
    bounces: "bounces@example.org",
    own: ["bot@example.org"],
    lists: ["dev@lists.example.org"],
    to: "sender",
    always: true,
    smtp: {
      host: "mail.example.org",
      port: 2525,
      tls: "starttls",
      user: "check",
      passwordFile: "/run/credentials/smtp",
      authoritiesFile: "/etc/ssl/own.pem",
    },
    patchwork: {
      url: "https://patchwork.example.org",
      context: "provenance",
      page: "https://example.org/policy?x=1",
      tokenFile: "/run/credentials/patchwork",
    },
  });
});

test("the settings of the page are well", () => {
  const page = readFileSync(new URL("../../../docs/reply.md", import.meta.url), "utf8");
  const [, text = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  expect(text).toContain("password-file");
  expect(wrong(text)).toEqual([]);
});

test("what is not said is usual", () => {
  const from = { name: "", email: "check@example.org" };
  expect(parsed("from: check@example.org\n").settings).toEqual({ ...noMailSettings, from });
  const smtp = (text: string) => parsed(`smtp: { ${text} }\n`).settings.smtp;
  expect(smtp("host: mail.example.org")).toMatchObject({ port: 587, tls: "starttls", user: null });
  expect(smtp("host: mail.example.org, tls: implicit")).toMatchObject({ port: 465 });
  expect(smtp("host: localhost, tls: none")).toMatchObject({ port: 25 });
  expect(parsed("patchwork: { url: 'https://x.example.org' }\n").settings.patchwork).toMatchObject({
    context: "code-provenance",
    page: null,
  });
});

describe("what is wrong, and where", () => {
  test.each([
    ["an empty file", "", ["empty-settings 1"]],
    ["a comment alone", "# nothing\n", ["empty-settings 1"]],
    ["no map", "- x\n", ["wrong-type 1"]],
    ["an unknown key", "form: x@example.org\n", ["unknown-key 1"]],
    ["a password", "smtp:\n  host: x\n  password: y\n", ["unknown-key 3"]],
    ["no address", "from: nobody\n", ["unreadable-address 1"]],
    ["a list of no addresses", "lists:\n  - dev\n  - a@example.org\n", ["unreadable-address 2"]],
    ["another audience", "to: everybody\n", ["unknown-value 1"]],
    ["no host", "smtp:\n  port: 25\n", ["missing-key 2"]],
    ["an odd host", "smtp:\n  host: -x\n", ["unreadable-host 2"]],
    ["a port that is none", "smtp:\n  host: x\n  port: 70000\n", ["out-of-range 3"]],
    ["no encryption to another machine", "smtp:\n  host: mail.example.org\n  tls: none\n", ["not-encrypted 2"]],
    ["an open address", "patchwork:\n  url: http://patchwork.example.org\n", ["unreadable-url 2"]],
    ["an address with a login", "patchwork:\n  url: https://x@evil.example.org\n", ["unreadable-url 2"]],
    ["a context that is no word", "patchwork:\n  url: https://x.org\n  context: a b\n", ["unreadable-context 3"]],
    ["no YAML", "from: [\n", ["yaml-syntax 2"]],
  ])("%s", (_, text, problems) => expect(wrong(text)).toEqual(problems));

  test("a machine's own patchwork may be open", () =>
    expect(wrong("patchwork: { url: 'http://localhost:8000' }\n")).toEqual([]));
});

test("no text makes it throw, and every problem lies inside the text", () => {
  const word = fc.constantFrom(
    ..."from|smtp|patchwork|:|: | |\n|host|[|]|{|}|-|tls|x@y.org|\0|ö|&a|*a|'|\"".split("|"),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const text = words.join("");
      for (const { at } of parsed(text).problems) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
