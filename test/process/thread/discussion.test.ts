import { describe, expect, test } from "vitest";
import { parseMaintainersFile } from "../../../src/core/people/maintainers-file.ts";
import { discussionOf, proposedIds, readThread } from "../../../src/core/process/thread/discussion.ts";
import type { Posting } from "../../../src/core/process/thread/posting.ts";
import { tagForms } from "../../../src/core/process/thread/statements.ts";
import { learned, unknown } from "../../../src/core/text/learned.ts";
import { comment, firstMoment, mail } from "./postings.ts";

const files = [
  "Lamp\nM: Lin <lin@example.org>\nF: src/\n",
  "Lamp\nM: Lin <lin@example.org>\nR: Ken <KEN@example.org>\nF: src/\n\nDocs\nM: Lin <lin@example.org>\nF: docs/\n",
];
const parsed = files.map(
  (text) => parseMaintainersFile({ name: "MAINTAINERS", text: `Maintainers\n-----------\n\n${text}` }).maintainers,
);

const people = new Map([["lin-account", ["lin@example.org"]]]);
const aliases = new Map([["lin@home.example.org", "lin@example.org"]]);

const discuss = (...postings: readonly Posting[]) =>
  discussionOf(readThread(postings), {
    exception: "a",
    forms: tagForms([]),
    identities: {
      canonical: ({ name, email }) => ({ name, email: aliases.get(email) ?? email }),
      addressesOf: (login) => people.get(login.toLowerCase()),
    },
    maintainersAt: (seconds) => {
      if (seconds === null) return unknown("the date cannot be read");
      const index = seconds < firstMoment + 4 * 86_400 ? 0 : 1;
      return learned({ maintainers: parsed[index] as (typeof parsed)[number], revision: `r${index}` });
    },
  });

const entry = (covers: string): string => `:Exception: a\n:Covers: ${covers}\n`;
const tag = (key: string, who: string): string => `${key}: ${who} <${who}@example.org>\n`;
const labels = (...postings: readonly Posting[]): readonly string[] =>
  discuss(...postings).versions.map(({ label }) => label);
const version = (id: string, subject: string, covers: string, more: Parameters<typeof mail>[1] = {}): Posting =>
  mail(id, { subject, text: entry(covers), ...more });

describe("versions", () => {
  test.each<readonly [string, readonly Posting[], readonly string[]]>([
    ["are counted", [version("1", "", "code"), version("2", "", "docs", { on: 2 })], ["v1", "v2"]],
    [
      "bear their own number",
      [version("1", "[PATCH v3 1/2] x", "code"), version("2", "[RFC v7] x", "docs", { on: 2 })],
      ["v3", "v7"],
    ],
    [
      "count on from one without a number",
      [version("1", "[RFC] x", "code"), version("2", "[PATCH v2] x", "docs", { on: 2 })],
      ["v1", "v2"],
    ],
    [
      "stand between when somebody answers with other words",
      [
        version("1", "[PATCH v1] x", "code"),
        version("r", "Re: [PATCH v1] x", "docs", { on: 2, from: "lin" }),
        version("2", "[PATCH v2] x", "tests", { on: 3 }),
      ],
      ["v1", "v1.1", "v2"],
    ],
    [
      "that are sent again unchanged are one",
      [version("1", "[PATCH v1] x", "code"), version("2", "[PATCH v1 RESEND] x", "code", { on: 2 })],
      ["v1"],
    ],
    [
      "with one number and other words are two",
      [version("1", "[PATCH v1] x", "code"), version("2", "[PATCH v1] x", "docs", { on: 2 })],
      ["v1", "v1.1"],
    ],
    [
      "that leave the entry as it is are still versions",
      [version("1", "[PATCH v1] x", "code"), version("2", "[PATCH v2] x", "code", { on: 2 })],
      ["v1", "v2"],
    ],
    [
      "come in order of date",
      [version("2", "[PATCH v2] x", "docs", { on: 2 }), version("1", "[PATCH] x", "code")],
      ["v1", "v2"],
    ],
    [
      "of an issue are counted, edits of it in comments",
      [comment(1, "ada", entry("code")), comment(3, "ada", entry("docs"))],
      ["v1", "v2"],
    ],
  ])("%s", (_, postings, wanted) => {
    expect(labels(...postings)).toEqual(wanted);
  });

  test("differ from the one before", () => {
    const { versions } = discuss(version("1", "", "code"), version("2", "", "docs", { on: 2 }));
    expect(versions.map(({ difference }) => difference?.fields)).toEqual([
      undefined,
      [{ field: "Covers", before: "code", after: "docs" }],
    ]);
  });

  test("of another exception are not this one's", () => {
    const read = readThread([version("1", "", "code"), mail("2", { on: 2, text: ":Exception: b\n" })]);
    expect(proposedIds(read)).toEqual(["a", "b"]);
    expect(labels(version("1", "", "code"), mail("2", { on: 2, text: ":Exception: b\n" }))).toEqual(["v1"]);
  });
});

/** `who form version` of every tag that counts. */
const counted = (...postings: readonly Posting[]): readonly string[] =>
  discuss(...postings).participants.flatMap(({ speaker, given }) =>
    given.map(({ form, version }) => `${speaker.email ?? speaker.key} ${form} ${version?.label ?? "-"}`),
  );

describe("tags", () => {
  const v1 = version("1", "[PATCH v1] x", "code");
  const v2 = version("2", "[PATCH v2] x", "docs", { on: 3, answers: ["1"] });
  test.each<readonly [string, readonly Posting[], readonly string[]]>([
    [
      "are for the nearest version above, not for the newest",
      [
        v1,
        v2,
        mail("r", { from: "lin", on: 4, answers: ["1"], text: tag("Acked-by", "lin") }),
        mail("s", { from: "lin", on: 5, answers: ["r"], text: tag("Tested-by", "lin") }),
      ],
      ["lin@example.org Acked-by v1", "lin@example.org Tested-by v1"],
    ],
    [
      "of an answer to the newer",
      [v1, v2, mail("r", { from: "lin", on: 4, answers: ["2"], text: tag("Acked-by", "lin") })],
      ["lin@example.org Acked-by v2"],
    ],
    [
      "of an answer to the letter above a series",
      [
        mail("0", { subject: "[PATCH v1 0/2] x" }),
        version("1", "[PATCH v1 2/2] x", "code", { answers: ["0"] }),
        mail("r", { from: "lin", on: 2, answers: ["0"], text: tag("Acked-by", "lin") }),
      ],
      ["lin@example.org Acked-by v1"],
    ],
    [
      "where no version is above",
      [mail("0"), v1, mail("r", { from: "lin", on: 4, answers: ["0"], text: tag("Acked-by", "lin") })],
      ["lin@example.org Acked-by -"],
    ],
    [
      "where the answered mail is missing",
      [v1, mail("r", { from: "lin", on: 4, answers: ["x"], text: tag("Acked-by", "lin") })],
      ["lin@example.org Acked-by -"],
    ],
    [
      "of somebody's other address",
      [
        v1,
        mail("r", {
          author: { identity: { name: "L", email: "lin@home.example.org" }, login: null },
          answers: ["1"],
          text: tag("Acked-by", "lin"),
        }),
      ],
      ["lin@example.org Acked-by v1"],
    ],
    [
      "that somebody relays do not count",
      [v1, mail("r", { from: "ken", answers: ["1"], text: tag("Acked-by", "lin") })],
      [],
    ],
    [
      "of a comment are for the last version before",
      [
        comment(1, "ada", entry("code")),
        comment(2, "lin-account", "/agree"),
        comment(3, "ada", entry("docs")),
        comment(4, "LIN-account", tag("Tested-by", "lin")),
      ],
      ["lin@example.org /agree v1", "lin@example.org Tested-by v2"],
    ],
    [
      "of an account that nobody knows",
      [comment(1, "ada", entry("code")), comment(2, "ken", tag("Acked-by", "ken"))],
      [],
    ],
    [
      "commands of an account that nobody knows",
      [comment(1, "ada", entry("code")), comment(2, "ken", "/agree")],
      ["@ken /agree v1"],
    ],
    ["of a deleted account", [comment(1, "ada", entry("code")), comment(2, null, "/agree")], []],
  ])("%s", (_, postings, wanted) => {
    expect(counted(...postings)).toEqual(wanted);
  });

  test("that do not count are shown with the reason", () => {
    const said = (...postings: readonly Posting[]) => discuss(...postings).uncounted.map(({ why }) => why);
    expect(said(v1, mail("r", { from: "ken", answers: ["1"], text: tag("Acked-by", "lin") }))).toEqual([
      "is relayed by ken@example.org",
    ]);
    expect(said(comment(2, "ken", tag("Acked-by", "ken")))).toEqual([
      expect.stringContaining("whose the account @ken is, is not known"),
    ]);
    expect(said(comment(2, null, "/object"))).toEqual(["is in a posting of which it is not known who wrote it"]);
    const named = { author: { identity: { name: "Lin <lin@example.org>", email: "mal@example.net" }, login: null } };
    expect(said(v1, mail("r", { ...named, text: tag("Acked-by", "lin") }))).toEqual(["is relayed by mal@example.net"]);
  });
});

/** `who opened-at closed-at` of every objection. */
const objections = (...postings: readonly Posting[]): readonly string[] =>
  discuss(...postings).objections.map(
    ({ raised, closed }) =>
      `${raised.by.email ?? raised.by.key} ${raised.version?.label ?? "-"} ${closed === null ? "open" : closed.form}`,
  );

describe("objections", () => {
  const v1 = version("1", "[PATCH v1] x", "code");
  const v2 = version("2", "[PATCH v2] x", "docs", { on: 3, answers: ["1"] });
  const answer = (id: string, to: string, on: number, key: string, from = "lin"): Posting =>
    mail(id, { from, on, answers: [to], text: tag(key, from) });
  const nack = answer("n", "1", 2, "Nacked-by");
  test.each<readonly [string, readonly Posting[], readonly string[]]>([
    ["are open", [v1, nack, v2], ["lin@example.org v1 open"]],
    [
      "are closed by agreeing to a later version",
      [v1, nack, v2, answer("r", "2", 4, "Acked-by")],
      ["lin@example.org v1 Acked-by"],
    ],
    [
      "are closed by agreeing to the same version later",
      [v1, nack, answer("r", "1", 3, "Reviewed-by")],
      ["lin@example.org v1 Reviewed-by"],
    ],
    [
      "are closed by taking them back",
      [v1, nack, answer("r", "1", 3, "Nack-withdrawn-by")],
      ["lin@example.org v1 Nack-withdrawn-by"],
    ],
    [
      "are not closed by others",
      [v1, nack, v2, answer("r", "2", 4, "Acked-by", "ada"), answer("s", "2", 4, "Nack-withdrawn-by", "ada")],
      ["lin@example.org v1 open"],
    ],
    ["are not closed by a test", [v1, nack, v2, answer("r", "2", 4, "Tested-by")], ["lin@example.org v1 open"]],
    [
      "are not closed by what was said before",
      [v1, answer("r", "1", 1, "Acked-by"), nack],
      ["lin@example.org v1 open"],
    ],
    [
      "are not closed by agreeing to an older version",
      [v1, v2, answer("n", "2", 4, "Nacked-by"), answer("r", "1", 5, "Acked-by")],
      ["lin@example.org v2 open"],
    ],
    [
      "are not closed by agreeing to no version",
      [v1, nack, mail("r", { from: "lin", on: 4, text: tag("Acked-by", "lin") })],
      ["lin@example.org v1 open"],
    ],
    [
      "to no version are not closed by agreeing to none",
      [
        mail("0"),
        mail("n", { from: "lin", on: 2, answers: ["0"], text: tag("Nacked-by", "lin") }),
        mail("r", { from: "lin", on: 3, answers: ["0"], text: tag("Acked-by", "lin") }),
      ],
      ["lin@example.org - open"],
    ],
    [
      "are not closed in the same mail",
      [v1, mail("n", { from: "lin", on: 2, answers: ["1"], text: tag("Nacked-by", "lin") + tag("Acked-by", "lin") })],
      ["lin@example.org v1 open"],
    ],
    [
      "raised anew need a newer agreement",
      [v1, nack, v2, answer("m", "2", 4, "Nacked-by"), answer("r", "1", 5, "Acked-by")],
      ["lin@example.org v2 open"],
    ],
    [
      "come again after they were closed",
      [v1, nack, v2, answer("r", "2", 4, "Acked-by"), answer("m", "2", 5, "Nacked-by")],
      ["lin@example.org v1 Acked-by", "lin@example.org v2 open"],
    ],
    [
      "that are relayed are none",
      [v1, mail("n", { from: "ada", on: 2, answers: ["1"], text: tag("Nacked-by", "lin") })],
      [],
    ],
    [
      "are made by commands",
      [
        comment(1, "ada", entry("code")),
        comment(2, "ken", "/object why"),
        comment(3, "lin-account", "/object"),
        comment(4, "ken", "/withdraw-objection"),
      ],
      ["@ken v1 /withdraw-objection", "lin@example.org v1 open"],
    ],
    [
      "by comment are closed by mail",
      [
        comment(1, "ada", entry("code")),
        comment(2, "lin-account", "/object"),
        version("9", "[PATCH v2] x", "docs", { on: 3 }),
        answer("r", "9", 4, "Acked-by"),
      ],
      ["lin@example.org v1 Acked-by"],
    ],
    [
      "in prose are not guessed",
      [v1, mail("n", { from: "lin", on: 2, answers: ["1"], text: "I object to this. NACK!\n" })],
      [],
    ],
  ])("%s", (_, postings, wanted) => {
    expect(objections(...postings)).toEqual(wanted);
  });
});

describe("people", () => {
  test("are what the file of then made them", () => {
    const said = discuss(
      version("1", "", "code"),
      mail("2", { from: "lin", on: 2 }),
      mail("3", { from: "ken", on: 2 }),
      mail("4", { from: "lin", on: 3 }),
      mail("5", { from: "lin", on: 5 }),
      mail("6", { from: "ken", on: 6 }),
    );
    const standings = said.participants.map(({ speaker, postings, standings }) => [
      speaker.email,
      postings,
      ...standings.map(({ revision, standing }) => [
        revision,
        standing.known ? [standing.value.maintains, standing.value.reviews] : standing.why,
      ]),
    ]);
    expect(standings).toEqual([
      ["ada@example.org", 1, ["r0", [[], []]]],
      ["lin@example.org", 3, ["r0", [["Lamp"], []]], ["r1", [["Lamp", "Docs"], []]]],
      ["ken@example.org", 2, ["r0", [[], []]], ["r1", [[], ["Lamp"]]]],
    ]);
  });

  test("whose date cannot be read have a standing that nobody knows", () => {
    const [one] = discuss(mail("1", { from: "lin", date: { written: "x", seconds: null } })).participants;
    expect(one?.standings).toEqual([{ seconds: null, revision: null, standing: unknown("the date cannot be read") }]);
  });

  test("are one by mail and by account", () => {
    const { participants } = discuss(comment(1, "lin-account", ""), mail("2", { from: "lin", on: 2 }));
    expect(participants.map(({ speaker, postings }) => [speaker.email, postings])).toEqual([["lin@example.org", 2]]);
  });
});

test("a discussion of 10,000 mails, each answering the one before, is only long", () => {
  const mails = Array.from({ length: 10_000 }, (_, index) =>
    mail(String(index), {
      from: `p${index % 100}`,
      on: 1 + index / 10_000,
      answers: index === 0 ? [] : [String(index - 1)],
      text: index % 1000 === 0 ? entry(index % 2000 === 0 ? "code" : "docs") : tag("Acked-by", `p${index % 100}`),
    }),
  );
  const { versions, participants, objections } = discuss(...mails);
  expect([versions.length, participants.length, objections.length]).toEqual([10, 100, 0]);
});
