import { describe, expect, test } from "vitest";
import { createWorld, hour, minute, patchBody, post, second, unsigned, usual } from "./world.ts";

type World = ReturnType<typeof createWorld>;

/** The subjects of the answers that were sent. */
const subjects = (world: World): readonly string[] =>
  world.sent.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1] ?? "");

/** A series of two patches with a cover letter; `bad` has no sign-off in its second patch. */
function postSeries(world: World, { id = "s", version = "", title = "bulbs", bad = true, at = 0 } = {}): void {
  const tag = version === "" ? "PATCH" : `PATCH ${version}`;
  const mails = [
    post({ id: `${id}2`, subject: `[${tag} 2/2] lamp: on`, answers: `${id}0`, body: bad ? unsigned : patchBody() }),
    post({ id: `${id}0`, subject: `[${tag} 0/2] ${title}` }),
    post({ id: `${id}1`, subject: `[${tag} 1/2] bulb: change`, answers: `${id}0`, body: patchBody() }),
  ];
  for (const [index, mail] of mails.entries())
    world.clock.at(at + (index + 1) * 10 * second, () => world.source.deliver(mail));
}

describe("a watch", () => {
  test("answers a series that came in pieces and out of order once, in its thread", async () => {
    const world = createWorld();
    postSeries(world);
    await world.run();
    expect(subjects(world)).toEqual(["Re: [PATCH 0/2] bulbs"]);
    expect(world.sent[0]?.text).toContain("In-Reply-To: <s0@example.org>");
    expect(world.state.answers(["sent"])).toHaveLength(1);
    await world.run();
    expect(world.sent).toHaveLength(1);
  });

  test("says nothing of a clean series", async () => {
    const world = createWorld();
    postSeries(world, { bad: false });
    await world.run();
    expect(world.sent).toEqual([]);
  });

  test("does not answer what was there before it watched, unless it is told to", async () => {
    for (const [answersOld, count] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const world = createWorld({ answersOld });
      world.source.deliver(post({ id: "old", subject: "[PATCH] bulb: change", body: unsigned }));
      await world.run();
      expect(world.sent).toHaveLength(count);
    }
  });

  test.each<readonly [what: string, prepare: (world: World) => unknown, isDone: boolean]>([
    ["all is done", () => {}, true],
    ["an answer is refused", ({ server }) => server.push({ kind: "refused", why: "no" }), false],
    ["an answer is put off", ({ server }) => server.push({ kind: "later", why: "not now" }), false],
    [
      "nobody knows what became of an answer",
      ({ server }) => server.push({ kind: "unsure", why: "it hung up" }),
      false,
    ],
    ["one of two gets no answer", ({ server }) => server.push({ kind: "sent", refused: ["nobody is here"] }), false],
    ["the mails cannot be read again", (world) => world.goAway(), false],
  ])("that does what is due and ends says whether it could: %s", async (_what, prepare, isDone) => {
    const world = createWorld({ answersOld: true, once: true, patience: { ...usual.patience, settle: 0 } });
    world.source.deliver(post({ id: "old", subject: "[PATCH] bulb: change", body: unsigned }));
    prepare(world);
    await world.run();
    expect(world.ended()).toMatchObject(isDone ? { ok: true } : { ok: false, fault: "work" });
  });

  test("waits for a missing patch as long as it said it would, and then says what is missing", async () => {
    const world = createWorld();
    const start = world.clock.now();
    world.clock.at(second, () =>
      world.source.deliver(post({ id: "1", subject: "[PATCH 1/2] bulb: change", body: patchBody() })),
    );
    await world.run();
    expect(subjects(world)).toEqual(["Re: [PATCH 1/2] bulb: change"]);
    expect(world.sent[0]?.text).toContain("Patch 2 is missing");
    expect((world.state.answers(["sent"])[0]?.since ?? 0) - start).toBeGreaterThanOrEqual(30 * minute);
  });

  test("a tag in a reply changes the verdict of an answered series, and that is told once", async () => {
    const world = createWorld();
    postSeries(world, { title: "reviewed bulbs", bad: false });
    const tag = (id: string, by: string): string =>
      post({ id, subject: "Re: [PATCH 0/2] reviewed bulbs", answers: "s0", body: `Reviewed-by: ${by}`, from: by });
    world.clock.at(hour, () => world.source.deliver(tag("r1", "Lin <lin@example.org>")));
    world.clock.at(2 * hour, () => world.source.deliver(tag("r2", "Kim <kim@example.org>")));
    await world.run();
    expect(world.sent).toHaveLength(2);
    expect(world.sent[0]?.text).toContain("obody reviewed it");
    expect(world.sent[1]?.text).not.toContain("obody reviewed it");
    expect(world.sent[1]?.text).toContain("In-Reply-To: <s0@example.org>");
  });

  test("an ordinary reply makes no difference, and neither does our own answer", async () => {
    const world = createWorld();
    postSeries(world);
    world.clock.at(hour, () =>
      world.source.deliver(post({ id: "r", subject: "Re: [PATCH 0/2] bulbs", answers: "s0", body: "Fine with me." })),
    );
    await world.run();
    expect(world.sent).toHaveLength(1);
  });

  test("each version is answered, and only the newest is judged again", async () => {
    const world = createWorld();
    postSeries(world);
    postSeries(world, { id: "t", version: "v2", at: hour });
    const late = "Reviewed-by: Lin <lin@example.org>";
    world.clock.at(2 * hour, () =>
      world.source.deliver(
        post({ id: "r", subject: "Re: [PATCH 0/2] bulbs", answers: "s0", body: late, from: "Lin <lin@example.org>" }),
      ),
    );
    await world.run();
    expect(subjects(world)).toEqual(["Re: [PATCH 0/2] bulbs", "Re: [PATCH v2 0/2] bulbs"]);
  });

  test("a cover letter that comes after its series was answered makes no second answer", async () => {
    const world = createWorld();
    const parts = [1, 2].map((part) =>
      post({ id: `s${part}`, subject: `[PATCH ${part}/2] bulb: part ${part}`, answers: "s0", body: unsigned }),
    );
    for (const part of parts) world.clock.at(second, () => world.source.deliver(part));
    world.clock.at(2 * hour, () => world.source.deliver(post({ id: "s0", subject: "[PATCH 0/2] bulbs" })));
    await world.run();
    expect(world.sent).toHaveLength(1);
  });

  test("a mail that somebody takes away before its thread is looked at is answered by nobody", async () => {
    const world = createWorld();
    let place = "";
    world.clock.at(second, () => {
      place = world.source.deliver(post({ id: "spam", subject: "[PATCH] bulb: change", body: unsigned }));
    });
    world.clock.at(2 * second, () => world.source.remove(place));
    await world.run();
    expect(world.sent).toEqual([]);
  });

  test("nothing is lost while the policy has problems, and that is said", async () => {
    const world = createWorld();
    postSeries(world);
    world.breakPolicy(true);
    world.clock.at(15 * minute, () => {
      expect(world.sent).toEqual([]);
      expect(world.news).toContainEqual({ kind: "problem", text: expect.stringContaining("the policy has problems") });
      world.breakPolicy(false);
    });
    await world.run();
    expect(subjects(world)).toEqual(["Re: [PATCH 0/2] bulbs"]);
  });

  test("a mail of a program is not answered", async () => {
    const world = createWorld();
    const mail = post({ id: "p", subject: "[PATCH] bulb: change", body: unsigned });
    world.clock.at(second, () =>
      world.source.deliver(mail.replace("Subject:", "Auto-Submitted: auto-generated\nSubject:")),
    );
    await world.run();
    expect(world.sent).toEqual([]);
    expect(world.news.some(({ text }) => text.includes("a program wrote it"))).toBe(true);
    // It fails, and nobody hears of it by mail.
    expect(world.news.filter(({ kind }) => kind === "notice")).toEqual([
      { kind: "notice", text: expect.stringMatching(/^<p@example\.org> \(v1\): fail, is not answered: /) },
    ]);
  });

  test("no more answers are sent than may be, and none is lost", async () => {
    const world = createWorld({ pace: { perHour: 2, perDay: 1000, perPerson: 100 } });
    for (let index = 0; index < 5; index += 1)
      world.clock.at(second, () =>
        world.source.deliver(post({ id: `p${index}`, subject: `[PATCH] bulb: change ${index}`, body: unsigned })),
      );
    const start = world.clock.now();
    await world.run();
    const hours = world.state.answers(["sent"]).map(({ since }) => Math.floor((since - start) / hour));
    expect(hours).toEqual([0, 0, 1, 1, 2]);
  });

  test("one person gets no more answers a day than may be, and others get theirs", async () => {
    const world = createWorld({ pace: { perHour: 100, perDay: 1000, perPerson: 1 } });
    const people = ["Ada <ada@example.org>", "Lin <lin@example.org>", "Ada <ada@example.org>"];
    for (const [index, from] of people.entries()) {
      const mail = post({ id: `p${index}`, subject: `[PATCH] lamp ${index}`, body: unsigned, from });
      world.clock.at(second, () => world.source.deliver(mail));
    }
    const start = world.clock.now();
    await world.run();
    const days = world.state.answers(["sent"]).map(({ to, since }) => [to, Math.floor((since - start) / (24 * hour))]);
    expect(days).toHaveLength(3);
    for (const day of [
      ["ada@example.org", 0],
      ["ada@example.org", 1],
      ["lin@example.org", 0],
    ])
      expect(days).toContainEqual(day);
  });

  test.each([
    ["a server that is away gets it later", "later", 2],
    ["a refusal is final", "refused", 0],
  ] as const)("%s", async (_, kind, count) => {
    const world = createWorld();
    world.server.push({ kind, why: "not now" });
    if (kind === "later") world.server.push({ kind, why: "still not now" });
    postSeries(world);
    await world.run();
    expect(world.sent).toHaveLength(count === 0 ? 0 : 1);
    expect(world.state.answers(["dropped"])).toHaveLength(count === 0 ? 1 : 0);
  });

  test("a stranger's mail with the Message-Id that an answer will have does not keep it from being sent", async () => {
    const first = createWorld();
    postSeries(first);
    await first.run();
    const id = first.sent[0]?.messageId.replace(/^<|@.*$/g, "") ?? "";
    const world = createWorld();
    world.source.deliver(post({ id, subject: "Re: bulbs" }));
    postSeries(world);
    await world.run();
    expect(world.sent.map(({ messageId }) => messageId)).toEqual([first.sent[0]?.messageId]);
    expect(first.sent[0]?.messageId).toBe(`<${id}@example.org>`);
  });

  test("where the server does not say whether it took it, the answer is sent again only if it does not come back", async () => {
    for (const arrives of [true, false]) {
      const world = createWorld();
      world.server.push({ kind: "unsure", why: "the connection broke" });
      postSeries(world);
      world.clock.at(5 * minute, () => {
        const [answer] = world.state.answers(["sending"]);
        if (arrives) world.source.deliver(answer?.mail.text ?? "");
      });
      await world.run();
      expect(world.sent).toHaveLength(arrives ? 0 : 1);
      expect(world.state.answers(["sent"])).toHaveLength(1);
    }
  });
});

describe("killed at any moment", () => {
  /** A list on which all happens that makes answers. */
  function busyWorld(): World {
    const world = createWorld();
    postSeries(world);
    postSeries(world, { id: "r", title: "reviewed lamps", bad: false, at: minute });
    const tag = "Reviewed-by: Lin <lin@example.org>";
    world.clock.at(hour, () =>
      world.source.deliver(
        post({
          id: "tag",
          subject: "Re: [PATCH 0/2] reviewed lamps",
          answers: "r0",
          body: tag,
          from: "Lin <lin@example.org>",
        }),
      ),
    );
    return world;
  }

  test("a watch answers nobody whose mail was there before it, however many there were", async () => {
    for (const [call, when] of [
      [1, "before"],
      [1, "behind"],
      [2, "behind"],
    ] as const) {
      const world = createWorld({ newest: 2000 });
      for (let number = 1; number <= 1100; number += 1)
        world.source.deliver(post({ id: `old${number}`, subject: `Talk ${number}` }));
      world.source.deliver(post({ id: "patch", subject: "[PATCH] bulb: change", body: unsigned }));
      world.clock.at(hour, () =>
        world.source.deliver(post({ id: "news", subject: "[PATCH] lamp: on", body: unsigned })),
      );
      await world.run([{ call, when }]);
      expect({ call, when, sent: subjects(world) }).toEqual({ call, when, sent: ["Re: [PATCH] lamp: on"] });
    }
  });

  test("a watch neither loses an answer nor sends one twice", async () => {
    const calm = busyWorld();
    const { calls } = await calm.run();
    const expected = calm.sent.map(({ messageId }) => messageId).sort();
    expect(expected).toHaveLength(3);
    for (let call = 1; call <= calls; call += 1)
      for (const when of ["before", "behind"] as const) {
        const world = busyWorld();
        await world.run([{ call, when }]);
        expect({ call, when, sent: world.sent.map(({ messageId }) => messageId).sort() }).toEqual({
          call,
          when,
          sent: expected,
        });
        expect(world.state.answers(["waiting", "sending"])).toEqual([]);
      }
  });
});
