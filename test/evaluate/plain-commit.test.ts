import { expect, test } from "vitest";
import { builtInDisclosures } from "../../src/core/commit/disclosures.ts";
import { builtInSignals } from "../../src/core/commit/signal-table.ts";
import { PlainScanner } from "../../src/core/evaluate/plain-commit.ts";
import { heardKeys } from "../../src/core/evaluate/plain-text.ts";
import {
  bitOfKey,
  exceptionBit,
  lastNoteBit,
  noteBit,
  unknownKeyBit,
  unsignedBit,
} from "../../src/core/evaluate/plain-trailers.ts";

const names: readonly (readonly [bit: number, name: string])[] = [
  [bitOfKey("Cc"), "cc"],
  [bitOfKey("Link"), "link"],
  [noteBit, "note"],
  [lastNoteBit, "last note"],
  [unknownKeyBit, "unknown key"],
  [exceptionBit, "exception"],
  [unsignedBit, "unsigned"],
];

/** What the visitor is told beside people; null: the commit is not plain. */
function scanned(message: string, parents = 1): readonly string[] | null {
  let found: readonly string[] = [];
  const scanner = new PlainScanner({
    begin: () => true,
    person: () => true,
    others: (bits) => {
      found = names.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
      return true;
    },
  });
  const who = "Ada Lovely <ada@example.org> 1700000000 +0000";
  const parent = `parent ${"1".repeat(40)}\n`.repeat(parents);
  const text = `tree ${"0".repeat(40)}\n${parent}author ${who}\ncommitter ${who}\n\n${message}`;
  return scanner.scan(Buffer.from(text, "latin1")) ? found : null;
}

const signOff = "Signed-off-by: Ada Lovely <ada@example.org>";
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
const body = (text: string): string => `topic: title\n\n${text}\n\n${signOff}\n`;
const among = (...lines: readonly string[]): string => `topic: title\n\n${lines.join("\n")}\n`;

test.each<[what: string, message: string, told: readonly string[] | null]>([
  ["signed off", body("Words."), []],
  ["with a title only", "topic: title\n", ["unsigned"]],
  ["without trailers", among("Words of the last", "paragraph."), ["unsigned"]],
  ["with trailers of others only", among("Cc: list@example.org"), ["cc", "unsigned"]],
  ["with empty lines at the end", `${body("Words.")}\n\n`, []],
  ["with a line of blanks at the end", among("Resolves: Claude <noreply@anthropic.com>", "", " "), null],
  ["with a line of blanks in its last paragraph", among("Words.", " ", "Words."), null],
  ["of nothing but line feeds", "\n\n", null],

  ["with a note above a sign-off", among("[ada: a note]", signOff), ["note"]],
  ["with a note below it", among(signOff, "[ada: a note]"), ["last note"]],
  ["with both", among("[ada: a note]", signOff, "[ada: a note]"), ["note", "last note"]],
  ["with a note over two lines", among("[ada: a", "note]", signOff), ["note"]],
  ["with a note in a note", among("[ada: a [deep] note]", signOff), ["note"]],
  ["with a note that does not end", among("[ada: a note", signOff), []],
  ["with a footnote", among("[1] https://example.org", "[2] https://example.org", signOff), []],
  ["with a note that a trailer ends", among("[ada: a note", "Cc: list@example.org]", signOff), null],
  ["with a note and a blank behind it", among("[ada: a note] ", signOff), null],
  ["with an indented note", among(" [ada: a note]", signOff), null],
  ["with a tag in a note", among("[ada: a", "Some-key: note]", signOff), null],
  ["with a note and no sign-off", among("[ada: a note]", "Cc: list@example.org"), null],

  ["with words among the trailers", among("Words.", signOff, "- words"), []],
  ["with thrice as many words", among(signOff, "a", "b", "c"), []],
  ["with more words than that", among(signOff, "a", "b", "c", "d"), null],
  ["with words and no sign-off", among("CI: https://example.org", "- words"), ["unknown key", "unsigned"]],
  ["with words, a reviewer and no sign-off", among("Words.", "Reviewed-by: Lin <lin@example.org>"), null],
  ["with a trailer that goes on", among("Link: https://example.org", " and more", signOff), ["link"]],
  ["with one that goes on for long", among("Link: x", ..." a b c d e f g".split(/(?= )/), signOff), ["link"]],
  ["with a sign-off that goes on", among(signOff, " and more"), null],
  ["with a trailer that goes on with a tag", among("Link: x", " Some-key: y", signOff), ["link", "unknown key"]],
  ["with an empty trailer", among("Cc:", signOff), ["cc"]],
  ["with a blank before a colon", among("Cc : x", signOff), null],
  ["with a comment", among("# words", signOff), null],
  ["with a comment below the last paragraph", among("Resolves: 1", "", "# words"), null],
  ["with a list of conflicts", among(signOff, "Conflicts:", "\tfile"), null],
  ["with a list of conflicts above the last paragraph", among("Some: x", "", "Conflicts:", "\ta", "", "\tb"), null],
  ["with a patch below the trailers", among(signOff, "---", "words"), null],
  ["with one that begins like a trailer", among("Words.", "--- : words", signOff), null],

  ["with a trailer of an unknown key", among("Resolves: https://example.org/1", signOff), ["unknown key"]],
  ["with a number of another system", among("git-svn-id: https://example.org/trunk@1 0"), ["unknown key", "unsigned"]],
  ["with somebody behind such a key", among("Resolves: Claude <noreply@anthropic.com>", signOff), null],
  ["with somebody on the line below", among("Resolves: 1", " Claude <noreply@anthropic.com>", signOff), null],
  ["with a disclosure", among("Coding-Agent: Claude", signOff), null],
  ["with a tool's own key", among("claude-session: 1", signOff), null],
  ["with a usual key in other letters", among("LINK: x", signOff), null],
  ["with a sign-off misspelled", among("Signed-off: Ada"), null],
  ["with a loose tag of an unknown key", body("linux-user: words"), ["unknown key"]],
  ["with an indented one", body("  linux-user: words\n  a <b>"), ["unknown key"]],
  ["with somebody behind it", body("linux-user: Claude <noreply@anthropic.com>"), null],
  ["with somebody below it", body("linux-user: a\n  Claude <noreply@anthropic.com>"), null],
  ["with a loose tag that names people", body("Suggested-by: Lin"), null],

  ["with an exception", body("An exception is raised."), ["exception"]],
  ["with one in capitals", body("BY EXCEPTION x."), ["exception"]],
  ["with one in a note", among("[ada: by exception x]", signOff), ["note", "exception"]],
  ["with one in a key", among("Exception: x", signOff), ["unknown key", "exception"]],
  ["with an exception to a policy in a key", among("AI-exception: hand-off", signOff), null],
  ["with an exception to a policy", body("By policy exception hand-off."), null],
  ["with one at the end of a line", body("By the AI\nexception hand-off."), null],
  ["with one behind a strange blank", body(utf8("By policy\u00a0exception hand-off.")), null],

  ["with letters beyond ASCII", body(utf8("Words, \u201cna\u00efve\u201d: \u{1f600}.")), []],
  ["with a bullet", body(utf8("\u2022 Two words: so")), []],
  ["with a line without ASCII", body(utf8("\u0141\u00f3d\u017a")), []],
  ["with bytes that are no UTF-8", body("na\xefve"), null],
  ["with a surrogate", body("a \xed\xa0\x80"), null],
  ["with a character that is too long", body("a \xc0\xaf \xe0\x80\xaf"), null],
  ["with a byte that begins no character", body("a \xf5\x80\x80\x80"), null],
  ["with one beyond Unicode", body("a \xf4\x90\x80\x80"), null],
  ["with one that is cut off", body("a \xe2\x80"), null],
  ["with a letter that looks like another", body(utf8("\u0405igned-off-by: Bob")), null],
  ["with a colon that looks like one", body(utf8("Signed-off-by\uff1a Bob")), null],
  ["with a colon of another script", body(utf8("Signed-off-by\u05c3 Bob")), null],
  ["with a letter for a colon", body(utf8("Signed-off-by\u02d0 Bob")), null],
  ["with a modifier for a colon", body(utf8("Signed-off-by\ua789 Bob")), null],
  ["with a ratio for a colon", body(utf8("Signed-off-by\u2236 Bob")), null],
  ["with a tab in such a key", body(utf8("Signed\t-off-by\uff1a Bob")), null],
  ["with words before such a key", body(utf8("a Signed-off-by\uff1a Bob")), []],
  ["with a title that looks like a tag", utf8(`\u0405igned-off-by: Bob\n\n${signOff}\n`), null],

  ["with a list in its title", "- topic\n", ["unsigned"]],
  ["with a patch for a title", "---\n", null],
  ["with a list in a list", body("- - words"), []],
  ["with one word before a colon", body("Note: words"), []],
  ["with a line of hyphens", body("-----"), []],
  ["with a line of three", body("---\twords"), null],
  ["with brackets", body("if (!words) (#words)"), []],
  ["with the number of a request", body("as (!12) says"), null],
])("a commit %s", (_, message, told) => {
  expect(scanned(message)).toEqual(told);
});

test("nobody has to sign off a merge", () => {
  expect(scanned("Merge branch 'topic'\n", 2)).toEqual([]);
});

test("every key of ours is heard", () => {
  const keys = [
    ...builtInDisclosures.map(({ key }) => key.toLowerCase()),
    ...builtInSignals.flatMap((entry) => (entry.kind === "trailer" ? entry.keys : [])),
  ];
  expect(keys.filter((key) => !key.endsWith("-by") && !heardKeys.includes(key))).toEqual([]);
});
