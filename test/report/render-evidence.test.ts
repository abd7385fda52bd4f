import { expect, test } from "vitest";
import type { Proof, ProofDetail } from "../../src/core/evidence/proof.ts";
import {
  type CommitEvidence,
  type EvidenceOptions,
  type EvidenceOrigin,
  evidenceFrame,
  evidenceJson,
  renderEvidence,
  renderMails,
} from "../../src/core/report/render-evidence.ts";

const plain: EvidenceOptions = { verbose: false, colour: false, hyperlinks: null, width: null };
const commit: EvidenceOrigin = { kind: "commit", id: "f".repeat(40) };

const proved = (how: string, detail?: ProofDetail): Proof => ({
  kind: "proved",
  how,
  ...(detail === undefined ? {} : { detail }),
});
const notProved = (why: string): Extract<Proof, { kind: "not-proved" }> => ({ kind: "not-proved", why });

const leftover = { path: "a.c", line: 7, before: "old ()", after: "other ()" };
const template = {
  before: "free($1)",
  after: "g_free($1)",
  places: 3,
  examples: [1, 2, 3].map((line) => ({ path: "b.c", line })),
};
const detail: ProofDetail = { kind: "renaming", names: [{ before: "width", after: "columns", places: 1 }] };

/** A commit with a proof, one that is shown though nothing is proved, and two that fail on the same thing. */
const some: CommitEvidence = {
  from: commit,
  subject: "rename them all",
  proofs: [
    { kind: "rename", proof: notProved("`a.c` is changed") },
    { kind: "mode", proof: notProved("`a.c` is changed") },
    {
      kind: "substitution",
      proof: {
        ...notProved("2 places are left"),
        leftovers: [leftover, { ...leftover, line: 9 }],
        detail: { kind: "templates", templates: [template] },
      },
    },
    { kind: "format", proof: { kind: "no-proof-available", why: "nobody looks at that" } },
    { kind: "identifiers", proof: { ...notProved("one name is another"), detail } },
    { kind: "comments", proof: proved("only comments of `a.c`") },
  ],
};

const textOf = (evidence: Partial<CommitEvidence>, options: Partial<EvidenceOptions> = {}): string =>
  renderEvidence({ ...some, ...evidence }, { ...plain, ...options });

test("what is proved or shown of a commit, and nothing else", () =>
  expect(textOf({})).toBe(`\
ffffffffffff rename them all
  identifiers: not proved: one name is another
      \`width\` → \`columns\`, in one place
  comments: proved: only comments of \`a.c\`
`));

const unproved = `\
  rename, mode: not proved: \`a.c\` is changed
  substitution: not proved: 2 places are left
      in 3 places, such as b.c:1 and b.c:2:
        - free($1)
        + g_free($1)
      also changes a.c:7:
        - old ()
        + other ()
      also changes a.c:9:
        - old ()
        + other ()
  format: no proof available: nobody looks at that
`;

test("where nothing is proved, or somebody asks, what each kind fails on: once for several that fail on the same", () => {
  const head = "ffffffffffff rename them all\n";
  expect(textOf({ proofs: some.proofs.slice(0, 4) })).toBe(head + unproved);
  expect(textOf({}, { verbose: true })).toBe(`${head}${unproved}${textOf({}).slice(head.length)}`);
});

test("kinds that are proved are told one by one, though their words are the same", () =>
  expect(
    textOf({
      from: { kind: "commit", id: null },
      proofs: [
        { kind: "docs", proof: proved("all of it") },
        { kind: "comments", proof: proved("all of it") },
      ],
    }),
  ).toBe(" rename them all\n  docs: proved: all of it\n  comments: proved: all of it\n"));

const renamings = (count: number): ProofDetail => ({
  kind: "renaming",
  names: Array.from({ length: count }, (_, number) => ({ before: `a${number}`, after: `b${number}`, places: 2 })),
});
const renamed = Array.from({ length: 20 }, (_, number) => `      \`a${number}\` → \`b${number}\`, in 2 places\n`).join(
  "",
);

test.each<readonly [detail: ProofDetail, lines: string]>([
  [
    {
      kind: "moves",
      definitions: [{ name: "area", from: { path: "a.py", line: 3 }, to: { path: "b.py", line: 14 } }],
    },
    "      `area`: a.py:3 → b.py:14\n",
  ],
  [{ kind: "commit", id: "e".repeat(40), subject: "an earlier one" }, `      ${"e".repeat(40)} an earlier one\n`],
  [{ kind: "script", script: "sed -i s/a/b/ *.c\n\n", difference: null }, "      sed -i s/a/b/ *.c\n"],
  [
    { kind: "script", script: "one\ntwo", difference: "-a\n+b\n" },
    "      one\n      two\n      from what the script makes to what the commit has:\n        -a\n        +b\n",
  ],
  [renamings(20), renamed],
  [renamings(22), `${renamed}      … and 2 more\n`],
])("what a person can check a proof by: %j", (detail, lines) =>
  expect(textOf({ proofs: [{ kind: "scripted", proof: proved("so", detail) }] })).toBe(
    `ffffffffffff rename them all\n  scripted: proved: so\n${lines}`,
  ),
);

const mailOf = (applied: Partial<(EvidenceOrigin & { kind: "mail" })["applied"]> = {}) =>
  ({
    kind: "mail",
    file: "series.mbox",
    number: 3,
    messageId: "<3@example.org>",
    applied: { onto: "c".repeat(40), ontoBy: "caller", without: [], ...applied },
  }) as const;

test("a mail is named by its number, and a long subject is cut off", () => {
  expect(textOf({ from: mailOf(), subject: "s".repeat(90) }, { width: 30 }).split("\n")[0]).toBe(
    `mail 3 ${"s".repeat(22)}…`,
  );
  expect(textOf({ subject: "s".repeat(90) }, { width: 10 }).split("\n")[0]).toBe(`ffffffffffff ${"s".repeat(19)}…`);
});

test.each([
  [mailOf(), "series.mbox: patches applied to cccccccccccc\n"],
  [mailOf({ ontoBy: "mails" }), "series.mbox: patches applied to cccccccccccc, the base that they name\n"],
  [
    mailOf({ ontoBy: "HEAD", without: [1, 4] }),
    "series.mbox: patches applied to cccccccccccc, which is HEAD; no patch in mail 1, 4\n",
  ],
])("what the patches of a file were applied to: %#", (mail, line) => expect(renderMails(mail)).toBe(line));

test("colour tells what is proved", () => {
  const text = textOf({ proofs: some.proofs.slice(4) }, { colour: true });
  expect(text).toContain("  \x1b[2midentifiers\x1b[22m: not proved");
  expect(text).toContain("  \x1b[32mcomments\x1b[39m: proved: only");
});

test("JSON holds every kind, and of each all that is known", () => {
  const { open, between, close } = evidenceFrame;
  const json = [open, evidenceJson(some), between, evidenceJson({ ...some, from: mailOf(), proofs: [] }), close];
  const none = { detail: null, leftovers: [] };
  const state = "not-proved";
  expect(JSON.parse(json.join(""))).toEqual({
    evidence: 1,
    commits: [
      {
        id: "f".repeat(40),
        mail: null,
        subject: "rename them all",
        proofs: [
          { kind: "rename", state, words: "`a.c` is changed", ...none },
          { kind: "mode", state, words: "`a.c` is changed", ...none },
          {
            kind: "substitution",
            state,
            words: "2 places are left",
            detail: { kind: "templates", templates: [template] },
            leftovers: [leftover, { ...leftover, line: 9 }],
          },
          { kind: "format", state: "no-proof-available", words: "nobody looks at that", ...none },
          { kind: "identifiers", state, words: "one name is another", ...none, detail },
          { kind: "comments", state: "proved", words: "only comments of `a.c`", ...none },
        ],
      },
      {
        id: "<3@example.org>",
        mail: { file: "series.mbox", number: 3, onto: "c".repeat(40), ontoBy: "caller", without: [] },
        subject: "rename them all",
        proofs: [],
      },
    ],
  });
});
