import { describe, expect, test } from "vitest";
import { createObjectModule } from "../../src/adapters/git/packs/object-module.ts";
import { createOutliner } from "../../src/adapters/git/packs/outliner.ts";
import { addressesBetween } from "../../src/core/commit/mailmap-difference.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { createCommitJudge } from "../../src/core/evaluate/commit-judge.ts";
import { hashOf, notPlain } from "../../src/core/evaluate/plain-bytes.ts";
import { createPlainJudge, type PlainJudge } from "../../src/core/evaluate/plain-judge.ts";
import type { Outline } from "../../src/core/evaluate/plain-outline.ts";
import { authorPlace, unsignedBit } from "../../src/core/evaluate/plain-trailers.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { RequestFacts } from "../../src/core/rules/request/request-facts.ts";
import type { ContributionFacts, Situation } from "../../src/core/rules/situation.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { closest } from "../../src/core/text/suggest.ts";
import * as fc from "../random-cases.ts";
import { commitText, keys, nearlyPlainText, person, signed } from "./commit-texts.ts";

const contribution: ContributionFacts = {
  today: "2026-06-30",
  posted: unknown("not said"),
  sender: unknown("not said"),
  windowUse: null,
  request: unknown("nobody said"),
  answers: [],
  earlierVersion: null,
  exceptionsAtHead: unknown("not said"),
  remediations: new Map(),
};

const labelled: RequestFacts = {
  title: learned("title"),
  text: learned(""),
  labels: learned(["ai"]),
  openedBy: learned("ada"),
  openedByBot: learned(false),
  workItems: learned([]),
  othersOpen: learned([]),
};

const mailmap = [
  "Ada Lovely <ada@example.org> <ada@old.example.org>",
  "Lin Example <lin@example.org> <other@example.org>",
  "Bob Renamed <bob@example.org>",
].join("\n");

/** Mailmaps of lines that speak of some people, by their addresses or by their names, too. */
const mailmaps = fc
  .subarray([
    "Ada Lovely <ada@example.org> <ada@old.example.org>",
    "Ada Lovely <ada@example.org> <ada@elsewhere.example.org>",
    "Lin Example <lin@example.org> <other@example.org>",
    "Lin Example <lin@example.org> Other Name <other@example.org>",
    "Bob Renamed <bob@example.org>",
    "Bob <bob@elsewhere.example.org> <bob@example.org>",
    "Bob <bob@example.org> Bob Renamed <bob@elsewhere.example.org>",
    "Somebody Else <ada@example.org>",
    "<lukasz@example.org> <lukasz@elsewhere.example.org>",
    "Root <ada@example.org> <root@localhost>",
  ])
  .map((lines) => lines.join("\n"));

const declining = "{ stance: declined }";

/** Every rule that is plain, each option at its default unless `options` says otherwise. */
function policyOf(options: Readonly<Record<string, string>>, text: string, ai = declining) {
  const rules = catalogue.filter(({ plain }) => plain).map(({ id }) => `  ${id}: ${options[id] ?? "require"}`);
  const policy = policyFromTexts(
    {
      policy: { name: "proviso.yaml", text: `proviso: 1\nai: ${ai}\nrules:\n${rules.join("\n")}\n` },
      mailmap: { name: ".mailmap", text },
    },
    catalogue,
  );
  expect(policy.problems).toEqual([]);
  return policy;
}

function judgeBy(options: Readonly<Record<string, string>> = {}, ai = declining) {
  const policy = policyOf(options, mailmap, ai);
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf));
  const plain = createPlainJudge(policy, contribution, judge);
  if (plain === null) throw new Error("the policy is not plain");
  return { policy, judge, plain, outlined: createOutlined(), said: new Map<number, string>() };
}

/** By a policy as it is written; null: it is not plain. */
function plainByText(text: string, of = contribution): PlainJudge | null {
  const policy = policyFromTexts({ policy: { name: "proviso.yaml", text } }, catalogue);
  expect(policy.problems).toEqual([]);
  return createPlainJudge(policy, of, createCommitJudge(policy, of, evidenceBy(policy.classOf)));
}

/** The outline of a commit, if it has one. Lines are numbered on from commit to commit. */
function createOutlined(): (bytes: Uint8Array) => Outline | null {
  const outliner = createOutliner(createObjectModule());
  const lines: Uint8Array[] = [];
  const outlines: (Outline | null)[] = [null];
  return (bytes) => {
    const kind = outliner.outline(bytes);
    const { tokens, tokenEnds, lines: text, lineEnds } = outliner.fresh();
    for (const [index, end] of lineEnds.entries()) lines.push(text.subarray(lineEnds[index - 1] ?? 0, end));
    if (tokenEnds.length > 0) outlines.push({ kind, tokens, start: 0, end: tokens.length, lines });
    return outlines[kind] ?? null;
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As a range is judged: by the arrangement where it is known, and else by the rules, whose answer is then known of the arrangement. */
function judged({ judge, plain, outlined, said }: ReturnType<typeof judgeBy>, bytes: Uint8Array) {
  const whole = judge.open(parseCommit("a".repeat(40), bytes));
  const outcomes = judge.judge(whole);
  const byBytes = plain.read(bytes);
  const outline = outlined(bytes);
  const arrangement = outline === null ? byBytes : plain.readOutline(outline);
  // From the outline the same is known as from the whole commit, or that it is judged as others of its outline are.
  if (byBytes !== notPlain) expect(arrangement).toBe(byBytes);
  const known = arrangement === notPlain ? undefined : plain.outcomesOf(arrangement);
  if (arrangement !== notPlain) expect(seenIn(whole)).toEqual(nothingSeen);
  if (arrangement !== notPlain && judge.asks(whole).length === 0) {
    plain.learn(arrangement, outcomes);
    // An audit counts commits of an arrangement alike, whatever was found.
    const kinds = outcomes.map(({ kind }) => kind).join(" ");
    expect(said.get(arrangement) ?? kinds).toBe(kinds);
    said.set(arrangement, kinds);
  }
  return { outcomes, known, arrangement, outline };
}

/** What no plain commit has, whoever reads it. */
const nothingSeen = { claims: [], signals: [], lookalikes: [], heard: [], isSquash: false, damage: null };

const looksMisspelled = (key: string): boolean =>
  key !== "Signed-off-by" && closest(key, ["signed-off-by"]) !== undefined;

function seenIn({ commit, observed }: Situation): object {
  const { claims, signals, lookalikes, looseTags } = observed;
  return {
    claims,
    signals,
    lookalikes,
    heard: [
      ...looseTags.filter(({ key }) => /-by$|^coding-agent$|^claude-session$/i.test(key)),
      ...[...observed.trailers, ...looseTags].filter(({ key }) => looksMisspelled(key)),
    ],
    isSquash: commit.kind === "squash",
    damage: commit.damage,
  };
}

const runs = 4_000;

describe("a commit judged by its arrangement is judged as the rules judge it", () => {
  test.each<readonly [what: string, options: Readonly<Record<string, string>>, ai: string]>([
    ["at their defaults", {}, declining],
    [
      "of names",
      {
        "sign-off-by-author": "{ level: require, match: author-or-committer, names: compare }",
        "sign-off-one-address": "{ level: require, names: compare }",
        "sign-off-well-formed": "{ level: require, spelling: exact }",
        "sign-off-human": "{ level: require, bots: allow }",
      },
      declining,
    ],
    [
      "of tools",
      {
        "no-tool-identity":
          "{ level: require, bots: true, fields: [author, committer, co-author, reviewer, reporter] }",
        "no-tool-advertising": "{ level: require, trailers: [Reported-by, Link, Assisted-by] }",
        "ai-disclosure": "{ level: require, trailers: [Cc] }",
      },
      declining,
    ],
    [
      "that refuse keys of their own",
      { "no-tool-advertising": "{ level: require, trailers: [Custom-key, git-svn-id] }" },
      declining,
    ],
    ["with citations of their own", {}, "{ stance: declined, citations: [custom-key, Buglink] }"],
    [
      "with disclosures of their own",
      {},
      "{ stance: permitted, disclosures: [{ key: Custom, content: yes }, { key: linux-user, content: '.*' }] }",
    ],
  ])("by rules %s", (_what, options, ai) => {
    const judges = judgeBy(options, ai);
    let known = 0;
    let outlines = 0;
    for (const texts of [commitText, nearlyPlainText]) {
      fc.assert(
        fc.property(texts, (text) => {
          const one = judged(judges, bytesOf(text));
          if (one.outline !== null) outlines += 1;
          if (one.known === undefined) return;
          known += 1;
          expect(one.known).toEqual(one.outcomes);
        }),
        { numRuns: runs },
      );
    }
    expect(known).toBeGreaterThan(runs / 40);
    expect(outlines).toBeGreaterThan(runs / 10);
  });

  test("also where any one byte is another", () => {
    const judges = judgeBy();
    const changed = fc.tuple(nearlyPlainText, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([text, where, byte]) => {
      const bytes = bytesOf(text);
      bytes[where % bytes.length] = byte;
      return bytes;
    });
    let outlines = 0;
    fc.assert(
      fc.property(changed, (bytes) => {
        const { outline, known, outcomes } = judged(judges, bytes);
        if (outline !== null) outlines += 1;
        if (known !== undefined) expect(known).toEqual(outcomes);
      }),
      { numRuns: runs },
    );
    expect(outlines).toBeGreaterThan(runs / 20);
  });

  test("a forge that signs what it commits is no committer like others", () => {
    const judges = judgeBy({ "sign-off-by-author": "{ level: require, match: author-or-committer }" });
    const by = (who: string) => bytesOf(plainCommit({ committer: who, trailers: [`Signed-off-by: ${who}`] }));
    expect(judged(judges, by("Hal <hal@example.org>")).arrangement).not.toBe(notPlain);
    expect(judged(judges, by("Hal <hal@example.org>")).known).toBeDefined();
    expect(judged(judges, by("GitHub <noreply@github.com>")).arrangement).toBe(notPlain);
  });

  const simple = fc
    .tuple(
      person,
      person,
      fc.array(fc.tuple(fc.constantFrom(...keys.slice(0, 8)), person), { maxLength: 2 }),
      fc.constantFrom("both", "author", "committer"),
    )
    .map(([author, committer, parts, signers]) => ({
      author,
      committer,
      trailers: parts.map((part) => part.join(": ")),
      signers,
    }))
    .map((made) => plainCommit({ author: made.author, committer: made.committer, trailers: signed(made) }));

  test("signers without a body differ in nothing but who they are", () => {
    const judges = judgeBy();
    let known = 0;
    fc.assert(
      fc.property(simple, (text) => {
        const one = judged(judges, bytesOf(text));
        if (one.known === undefined) return;
        known += 1;
        expect(one.known).toEqual(one.outcomes);
      }),
      { numRuns: runs },
    );
    expect(known).toBeGreaterThan(runs / 10);
  });

  test.each<Readonly<Record<string, string>>>([
    {},
    {
      "sign-off-by-author": "{ level: require, names: compare }",
      "sign-off-one-address": "{ level: require, names: compare }",
    },
  ])("whatever a mailmap says from some commit on, %j", (options) => {
    // One bench goes through the whole history, as an audit's does.
    const judges = judgeBy(options);
    let now = mailmap;
    let policy = judges.policy;
    let again = 0;
    fc.assert(
      fc.property(fc.option(mailmaps, { freq: 12 }), simple, (next, text) => {
        if (next !== null) {
          policy = policyOf(options, next);
          judges.plain.follow({ policy, contribution }, addressesBetween(now, next) ?? []);
          now = next;
        }
        const bytes = bytesOf(text);
        const outline = judges.outlined(bytes);
        const arrangement = outline === null ? notPlain : judges.plain.readOutline(outline);
        const whole = judges.judge.open(parseCommit("a".repeat(40), bytes), { policy, contribution });
        if (arrangement === notPlain || judges.judge.asks(whole).length > 0) return;
        const kinds = judges.judge
          .judge(whole)
          .map(({ kind }) => kind)
          .join(" ");
        if (judges.said.has(arrangement)) again += 1;
        expect(judges.said.get(arrangement) ?? kinds).toBe(kinds);
        judges.said.set(arrangement, kinds);
      }),
      { numRuns: runs },
    );
    expect(again).toBeGreaterThan(runs / 10);
  });
});

const ada = "Ada Lovely <ada@example.org>";

function plainCommit({
  author = ada,
  committer = ada,
  header = "",
  title = "topic: title",
  body = "A sentence.",
  trailers = [`Signed-off-by: ${ada}`],
  end = "\n",
  when = "1700000000 +0000",
}: Partial<Record<"author" | "committer" | "header" | "title" | "body" | "end" | "when", string>> & {
  trailers?: readonly string[];
}): string {
  return `tree ${"0".repeat(40)}\nparent ${"1".repeat(40)}\nauthor ${author} ${when}\ncommitter ${committer} ${when}\n${header}\n${title}\n\n${body}\n\n${trailers.join("\n")}${end}`;
}

describe("outlines", () => {
  const outlined = createOutlined();
  const hasOutline = (change: Parameters<typeof plainCommit>[0]): boolean =>
    outlined(bytesOf(plainCommit(change))) !== null;

  test.each<readonly [what: string, has: boolean, change: Parameters<typeof plainCommit>[0]]>([
    ["an ordinary commit", true, {}],
    ["a signed one", true, { header: "gpgsig -----BEGIN PGP SIGNATURE-----\n abc\n" }],
    ["a tool, since it depends on the policy who is one", true, { author: "Claude <noreply@anthropic.com>" }],
    ["a link", true, { body: "See https://example.org/x." }],
    ["a tool's link", false, { body: "https://ampcode.com/threads/T-0" }],
    [
      "a word that a citation has, since it depends on the policy what can be cited",
      true,
      { body: "By this exception." },
    ],
    ["one that says which kind is meant", false, { body: "BY THIS POLICY EXCEPTION." }],
    ["one in a name", false, { author: "Exception <x@example.org>" }],
    ["one in another trailer", true, { trailers: ["Cc: EXCEPTION", `Signed-off-by: ${ada}`] }],
    ["one in a signature", true, { header: "gpgsig abc\n EXCEPTION\n" }],
    ["a name that goes on in the next line", false, { author: "A\nda <ada@example.org>" }],
    ["a long line", false, { author: `${"A".repeat(200)} <ada@example.org>` }],
    ["no sign-off", true, { trailers: ["Cc: list@example.org"] }],
    ["no trailers", true, { trailers: ["Words."] }],
    ["a trailer that is not usual, beside no sign-off", true, { trailers: ["Words.", "Note: word"] }],
    ["a note beside no sign-off", false, { trailers: ["Words.", "[ada: a note]"] }],
    ["more people than fit", false, { trailers: Array(300).fill(`Signed-off-by: ${ada}`) }],
  ])("%s", (_what, has, change) => expect(hasOutline(change)).toBe(has));

  test("are read anew when the mailmap says something else", () => {
    const { plain } = judgeBy();
    const outline = outlined(bytesOf(plainCommit({ committer: "Lin Example <lin@example.org>" })));
    if (outline === null) throw new Error("there is no outline");
    const before = plain.readOutline(outline);
    const policy = policyFromTexts(
      {
        policy: { name: "proviso.yaml", text: "proviso: 1\nrules: { sign-off-present: require }\n" },
        mailmap: { name: ".mailmap", text: "Ada Lovely <ada@example.org> <lin@example.org>\n" },
      },
      catalogue,
    );
    plain.follow({ policy, contribution }, ["lin@example.org"]);
    expect(before).not.toBe(notPlain);
    // Two lines name one person now: so the commit is judged as others of these people are.
    expect([before, notPlain]).not.toContain(plain.readOutline(outline));
  });

  describe("of commits of which it matters who their people are", () => {
    const read = (change: Parameters<typeof plainCommit>[0], by: PlainJudge): number => {
      const outline = outlined(bytesOf(plainCommit(change)));
      if (outline === null) throw new Error("there is no outline");
      return by.readOutline(outline);
    };
    const elsewhere = (name: string) => ({
      author: `${name} <a@one.example.org>`,
      committer: `${name} <b@two.example.org>`,
    });
    const signer = "Signed-off-by: Eve <eve@example.org>";
    const reviewed = (who: string) => `Reviewed-by: ${who} <${who.toLowerCase()}@example.org>`;

    test("have one arrangement if the same people stand in the same places, whoever looked on", () => {
      const { plain } = judgeBy();
      const eve = { ...elsewhere("Eve Example"), trailers: [signer] };
      const arrangement = read(eve, plain);
      expect(arrangement).not.toBe(notPlain);
      expect(read({ ...eve, trailers: [reviewed("Bob"), signer] }, plain)).toBe(arrangement);
      expect(read({ ...eve, trailers: [signer, reviewed("Kim")] }, plain)).toBe(arrangement);
      expect(read({ ...eve, trailers: ["Link: https://example.org/1", signer] }, plain)).toBe(arrangement);
      for (const other of [
        { ...elsewhere("Ida Example"), trailers: [signer] },
        { ...eve, author: eve.committer, committer: eve.author },
        { ...eve, trailers: [signer, signer] },
        { ...eve, trailers: ["[ada: a note]", signer] },
        { ...eve, trailers: [signer, "[ada: a note]"] },
        { trailers: [signer] },
      ])
        expect([arrangement, notPlain]).not.toContain(read(other, plain));
    });

    test("are told apart by all lines where nobody signed off", () => {
      const { plain } = judgeBy();
      const arrangements = ["Words.", reviewed("Bob"), reviewed("Kim")].map((line) =>
        read({ trailers: [line] }, plain),
      );
      expect(arrangements).not.toContain(notPlain);
      expect(new Set(arrangements).size).toBe(arrangements.length);
    });

    test("are those one of whom the mailmap gives the address of the other, whatever it says of him", () => {
      const { plain } = judgeBy();
      const by = (author: string, signer: string) => ({
        author,
        committer: author,
        trailers: [`Signed-off-by: ${author}`, `Signed-off-by: ${signer}`],
      });
      const text = "<eve@example.org> <kim@example.org>\nUma <uma@example.org> <eve@example.org>\n";
      plain.follow({ policy: policyOf({}, text), contribution }, ["kim@example.org", "eve@example.org"]);
      const apart = read(by("Bob Example <bob@example.org>", "Ida Test <ida@example.org>"), plain);
      expect(apart).not.toBe(notPlain);
      expect(read(by("Kim Example <kim@example.org>", "Eve Test <eve@example.org>"), plain)).not.toBe(apart);
    });

    test("are judged by themselves where a policy hears their lines as claims of AI use", () => {
      const plain = plainByText(`proviso: 1
ai: { stance: permitted, disclosures: [{ key: Reviewed-by, content: '.*AI.*', none: '[^#]*' }] }
rules: { ai-disclosure-form: { level: require, trailers: [{ key: Reviewed-by, values: '.*AI.*', repeatable: false }] } }
`) as PlainJudge;
      const signer = `Signed-off-by: ${ada}`;
      // Two who say that they used none may do so in two lines, and two who say that they did may not.
      for (const behind of ["", " # with AI"]) {
        const trailers = ["Bob", "Kim"].map((who) => reviewed(who) + behind);
        expect(read({ trailers: [...trailers, signer] }, plain)).toBe(notPlain);
        expect(read({ trailers }, plain)).toBe(notPlain);
      }
      expect(read({ trailers: [signer] }, plain)).not.toBe(notPlain);
    });

    test("are told apart where .mailmap gives one of them a mailbox of another", () => {
      const policy = policyOf({}, "Ada Lovely <ada+work@example.org> <ada@old.example.org>");
      const plain = createPlainJudge(
        policy,
        contribution,
        createCommitJudge(policy, contribution, evidenceBy(policy.classOf)),
      ) as PlainJudge;
      const old = "Ada Lovely <ada@old.example.org>";
      const passedOnBy = (committer: string): number =>
        read({ author: old, committer, trailers: [old, committer].map((who) => `Signed-off-by: ${who}`) }, plain);
      const other = passedOnBy("Eve Example <eve@example.org>");
      // Whether the second signature is somebody else's is not known here, and there it is.
      expect([other, notPlain]).not.toContain(passedOnBy("A. L. <ada@example.org>"));
    });

    test.each([
      ["one of them", ["a@one.example.org"], true],
      ["the other", ["b@two.example.org"], true],
      ["who signed", ["eve@example.org"], true],
      ["nobody", [], false],
      ["somebody else", ["bob@example.org"], false],
    ])("are judged anew when a mailmap says something else of %s", (_, readdressed, isAnew) => {
      const { plain, policy: same } = judgeBy();
      const eve = { ...elsewhere("Eve Example"), trailers: [signer] };
      const before = read(eve, plain);
      plain.follow({ policy: same, contribution }, readdressed);
      const after = read(eve, plain);
      expect(after).not.toBe(notPlain);
      expect(after !== before).toBe(isAnew);
    });
  });
});

test("keys that name nobody have a bit each in a step", () => {
  // A step has ten bits for a treatment and four for a number beside a place.
  expect(unsignedBit).toBeLessThan(1 << 14);
});

test.each([
  [true, "channels: { label: { in: label, content: ai } }, ", unknown("nobody asked")],
  [false, "channels: { label: { in: label, content: ai } }, ", learned(labelled)],
  [true, "", learned(labelled)],
])("commits are judged alike: %s, with %j and a request that is %j", (isPlain, channels, request) => {
  const text = `proviso: 1\nai: { ${channels}stance: permitted }\nrules: { ai-self-grant: require }\n`;
  // A request that declares AI use for every commit makes it matter who of them reviewed his own work.
  expect(plainByText(text, { ...contribution, request }) !== null).toBe(isPlain);
});

describe("what is plain", () => {
  const { plain } = judgeBy();
  const isPlain = (text: string, by: PlainJudge = plain): boolean => by.read(bytesOf(text)) !== notPlain;

  test.each<readonly [what: string, change: Parameters<typeof plainCommit>[0]]>([
    ["an ordinary commit", {}],
    ["a signed one", { header: "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n" }],
    ["a date of one digit", { when: "0 -0130" }],
    ["a date of twelve digits", { when: "170000000000 +0000" }],
    ["a name that is not ASCII", { author: "Łukasz Exämple <lukasz@example.org>" }],
    ["a link", { body: "See https://example.org/x." }],
    ["two who are told apart", { trailers: [`Reviewed-by: Bob <bob@example.org>`, `Signed-off-by: ${ada}`] }],
    ["text that is not ASCII", { body: "naïve" }],
    ["a note", { trailers: ["[bob: a note]", `Signed-off-by: ${ada}`] }],
    ["an empty line at the end", { end: "\n\n" }],
    ["an exception, where none is listed", { body: "Under exception x." }],
    ["one in a signature", { header: "gpgsig abc\n EXCEPTION\n" }],
    [
      "trailers that name nobody",
      { trailers: ["Cc: list@example.org", "Link: https://example.org/1", `Signed-off-by: ${ada}`] },
    ],
  ])("%s", (_what, change) => expect(isPlain(plainCommit(change))).toBe(true));

  test.each<readonly [what: string, change: Parameters<typeof plainCommit>[0]]>([
    ["a date of thirteen digits", { when: "1700000000000 +0000" }],
    ...["", " +0000", "x +0000", "1700000000", "1700000000 0000", "1700000000 +000", "1700000000 +00000"].map(
      (when) => [`a date like ${JSON.stringify(when)}`, { when }] as const,
    ),
    ["a NUL byte in a signature", { header: "gpgsig a\0b\n" }],
    ["a link of a tool", { body: "A sentence.\nhttps://claude.ai/code/session_1234" }],
    ["a NUL byte", { body: "a\0b" }],
    ["a NUL byte among the trailers", { trailers: ["Cc: a\0b", `Signed-off-by: ${ada}`] }],
    ["a NUL byte behind an address", { trailers: [`Signed-off-by: ${ada}\0hidden`] }],
    ["a character that is not seen behind an address", { trailers: [`Signed-off-by: ${ada} \u200b`] }],
    ["a NUL byte in a name", { author: "A\0da <ada@example.org>" }],
    ["a carriage return", { body: "a\rb" }],
    ["an encoding", { header: "encoding latin1\n" }],
    ["a second author", { header: `author ${ada} 0 +0000\n` }],
    ["no sign-off", { trailers: ["Cc: list@example.org"] }],
    ["a citation", { body: "Under policy exception hand-off." }],
    ["a footer", { body: "Generated with [Claude Code](https://claude.com/claude-code)" }],
    ["a tag in the body", { body: `Signed-off-by: ${ada}` }],
    ["an indented tag in the body", { body: `  Reviewed-by: ${ada}` }],
    ["a rule above a patch", { body: "---\ndiff" }],
    ["a folded value", { trailers: [`Signed-off-by: ${ada}`, " more"] }],
    ["an empty value", { trailers: [`Signed-off-by: ${ada}`, "Tested-by: "] }],
    ["a key that is not usual", { trailers: [`Signed-off-by: ${ada}`, "Mentored-by: Bob <bob@example.org>"] }],
    ["a key in other letters", { trailers: [`Signed-Off-By: ${ada}`] }],
    [
      "a tool where an issue should stand",
      { trailers: ["Resolves: Claude <noreply@anthropic.com>", `Signed-off-by: ${ada}`] },
    ],
    [
      "a tool where a review should stand",
      { trailers: ["Reviewed-on: Claude <noreply@anthropic.com>", `Signed-off-by: ${ada}`] },
    ],
    ["a forge as committer", { committer: "GitHub <noreply@github.com>" }],
    ["a tool as author", { author: "Claude <noreply@anthropic.com>" }],
    ["a tool that signs", { trailers: ["Signed-off-by: Claude <noreply@anthropic.com>"] }],
    ["a tool as co-author", { trailers: ["Co-authored-by: Claude <noreply@anthropic.com>", `Signed-off-by: ${ada}`] }],
    ["one person under two addresses", { author: "Ada Lovely <ada@old.example.org>" }],
    ["two of one name", { committer: "Ada Lovely <ada@elsewhere.example.org>" }],
    [
      "two of one name by .mailmap",
      { author: "Bob Renamed <bob@elsewhere.example.org>", trailers: ["Signed-off-by: Bob <bob@example.org>"] },
    ],
    ["a revert", { title: 'Revert "topic: title"' }],
    ["what a revert says", { body: "This reverts commit 0123456789012345678901234567890123456789." }],
    ["a pick", { body: "(cherry picked from commit 0123456789012345678901234567890123456789)" }],
    ["a squash", { title: "topic: title (#12)" }],
    ["no end of the last line", { end: "" }],
    ["an empty line of blanks at the end", { end: "\n \n" }],
    ["a blank before the title", { title: " topic: title" }],
  ])("not %s", (_what, change) => expect(isPlain(plainCommit(change))).toBe(false));

  describe("of which a policy makes something is looked at each time", () => {
    const changeId = { trailers: ["Change-Id: I1", `Signed-off-by: ${ada}`] };
    const customKey = { trailers: ["Custom-key: 1", `Signed-off-by: ${ada}`] };
    const looseKey = { body: "Custom-key: 1" };
    const reviewer = { trailers: ["Reviewed-by: Bob <bob@example.org>", `Signed-off-by: ${ada}`] };
    const mention = { body: "Under exception x." };
    const added = (how: string) => `ai: { stance: declined, signals: { add: [{ tool: Own, class: agent, ${how} }] } }`;
    const rule = (options: string) =>
      `ai: { stance: declined }\nrules: { no-tool-advertising: { level: require, ${options} } }`;
    const usual = "\nrules: { sign-off-present: require }";
    test.each<readonly [settings: string, isPlain: boolean | null, change: Parameters<typeof plainCommit>[0]]>([
      [`ai: { stance: declined }${usual}`, true, changeId],
      [`ai: { stance: declined, citations: [Change-Id] }${usual}`, false, changeId],
      [`${added("address: own@example.org")}${usual}`, true, changeId],
      // A pattern may find anything, so no commit is plain.
      [`${added("trailer: Change-Id, pattern: I1")}${usual}`, null, changeId],
      [rule("trailers: [change-id]"), false, changeId],

      [`ai: { stance: declined }${usual}`, true, customKey],
      [`ai: { stance: declined }${usual}`, true, looseKey],
      [`ai: { stance: declined, citations: [custom-key] }${usual}`, false, customKey],
      [`ai: { stance: declined, citations: [Other-key] }${usual}`, false, looseKey],
      [`ai: { stance: declined, disclosures: [{ key: Custom-key, content: x }] }${usual}`, false, customKey],
      [rule("trailers: [Custom-Key]"), false, looseKey],
      [rule("trailers: [Custom-by, Made-with]"), true, looseKey],
      [
        "ai: { stance: declined }\nrules: { ai-disclosure-form: { level: require, trailers: [{ key: Custom-key }] } }",
        false,
        customKey,
      ],

      [`ai: { stance: declined }${usual}`, true, reviewer],
      [`ai: { stance: declined, citations: [Reviewed-by] }${usual}`, false, reviewer],
      [`ai: { stance: declined, disclosures: [{ key: Reviewed-by, content: x }] }${usual}`, false, reviewer],

      [`ai: { stance: declined }${usual}`, true, mention],
      [`ai: { stance: declined, exceptions: Exceptions }${usual}`, false, mention],
      [`ai: { stance: declined, exceptions: Exceptions }${usual}`, true, { body: "Words." }],
    ])("%s", (settings, expected, change) => {
      const text = `proviso: 1\ndocument: doc.md\n${settings}\n`;
      const document = { name: "doc.md", text: "# Policy\n\n## Exceptions\n" };
      const policy = policyFromTexts({ policy: { name: "proviso.yaml", text }, document }, catalogue);
      expect(policy.problems).toEqual([]);
      const by = createPlainJudge(
        policy,
        contribution,
        createCommitJudge(policy, contribution, evidenceBy(policy.classOf)),
      );
      expect(by === null ? null : isPlain(plainCommit(change), by)).toBe(expected);
    });
  });

  test("lines that share a hash are looked at one by one, and not without end", () => {
    const { plain: fresh } = judgeBy();
    const answers = sameHash(12).map((name) => isPlain(plainCommit({ author: `${name} <x@example.org>` }), fresh));
    expect(answers.slice(0, 8)).toEqual(Array(8).fill(true));
    expect(answers.slice(8)).toEqual(Array(4).fill(false));
  });
});

/**
 * Names whose lines, `author NAME <x@example.org>`, all have one hash: what four letters of each do to it, the four behind them undo.
 */
function sameHash(count: number): readonly string[] {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const lineOf = (name: string) => Buffer.from(`author ${name} <x@example.org>`);
  const length = lineOf("x12345678").length;
  const found: string[] = [];
  let wanted: number | undefined;
  for (let number = 0; found.length < count; number += 1) {
    const four = [0, 1, 2, 3].map((place) => letters[Math.floor(number / 52 ** place) % 52]).join("");
    const beginning = Buffer.from(`author x${four}`);
    const soFar = hashOf(beginning, 0, beginning.length, authorPlace + length - beginning.length);
    wanted ??= soFar ^ Buffer.from("Zzzz").readInt32LE();
    const undoing = Buffer.alloc(4);
    undoing.writeInt32LE(soFar ^ wanted);
    if (/^[A-Za-z]{4}$/.test(undoing.toString("latin1"))) found.push(`x${four}${undoing.toString("latin1")}`);
  }
  expect(new Set(found.map((name) => hashOf(lineOf(name), 0, length, authorPlace))).size).toBe(1);
  return found;
}
