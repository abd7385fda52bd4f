import fc from "fast-check";

export const people = [
  "Ada Lovely <ada@example.org>",
  "Ada Lovely <ada@old.example.org>",
  "ada lovely <ADA@example.org>",
  "Ada Lovely <ada@elsewhere.example.org>",
  "Lin Example <lin@example.org>",
  "Other Name <other@example.org>",
  "Bob <bob@example.org>",
  "Bob Renamed <bob@elsewhere.example.org>",
  "Łukasz Exämple <lukasz@example.org>",
  "Lukasz Example <lukasz@elsewhere.example.org>",
  "root <root@localhost>",
  "GitHub <noreply@github.com>",
  "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
  "Claude <noreply@anthropic.com>",
  "Ada Lovely via <list@example.org>",
  "anonymous <nobody@example.org>",
  '"Quoted, Name" <quoted@example.org>',
  "nobody",
  "Bad Address <bad address@example.org>",
];
export const keys = [
  "Signed-off-by",
  "Signed-off-by",
  "Reviewed-by",
  "Acked-by",
  "Tested-by",
  "Reported-by",
  "Co-developed-by",
  "Co-authored-by",
  "signed-off-by",
  "Assisted-by",
  "Helped-by",
];
export const others = [
  "Cc: list@example.org",
  "Message-Id: <1@example.org>",
  "Link: https://example.org/1",
  'Fixes: 0123456789ab ("what")',
  "Generated-by: Claude",
  "[bob: a note]",
  "[bob: a note",
  "Based-on: words",
  " folded",
  "Link: 🤖 Generated with [Claude Code](https://claude.com/claude-code)",
  "Buglink: \u0000",
];
const bodies = [
  "A sentence of words.",
  "Two lines\nof them.",
  "See https://example.org/x for more.",
  "Generated with [Claude Code](https://claude.com/claude-code)",
  "🤖 Generated with [Claude Code](https://claude.com/claude-code)",
  "This falls under exception mechanical-changes.",
  "This reverts commit 0123456789012345678901234567890123456789.",
  "(cherry picked from commit 0123456789012345678901234567890123456789)",
  "Signed-off-by: Lin Example <lin@example.org>",
  "  Signed-off-by: Lin Example <lin@example.org>",
  "Reviewed-by : Bob <bob@example.org>",
  "Ѕigned-off-by: Bob <bob@example.org>",
  "---\ndiff",
  "# a comment",
  "Note: one word and a colon",
  "Words\nNote: among others",
  "[ada: a note]",
  "\tindented",
  "  * a list of Two-words: so",
  "Conflicts:\n\tfile",
  "https://claude.ai/code/session_1",
  "See-also: https://ampcode.com/threads/T-1",
  "* one\n\n* two",
  " ",
  "naïve",
  "a\rb",
];
export const person = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...people.slice(0, 9)) },
  fc.constantFrom(...people),
);
export const trailer = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...keys.slice(0, 8)), person).map((parts) => parts.join(": ")) },
  fc.tuple(fc.constantFrom(...keys), person).map((parts) => parts.join(": ")),
  fc.constantFrom(...others),
);
type Signed = { author: string; committer: string; trailers: readonly string[]; signers: string };

/** Mostly as it should be, since only such commits have a arrangement that is known: signed by the author, then by who passed it on. */
export function signed({ author, committer, trailers, signers }: Signed): readonly string[] {
  if (signers === "none") return trailers;
  if (signers === "committer") return [...trailers, `Signed-off-by: ${committer}`];
  const both = signers === "both" && committer !== author ? [`Signed-off-by: ${committer}`] : [];
  return [`Signed-off-by: ${author}`, ...trailers, ...both];
}

/** Commits as they are, and with all that makes one not plain. */
export const commitText = fc
  .record({
    parents: fc.constantFrom(0, 1, 1, 1, 2, 2, 3),
    author: person,
    committer: person,
    when: fc.constantFrom("1700000000 +0000", "1700000000 +0000", "1700000000 +0000", "0 -0130", "x", ""),
    extra: fc.constantFrom(
      "",
      "",
      "",
      "gpgsig -----BEGIN\n abc\n",
      "mergetag object 0\n tagger Łin <lin@example.org> 0 +0000\n \n words\n",
      "mergetag object 0\n a\nmergetag object 1\ngpgsig b\n",
      "encoding latin1\n",
      "author Bob <bob@example.org> 0 +0000\n",
    ),
    title: fc.constantFrom(
      "topic: title",
      "topic: title",
      "topic: title",
      "topic: title",
      "topic: title",
      'Revert "Revert "x""',
      "Merge (#12)",
      "Merge branch 'topic'",
      "Merge a\nNote: b",
      "# title",
      "exception x",
      "",
    ),
    body: fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...bodies.slice(0, 3)) }, fc.constantFrom(...bodies)),
      { maxLength: 2 },
    ),
    trailers: fc.array(trailer, { maxLength: 2 }),
    isBare: fc.constantFrom(false, false, false, false, true),
    end: fc.constantFrom("\n", "\n", "\n", "\n", "\n", "", "\n\n"),
    signers: fc.constantFrom("both", "both", "both", "author", "committer", "none"),
  })
  .map((made) => ({ ...made, trailers: made.isBare ? [] : signed(made) }))
  .map(({ parents, author, committer, when, extra, title, body, trailers, isBare, end }) =>
    [
      `tree ${"0".repeat(40)}\n`,
      `parent ${"1".repeat(40)}\n`.repeat(parents),
      `author ${author} ${when}\ncommitter ${committer} ${when}\n${extra}\n`,
      [title, ...body, ...(isBare ? [] : [trailers.join("\n")])].join("\n\n"),
      end,
    ].join(""),
  );
