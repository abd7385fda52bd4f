import { describe, expect, test } from "vitest";
import { headerNames, readHeaderLines } from "../../src/core/mail/header-lines.ts";

const wanted = headerNames(["from", "subject", "content-type"]);

/** The headers that are wanted, and what stands below all headers. */
function read(mail: string, start = 0): { readonly lines: readonly string[]; readonly below: string } {
  const { lines, end } = readHeaderLines(mail, start, wanted);
  return { lines: lines.map(({ name, value }) => `${name}=${value}`), below: mail.slice(end) };
}

describe("headers of a mail", () => {
  test.each<[string, string, readonly string[], string]>([
    ["none", "", [], ""],
    ["none above an empty line", "\nSubject: x\n", [], "\nSubject: x\n"],
    ["in order, twice too", "Subject: a\nFrom: b\nSubject: c\n\nd\n", ["subject=a", "from=b", "subject=c"], "\nd\n"],
    ["in any case", "sUBJECT: a\n", ["subject=a"], ""],
    ["those that are not wanted are passed over", "Fromm: x\nFron: x\n y\nFrom: b\n", ["from=b"], ""],
    ["without white space around a value", "Subject: \t a b \t\r\n\n", ["subject=a b"], "\n"],
    ["with nothing as value", "Subject:\nFrom: \n\n", ["subject=", "from="], "\n"],
    ["over several lines", "Subject: a\n b\n\tc \n  d\nFrom: e\n\n", ["subject=a b c  d", "from=e"], "\n"],
    ["that begin on their second line", "Subject:\n  a\n\n", ["subject=a"], "\n"],
    ["with a line of white space, which is none of it", "Subject: a\n \t\n b\n\n", ["subject=a b"], "\n"],
    [
      "up to what is none, which need not be empty",
      "From: a\nno header: x\nSubject: b\n",
      ["from=a"],
      "no header: x\nSubject: b\n",
    ],
    ["whose names hold no blank", "Subject : a\nFrom: b\n", [], "Subject : a\nFrom: b\n"],
    ["whose names are ASCII", "Fr\xf6m: a\n", [], "Fr\xf6m: a\n"],
    ["below the line of an mbox", "From ada Mon Jan 12\nFrom: a\n\n", ["from=a"], "\n"],
    ["below the line of an mbox that was quoted", ">From ada Mon Jan 12\nFrom: a\n\n", ["from=a"], "\n"],
    ["which `From ` alone is not", "From  \nFrom: a\n", [], "From  \nFrom: a\n"],
    ["which `>From ` alone is not", ">From \nFrom: a\n", [], ">From \nFrom: a\n"],
    ["without a line feed at the end", "From: a", ["from=a"], ""],
  ])("%s", (_, mail, lines, below) => expect(read(mail)).toEqual({ lines, below }));

  test("from any line on", () =>
    expect(read("Subject: x\nFrom: a\n\nb\n", 11)).toEqual({ lines: ["from=a"], below: "\nb\n" }));
});
