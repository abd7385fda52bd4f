import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Identity } from "../../../src/core/commit/identity.ts";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import type { AnswerSettings } from "../../../src/core/report/answer/answer-settings.ts";
import type { ReportedSeries } from "../../../src/core/report/answer/answered-series.ts";
import { composeAnswer } from "../../../src/core/report/answer/compose-answer.ts";
import { mailRemedy } from "../../../src/core/report/answer/mail-remedies.ts";
import type { OutgoingMail } from "../../../src/core/report/answer/outgoing-mail.ts";
import { catalogue } from "../../../src/core/rules/catalogue.ts";
import { ada, judged, lin, list, mailOf, type Sent, seriesOf, settings } from "./posted.ts";

const answerTo = (reported: ReportedSeries, more: Partial<AnswerSettings> = {}) =>
  composeAnswer(reported, { ...settings, ...more });

const written = (reported: ReportedSeries, more: Partial<AnswerSettings> = {}): string => {
  const answer = answerTo(reported, more);
  return answer.kind === "mail" ? answer.mail.text : `${answer.kind}: ${answer.why}`;
};

const signed = (subject: string, by = ada): Sent => ({
  message: `${subject}\n\nIt was dark.\n\nSigned-off-by: ${by.name} <${by.email}>\n`,
});
const unsigned: Sent = { message: "bulb: change it\n\nIt was dark.\n" };
const citing: Sent = {
  message:
    "docs: say how to change the bulb\n\nGenerated with a tool under exception documentation-fixes, as it only moves words.\n\nSigned-off-by: Ada Author <ada@example.org>\n",
};

const goldens: { readonly [name: string]: () => string } = {
  "one patch without a sign-off": () => written(judged(seriesOf([unsigned]))),
  "signed off by somebody else": () =>
    written(
      judged(
        seriesOf([signed("bulb: change it"), signed("lamp: turn it on", lin), signed("door: open it")], { version: 2 }),
      ),
    ),
  "another's patch passed on": () => written(judged(seriesOf([{ ...unsigned, author: lin }]))),
  "forty patches": () =>
    written(
      judged(
        seriesOf(
          Array.from({ length: 40 }, (_, index) =>
            index % 10 === 3
              ? signed(`lamp: part ${index + 1}`)
              : { message: `lamp: part ${index + 1}\n\n${index > 30 ? `Generated-by: Robot ${index}\n` : ""}` },
          ),
        ),
      ),
    ),
  "waiting for a maintainer": () => written(judged(seriesOf([citing]))),
  "waiting and wrong": () => written(judged(seriesOf([citing, unsigned, signed("lamp: on")], { version: 4 }))),
  "an incomplete series": () => {
    const { series, report } = judged(seriesOf([signed("bulb: change it"), signed("lamp: turn it on")]));
    const reasons = ["patch 3 of 3 is not here"];
    return written({ series: { ...series, total: 3 }, report: { ...report, conclusion: "undecided", reasons } });
  },
  "wrong, and more than that": () => {
    const { series, report } = judged(seriesOf([unsigned, signed("lamp: turn it on")]));
    return written({
      series,
      report: { ...report, reasons: ["mail 3 and mail 2 both say that they are patch 1 of 2, and mail 99 does not"] },
    });
  },
  "a pull request": () => {
    const { report } = judged(seriesOf([unsigned, signed("lamp: turn it on"), { ...unsigned, author: lin }]));
    const commits = [...report.commits].map((commit, index) => ({ ...commit, id: `${index}`.repeat(40) }));
    const series = seriesOf([signed("[GIT PULL] bulbs")], { kind: "pull-request", total: null, patches: [] });
    return written({
      series: { ...series, cover: mailOf({ subject: "[GIT PULL] bulbs" }) },
      report: { ...report, commits },
    });
  },
  "clean, and asked to say so": () =>
    written(judged(seriesOf([signed("bulb: change it"), signed("lamp: on")])), { always: true }),
};

describe("what a list would read", () => {
  test.each(Object.entries(goldens))("%s", async (name, write) => {
    const place = fileURLToPath(new URL(`answers/${name.replaceAll(/[^a-z]+/g, "-")}.txt`, import.meta.url));
    await expect(write()).toMatchFileSnapshot(place);
  });

  test.each(Object.entries(goldens))(
    "%s: lines that mail allows, and none that a program collects or obeys",
    (_, write) => {
      const text = write();
      const body = text.slice(text.indexOf("\n\n") + 2).split("\n");
      for (const line of body) {
        expect(line.length).toBeLessThanOrEqual(line.startsWith("> ") ? 162 : 76);
        expect(line).not.toMatch(/^\s*(?:[\w-]+:\s|From |[#@/-])/);
      }
      expect(body.length).toBeLessThan(60);
      expect(text.toLowerCase()).not.toContain("proviso ");
    },
  );
});

test("places of what is only counted stand in their order", () => {
  const robots = ["One", "Two", "Three", "Four", "Five", "Five", "Four"];
  const patches = robots.map((robot, index) => ({
    message: `lamp: part ${index + 1}\n\nGenerated-by: ${robot}\n\nSigned-off-by: ${ada.name} <${ada.email}>\n`,
  }));
  expect(written(judged(seriesOf(patches)))).toContain("And 2 more of the same kind, in patches 4-7.");
});

test("what is said several times is told of patches in their order", () => {
  const report = judged(seriesOf([unsigned, unsigned, unsigned]));
  const commits = [...report.report.commits].toReversed();
  const text = written({ ...report, report: { ...report.report, commits } });
  expect(text).toContain("\n\nPatches 1-3:\n\nThe patch has no sign-off.\n");
});

test("a finding about the author quotes who that is", () => {
  const author = { name: "Ada Author via Dev", email: "dev@lists.example.org" };
  const policy = "proviso: 1\nrules:\n  sign-off-by-author: require\n";
  const text = written(judged(seriesOf([{ ...signed("bulb: change it"), author }]), policy));
  expect(text).toContain("\n> From: Ada Author via Dev <dev@lists.example.org>\n");
});

test("one patch of a series without its number is a patch of that", () => {
  const { series, report } = judged(seriesOf([unsigned]));
  const textOf = (total: number | null): string => written({ series: { ...series, total }, report });
  expect(textOf(null)).toBe(textOf(1));
  expect(textOf(1)).not.toContain("series");
  expect(textOf(3)).toContain('Patch 1 of 3 cannot be taken as posted.\n\nPatch 1/3, "bulb: change it":\n');
});

test("the page shows an answer as it is written", () => {
  const text = goldens["signed off by somebody else"]?.() ?? "";
  const page = readFileSync(new URL("../../../docs/reply.md", import.meta.url), "utf8");
  expect(page).toContain(text.slice(text.indexOf("\n\n")));
});

describe("a clean series", () => {
  test("gets no answer unasked", () =>
    expect(answerTo(judged(seriesOf([signed("bulb: change it")])))).toEqual({
      kind: "silent",
      why: "there is nothing to object to",
    }));

  test("gets none for a warning alone", () => {
    const policy = "proviso: 1\nrules:\n  sign-off-present: warn\n";
    expect(answerTo(judged(seriesOf([unsigned]), policy)).kind).toBe("silent");
    expect(written(judged(seriesOf([unsigned]), policy), { always: true })).toContain("Not required");
  });
});

const answered = (more: Partial<PostedMail>, settingsToo: Partial<AnswerSettings> = {}) =>
  answerTo(judged(seriesOf([{ ...unsigned, mail: more }])), settingsToo);

const mailTo = (more: Partial<PostedMail>, settingsToo: Partial<AnswerSettings> = {}): OutgoingMail => {
  const answer = answered(more, settingsToo);
  if (answer.kind !== "mail") throw new Error(answer.why);
  return answer.mail;
};

describe("no loop", () => {
  const own = (digit: string): string => `<${digit.repeat(32)}.v1@example.org>`;
  const cases: { readonly [name: string]: [Partial<PostedMail>, string] } = {
    "a program's mail": [
      { automatic: "says that a program sent it (Auto-Submitted)" },
      "is not answered, since a program wrote it: it says that a program sent it (Auto-Submitted)",
    ],
    "nobody's mail": [{ sender: null }, "names no one sender, so that nobody could be answered"],
    "our own mail": [
      { sender: { name: "x", email: "Policy-Check@EXAMPLE.org" } },
      "comes from `Policy-Check@EXAMPLE.org`, which is our own address",
    ],
    "the mail server": [
      { sender: { name: "x", email: "MAILER-DAEMON@example.org" } },
      "comes from `MAILER-DAEMON@example.org`, which delivers mail and reads none",
    ],
    "a mail without an id": [
      { messageId: null },
      "has no one Message-Id, so that an answer would stand outside its thread",
    ],
    "a mail with our id": [{ messageId: own("a") }, "has a Message-Id of our own"],
    "a thread full of our answers": [
      { references: ["1", "2", "3", "4", "5"].map(own), inReplyTo: [own("5")] },
      "has 5 answers of ours above it in its thread",
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [mail, why]) => {
    const answer = answered(mail);
    expect(answer.kind).toBe("refused");
    expect(answer.kind === "refused" && answer.why.endsWith(why) ? why : answer).toBe(why);
  });

  test("another address that is ours", () => {
    expect(
      answered({ sender: { name: "", email: "bot@example.org" } }, { ownAddresses: ["bot@example.org"] }).kind,
    ).toBe("refused");
    expect(answered({ sender: { name: "", email: "bot@example.org" } }, { envelopeFrom: "bot@example.org" }).kind).toBe(
      "refused",
    );
  });

  test("one patch of a series by a program is enough", () => {
    const series = seriesOf([unsigned, { ...unsigned, mail: { automatic: "is a bounce" } }]);
    expect(answerTo(judged(series)).kind).toBe("refused");
  });

  test("a new version in answer to us is answered", () => {
    expect(answered({ references: [own("1")], inReplyTo: [own("1")] }).kind).toBe("mail");
  });

  test("the answer itself would not be answered", () => {
    const { messageId, text } = mailTo({});
    expect(text).toContain("\nAuto-Submitted: auto-generated\n");
    expect(answered({ messageId }).kind).toBe("refused");
  });
});

describe("nothing that is not the sender's", () => {
  test("an old version", () => {
    const series = { ...seriesOf([unsigned]), after: "<v2@example.org>" };
    expect(answerTo(judged(series))).toEqual({
      kind: "refused",
      why: "a newer version of it is here, <v2@example.org>",
    });
  });
  test("a policy with problems", () => {
    expect(answerTo(judged(seriesOf([unsigned]), "proviso: 1\nrulez: 2\n"))).toMatchObject({ kind: "refused" });
  });
});

describe("to whom", () => {
  const addresses = ({ to, cc }: OutgoingMail): string =>
    `${to.map(({ email }) => email).join(" ")} | ${cc.map(({ email }) => email).join(" ")}`;
  const person = (email: string): Identity => ({ name: "", email });
  const cases: { readonly [name: string]: [Partial<PostedMail>, Partial<AnswerSettings>, string] } = {
    "the sender and the list": [{}, {}, "ada@example.org | dev@lists.example.org"],
    "no list where none is named": [{ lists: [] }, {}, "ada@example.org | "],
    "a list that the settings name": [
      { lists: [] },
      { lists: ["DEV@lists.example.org"] },
      "ada@example.org | dev@lists.example.org",
    ],
    "never a list that it was not sent to": [
      {},
      { lists: ["other@lists.example.org"] },
      "ada@example.org | dev@lists.example.org",
    ],
    "the sender alone": [{}, { audience: "sender" }, "ada@example.org | "],
    "the list alone": [{}, { audience: "lists" }, "dev@lists.example.org | "],
    "whom the sender wants": [
      { replyTo: [person("home@example.org")] },
      {},
      "home@example.org | dev@lists.example.org",
    ],
    "the list, if that is wanted": [{ replyTo: [list] }, {}, "dev@lists.example.org | "],
    "not ourselves": [
      { recipients: [list, person("policy-check@example.org")], replyTo: [ada, person("policy-check@example.org")] },
      {},
      "ada@example.org | dev@lists.example.org",
    ],
    "the sender alone, though the list stands in his place beside him": [
      { lists: [], replyTo: [person("DEV@lists.example.org"), ada] },
      { lists: ["dev@lists.example.org"], audience: "sender" },
      "ada@example.org | ",
    ],
    "nobody twice": [
      { recipients: [list, person("Dev@Lists.example.org")] },
      {},
      "ada@example.org | dev@lists.example.org",
    ],
    "nobody with an odd address": [
      {
        replyTo: [person("a b@example.org"), person("x@example.org\nBcc: y@example.org"), person("ö@example.org"), ada],
      },
      {},
      "ada@example.org | dev@lists.example.org",
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [mail, more, expected]) => {
    const sent = mailTo(mail, more);
    expect(addresses(sent)).toBe(expected);
    expect(sent.envelope.to).toEqual([...sent.to, ...sent.cc].map(({ email }) => email));
  });

  test("an author who got it", () => {
    const patch = { ...unsigned, author: lin };
    const to = (recipients: readonly Identity[]): string => {
      const answer = answerTo(judged(seriesOf([{ ...patch, mail: { recipients } }])));
      return answer.kind === "mail" ? addresses(answer.mail) : answer.why;
    };
    expect(to([list, lin])).toBe("ada@example.org | lin@example.org dev@lists.example.org");
    expect(to([list])).toBe("ada@example.org | dev@lists.example.org");
  });

  test("not too many, and the list among them", () => {
    const many = Array.from({ length: 60 }, (_, index) => person(`a${index}@example.org`));
    const sent = mailTo({ replyTo: many.slice(0, 10), recipients: [...many, list] });
    expect(sent.envelope.to.length).toBeLessThanOrEqual(20);
    expect(sent.envelope.to).toContain("dev@lists.example.org");
  });

  test("nobody, where the list stands in the sender's place and lists are not to get it", () => {
    const sender = { name: "Ada Author via Dev", email: "dev@lists.example.org" };
    expect(answered({ sender }, { audience: "sender" }).kind).toBe("refused");
    expect(addresses(mailTo({ sender }))).toBe("dev@lists.example.org | ");
  });

  test("nobody left", () => {
    expect(answered({ lists: [] }, { audience: "lists" })).toEqual({
      kind: "refused",
      why: "nobody is left who would get the answer",
    });
  });
});

describe("in the thread", () => {
  const thread = (mail: Partial<PostedMail>): string =>
    mailTo(mail)
      .text.replaceAll("\n ", " ")
      .split("\n")
      .filter((line) => /^(?:In-Reply-To|References):/.test(line))
      .join("; ");
  test.each<[string, Partial<PostedMail>, string]>([
    ["of a first mail", {}, "In-Reply-To: <1@example.org>; References: <1@example.org>"],
    [
      "of an answer",
      { references: ["<a@x>", "<b@x>"], inReplyTo: ["<b@x>"] },
      "In-Reply-To: <1@example.org>; References: <a@x> <b@x> <1@example.org>",
    ],
    ["without References", { inReplyTo: ["<b@x>"] }, "In-Reply-To: <1@example.org>; References: <b@x> <1@example.org>"],
    [
      "with several parents and no References",
      { inReplyTo: ["<b@x>", "<c@x>"] },
      "In-Reply-To: <1@example.org>; References: <1@example.org>",
    ],
    [
      "with odd ids",
      { references: ["<a\0@x>", "<ö@x>", "<=?UTF-8?Q?=0A?=@x>", "<b@x>"] },
      "In-Reply-To: <1@example.org>; References: <b@x> <1@example.org>",
    ],
  ])("%s", (_, mail, expected) => expect(thread(mail)).toBe(expected));

  test("of a long one the beginning and the end", () => {
    const references = Array.from({ length: 200 }, (_, index) => `<${index}@x>`);
    expect(thread({ references })).toMatch(/References: <0@x> <182@x> .*<199@x> <1@example\.org>$/);
  });
});

describe("its own id", () => {
  const idOf = (reported: ReportedSeries, more: Partial<AnswerSettings> = {}): string => {
    const answer = answerTo(reported, more);
    return answer.kind === "mail" ? answer.mail.messageId : answer.why;
  };
  const one = (): ReportedSeries => judged(seriesOf([unsigned]));
  test("is the same for the same answer, whenever it is written", () =>
    expect(idOf(one(), { now: 5 })).toBe(idOf(one())));
  test.each<[string, ReportedSeries]>([
    ["another series", { ...one(), series: { ...seriesOf([unsigned]), key: "<other@example.org>" } }],
    ["another version", judged(seriesOf([unsigned], { version: 2 }))],
    ["another finding", judged(seriesOf([signed("bulb: change it", lin)]))],
  ])("is another for %s", (_, other) => expect(idOf(other)).not.toBe(idOf(one())));
});

test("no remedy has somebody change what another one made, or run this program", () => {
  const told = catalogue.flatMap(({ id, messages }) =>
    Object.entries(messages).flatMap(([message, { fix = null }]) => [
      ["own", id, message, mailRemedy(id, message, fix, "own")] as const,
      ["passed on", id, message, mailRemedy(id, message, fix, "passed-on")] as const,
    ]),
  );
  expect(told.filter(([whose, , , remedy]) => whose === "passed on" && /`git |`proviso /.test(remedy ?? ""))).toEqual(
    [],
  );
  expect(told.filter(([, , , remedy]) => remedy === undefined)).toEqual([]);
  expect(told.filter(([, , , remedy]) => /proviso|BASE|--author/.test(remedy ?? ""))).toEqual([]);
});

test("whoever the mail is of, `mailOf` is answered", () => expect(answered(mailOf()).kind).toBe("mail"));

test("passes under an exception are shown up to a number, and the others counted", () => {
  const excepted: Sent = {
    message:
      "docs: say how\n\nGenerated with a tool under exception documentation-fixes, as it only moves words.\n\n" +
      "Acked-by: Lin Maintainer <lin@example.org>\nSigned-off-by: Ada Author <ada@example.org>\n",
  };
  const textOf = (count: number): string => {
    const reported = judged(seriesOf(Array.from({ length: count }, () => excepted)));
    expect(reported.report.conclusion).toBe("pass");
    const answer = answerTo(reported, { always: true });
    return answer.kind === "mail" ? answer.mail.text : answer.why;
  };
  expect(textOf(12).match(/^"docs: say how" is accepted/gm)).toHaveLength(12);
  expect(textOf(12)).not.toContain("more");
  expect(textOf(13)).toContain("And 1 more is accepted under an exception.");
  expect(textOf(15).match(/^"docs: say how" is accepted/gm)).toHaveLength(12);
  expect(textOf(15)).toContain("And 3 more are accepted under an exception.");
});
