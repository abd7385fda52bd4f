import { describe, expect, test } from "vitest";
import { fetchLine, readPullRequest } from "../../src/core/mail/pull-request.ts";
import * as fc from "../random-cases.ts";

const [base, head] = ["1".repeat(40), "2".repeat(40)] as const;
const text = (
  place = "  https://git.example.org/x.git tags/for-next",
  up = `for you to fetch changes up to ${head}:`,
): string =>
  `Hello\n\nThe following changes since commit ${base}:\n\n  base (2026-11-29 10:00:00 +0000)\n\nare available in the Git repository at:\n\n${place}\n\n${up}\n\n  last (2026-11-29 11:00:00 +0000)\n\n----------------------------------------------------------------\nWhat it is for\n`;

const read = (mail: string) => {
  const request = readPullRequest(mail);
  return request.known ? request.value : request.why;
};

describe("what a mail asks to pull", () => {
  test.each([
    [text(), { base, head, url: "https://git.example.org/x.git", reference: "refs/tags/for-next", tag: "for-next" }],
    [
      text("  git@git.example.org:x.git topic"),
      { base, head, url: "git@git.example.org:x.git", reference: "topic", tag: null },
    ],
    [
      text("  git://git.example.org/x.git refs/tags/v1/2"),
      { base, head, url: "git://git.example.org/x.git", reference: "refs/tags/v1/2", tag: "v1/2" },
    ],
    [
      text("  ssh://git.example.org/x.git"),
      { base, head, url: "ssh://git.example.org/x.git", reference: "HEAD", tag: null },
    ],
    [
      text()
        .replace(base, base + base.slice(0, 24))
        .replace(head, head + head.slice(0, 24)),
      {
        base: "1".repeat(64),
        head: "2".repeat(64),
        url: "https://git.example.org/x.git",
        reference: "refs/tags/for-next",
        tag: "for-next",
      },
    ],
    [text("  /srv/git/x topic"), { base, head, url: "/srv/git/x", reference: "topic", tag: null }],
    [
      text().replaceAll("\n", "\r\n"),
      { base, head, url: "https://git.example.org/x.git", reference: "refs/tags/for-next", tag: "for-next" },
    ],
  ])("%#", (mail, expected) => expect(read(mail)).toEqual(expected));

  test.each([
    ["nothing", "Hello\n"],
    ["what somebody quotes", text().replace(/^/gm, "> ")],
    ["a word of it in a sentence", `Is "The following changes since commit ${base}:" right?\n`],
  ])("is nothing in %s", (_, mail) => expect(read(mail)).toBeNull());

  test.each([
    ["two requests", text() + text(), /several times/],
    ["no place", text("").replace(/are available.*\n/, ""), /from where/],
    ["no end", text(undefined, ""), /up to which commit/],
    ["an end in a quotation", text(undefined, `> for you to fetch changes up to ${head}:`), /up to which commit/],
    ["a program for an address", text("  ext::sh%20-c%20evil topic"), /no address/],
    ["an option for an address", text("  --upload-pack=evil topic"), /no address/],
    ["an address that is an option", text("  ssh://-oProxyCommand=evil topic"), /no address/],
    ["an option for a name", text("  https://git.example.org/x.git --evil"), /no name/],
    ["a refspec for a name", text("  https://git.example.org/x.git +a:refs/heads/main"), /no name/],
    ["a range for a name", text("  https://git.example.org/x.git a..b"), /no name/],
  ])("is unknown with %s", (_, mail, why) => expect(read(mail)).toMatch(why));

  test("is fetched by a line that a shell reads as it stands", () => {
    const request = read(text("  https://git.example.org/$(evil);x tags/a'b"));
    if (request === null || typeof request === "string") throw new Error(String(request));
    expect(fetchLine(request)).toBe(`git fetch 'https://git.example.org/$(evil);x' 'refs/tags/a'\\''b'`);
  });

  test("no text makes it throw", () => {
    const parts = fc.constantFrom(...text().split(/(?<=\n)/), "are available in the Git repository at:\n", " ", "\n");
    fc.assert(fc.property(fc.array(parts, { maxLength: 40 }), (lines) => void readPullRequest(lines.join(""))));
  });
});
