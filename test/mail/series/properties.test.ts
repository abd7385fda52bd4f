import { describe, expect, test } from "vitest";
import { sha256OfText } from "../../../src/adapters/mail/text-digest.ts";
import { createMailSharing, keptOf } from "../../../src/core/mail/kept-mails.ts";
import type { PostedMail } from "../../../src/core/mail/posted-mail.ts";
import { seriesOf } from "../../../src/core/mail/series.ts";
import * as fc from "../../random-cases.ts";
import { entire, numbered, patch, posted } from "./posted.ts";

/** Everything but the numbers that mails have by their place, which problems name. */
const told = (mails: readonly PostedMail[]) => {
  const { series, others } = seriesOf(mails);
  return {
    series: series.map(({ cover, patches, answers, tags, problems, ...one }) => ({
      ...one,
      cover: cover?.messageId,
      patches: patches.map(({ position, mail }) => [position, mail.messageId]),
      answers: answers.map(({ messageId }) => messageId),
      tags: tags.map(({ trailer, about, why }) => [trailer.value, about, why]),
      problems: problems.length,
    })),
    others: others.map(({ messageId }) => messageId),
  };
};

const kept = (mails: readonly PostedMail[]): readonly PostedMail[] =>
  mails
    .map(entire)
    .map((mail) => keptOf(mail, sha256OfText))
    .map(createMailSharing());

const shuffled = (mails: readonly PostedMail[]): fc.Arbitrary<readonly PostedMail[]> =>
  fc.shuffledSubarray([...mails], { minLength: mails.length, maxLength: mails.length }).map(numbered);

describe("the order of arrival", () => {
  const byMax = "Reviewed-by: max <max@example.org>\n";
  const mails = [1, 2].flatMap((version) => [
    posted(`c${version}`, `[PATCH v${version} 0/3] all`, { at: version * 10 }),
    ...[1, 2, 3].map((part) =>
      patch(`p${version}${part}`, `[PATCH v${version} ${part}/3] part ${part}`, {
        to: `c${version}`,
        at: version * 10 + part,
        adds: part === 2 ? `version ${version}` : "same",
      }),
    ),
    posted(`r${version}`, `Re: [PATCH v${version} 1/3] part 1`, {
      to: `p${version}1`,
      at: version * 10 + 5,
      from: "max",
      text: byMax,
    }),
    posted(`s${version}`, `Re: [PATCH v${version} 2/3] part 2`, {
      to: `p${version}2`,
      at: version * 10 + 6,
      from: "max",
      text: byMax,
    }),
  ]);
  const all = [
    ...mails,
    ...[1, 2].map((part) => patch(`u${part}`, `[PATCH ${part}/2] unthreaded ${part}`, { from: "lin", at: 30 + part })),
    patch("single", "[PATCH] single", { from: "eve", at: 40 }),
    posted("other", "lunch", { at: 50 }),
  ];

  test("nor does what is kept of the mails, without their texts and diffs", () => {
    const usual = told(numbered(all));
    expect(told(kept(numbered(all)))).toEqual(usual);
    expect(usual.series.flatMap(({ tags }) => tags).length).toBeGreaterThan(1);
    expect(usual.series.flatMap(({ tags }) => tags).some(([, , why]) => why !== null)).toBe(true);
  });

  test("makes no difference", () => {
    const usual = told(numbered(all));
    expect(usual.series.map(({ version, patches, tags }) => [version, patches.length, tags.length])).toEqual([
      [1, 3, 2],
      [2, 3, 4],
      [1, 2, 0],
      [1, 1, 0],
    ]);
    fc.assert(
      fc.property(shuffled(all), (some) => {
        expect(told(some)).toEqual(usual);
      }),
      { numRuns: 60 },
    );
  });

  test("makes no difference where mails come twice, or some are lost", () => {
    const twice = fc
      .subarray([...all], { minLength: 1 })
      .chain((some) => fc.tuple(fc.constant(some), shuffled([...some, ...some.slice(0, 3)])));
    fc.assert(
      fc.property(twice, ([some, more]) => {
        expect(told(more)).toEqual(told(numbered(some)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("hostile mails", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "", "\0", "__proto__", "constructor", "x".repeat(500));
  const subject = fc.constantFrom(
    "[PATCH 1/2] a",
    "[PATCH 2/2] a",
    "[PATCH 0/2] a",
    "[PATCH v2 1/2] a",
    "[RESEND PATCH v2] a",
    "[PATCH 999999/999999] a",
    "[PULL 0/2] a",
    "Re: [PATCH 1/2] a",
    "",
  );
  const mail = fc
    .record({
      id,
      subject,
      to: fc.option(id, { nil: undefined }),
      references: fc.array(id, { maxLength: 4 }),
      at: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
      carries: fc.boolean(),
      from: fc.constantFrom("ada", "max", null),
      text: fc.constantFrom("", "Acked-by: ada <ada@example.org>\n", "```\n", "-- >8 --\n", "---\n"),
    })
    .map(({ id: own, subject: title, to, references, at, carries, from, text }): PostedMail => {
      const said = {
        at: at ?? 0,
        references: references.map((one) => `<${one}>`),
        ...(to === undefined ? {} : { to }),
      };
      const made = carries ? patch(own, title, said) : posted(own, title, { ...said, text });
      return {
        ...made,
        messageId: own === "" ? null : made.messageId,
        sent: at === null ? { written: null, seconds: null } : made.sent,
        sender: from === null ? null : { name: from, email: `${from}@example.org` },
      };
    });

  test("are all in one series or in none, whatever they say, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(mail, { maxLength: 25 }), (some) => {
        const mails = numbered(some);
        const { series, others } = seriesOf(mails);
        const placed = [
          ...others,
          ...series.flatMap(({ cover, patches, answers }) => [
            ...(cover === null ? [] : [cover]),
            ...patches.map((one) => one.mail),
            ...answers,
          ]),
        ];
        expect(new Set(placed).size).toBe(placed.length);
        for (const one of series) {
          expect(one.patches.length + one.problems.length + (one.cover === null ? 0 : 1)).toBeGreaterThan(0);
          expect(one.after === null || series.some(({ key }) => key === one.after)).toBe(true);
          // Nobody's tag counts but the sender's own.
          for (const tag of one.tags) if (tag.why === null) expect(tag.mail.sender?.email).toBe(tag.identity.email);
        }
        // Every patch that `git am` would apply is judged somewhere, or was sent twice, or is an answer.
        const judged = new Set(series.flatMap(({ patches }) => patches.map(({ mail: { messageId } }) => messageId)));
        for (const { subject: title, messageId, patch: carried, number } of mails) {
          const isPart = !title.startsWith("Re:") && carried !== null && !/\b0\/2\b/.test(title);
          const isFirst = mails.find((one) => one.messageId === messageId)?.number === number;
          if (
            isPart &&
            isFirst &&
            messageId !== null &&
            mails.filter((one) => one.messageId === messageId).length === 1
          )
            expect(judged.has(messageId) || isRepeated(mails, number)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  const isRepeated = (mails: readonly PostedMail[], number: number): boolean =>
    mails.some((one) => one.number !== number && one.subject === mails[number - 1]?.subject && one.patch !== null);
});

describe("a lot of mails", () => {
  test("a series of 10,000 patches in one chain, each answered, is only long", () => {
    const count = 10_000;
    const mails: PostedMail[] = [];
    for (let part = 1; part <= count; part += 1) {
      const to = part === 1 ? {} : { to: `p${part - 1}` };
      mails.push(patch(`p${part}`, `[PATCH ${part}/${count}] part ${part}`, { ...to, at: part }));
      const text = "Reviewed-by: max <max@example.org>\n";
      if (part <= 1500) mails.push(posted(`r${part}`, "Re: it", { to: `p${part}`, at: part, from: "max", text }));
    }
    const { series } = seriesOf(numbered(mails.toReversed()));
    expect(series.map(({ patches, answers, tags }) => [patches.length, answers.length, tags.length])).toEqual([
      [count, 1500, 1500],
    ]);
  });

  test("9,000 versions of one patch, and 9,000 that say that they are one", () => {
    const versions = Array.from({ length: 9_000 }, (_, at) => patch(`v${at}`, `[PATCH v${at + 1}] a`, { at }));
    const same = Array.from({ length: 9_000 }, (_, at) => patch(`s${at}`, "[PATCH 1/2] b", { at, adds: `${at}` }));
    const { series } = seriesOf(numbered([...versions, ...same]));
    expect(series.filter(({ version, after }) => version > 1 && after === null).length).toBe(1);
    expect(series.length).toBe(18_000);
  });

  test("one patch, answered by more tags than are read, is undecided", () => {
    const mails = [patch("p", "[PATCH] a")];
    for (let at = 0; at < 2_001; at += 1)
      mails.push(posted(`r${at}`, "Re: it", { to: "p", at, from: "max", text: "Acked-by: max <max@example.org>\n" }));
    const { series } = seriesOf(numbered(mails));
    expect(series.map(({ tags, problems }) => [tags.length, problems])).toEqual([
      [2000, ["more than 2000 tags are given in answers"]],
    ]);
  });
});
