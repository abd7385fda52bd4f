import { describe, expect, test } from "vitest";
import { threadOf } from "../../../src/core/process/thread/thread.ts";
import * as fc from "../../random-cases.ts";
import { comment, mail } from "./postings.ts";

const told = (...all: Parameters<typeof threadOf>[0]) => {
  const { postings, parents, roots, missing, duplicates, problems } = threadOf(all);
  const name = (index: number): string => postings[index]?.place ?? "";
  return {
    tree: postings.map(({ place }, index) => {
      const parent = parents[index] ?? null;
      return parent === null ? place : `${place} < ${name(parent)}`;
    }),
    roots: roots.map(name),
    missing: missing.map(({ id, answeredBy }) => `${answeredBy.place}: ${id}`),
    duplicates,
    problems,
  };
};

describe("what answers what", () => {
  test("In-Reply-To, in the order of dates", () => {
    const read = told(mail("c", { on: 3, answers: ["b", "a"] }), mail("a"), mail("b", { on: 2, answers: ["a"] }));
    expect(read).toEqual({
      tree: ["mail a", "mail b < mail a", "mail c < mail b"],
      roots: ["mail a"],
      missing: [],
      duplicates: 0,
      problems: [],
    });
  });

  test("a mail that is missing is named once, and what answers it hangs on the nearest that is here", () => {
    const read = told(mail("a"), mail("c", { on: 2, answers: ["b", "a"] }), mail("d", { on: 3, answers: ["b"] }));
    expect(read.tree).toEqual(["mail a", "mail c < mail a", "mail d"]);
    expect(read.roots).toEqual(["mail a", "mail d"]);
    expect(read.missing).toEqual(["mail c: <b>"]);
  });

  test("comments are no roots and answer nothing", () => {
    expect(told(comment(1, "ada", ""), comment(2, "lin", ""))).toMatchObject({
      tree: ["comment 1", "comment 2"],
      roots: [],
    });
  });

  test("circles are cut at their earliest mail, and said", () => {
    const circle = [
      mail("a", { answers: ["c"] }),
      mail("b", { on: 2, answers: ["a"] }),
      mail("c", { on: 3, answers: ["b"] }),
    ];
    const read = told(...circle, mail("d", { on: 4, answers: ["c"] }), mail("e", { on: 5, answers: ["e"] }));
    expect(read.tree).toEqual(["mail a", "mail b < mail a", "mail c < mail b", "mail d < mail c", "mail e"]);
    expect(read.problems).toEqual(["mail a answers a mail that answers it"]);
  });

  test("a mail that came twice counts once; one that says something else is named", () => {
    const read = told(
      mail("a", { text: "x\n" }),
      mail("a", { text: "x" }),
      mail("a", { text: "y" }),
      mail("a", { from: "lin", text: "x" }),
    );
    expect(read.tree).toEqual(["mail a"]);
    expect(read.duplicates).toBe(1);
    expect(read.problems).toEqual(
      Array.from({ length: 2 }, () => "mail a has the id of mail a and says something else; it is not read"),
    );
  });

  test("what has no id, and what has no date, survives", () => {
    const undated = { date: { written: null, seconds: null } };
    const read = told(
      mail("b", { on: 2 }),
      mail("x", { id: null, ...undated }),
      mail("y", { id: null, ...undated }),
      mail("a"),
    );
    expect(read.tree).toEqual(["mail a", "mail b", "mail x", "mail y"]);
  });
});

test("every mail is in a tree, whatever they say that they answer", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const some = fc.array(
    fc.tuple(fc.constantFrom(...ids), fc.array(fc.constantFrom(...ids), { maxLength: 3 }), fc.nat(9)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(some, (mails) => {
      const all = mails.map(([id, answers, on], index) => mail(id, { answers, on, text: String(index % 2) }));
      const { postings, parents, roots, duplicates, problems } = threadOf(all);
      const dropped = problems.filter((problem) => problem.includes("says something else")).length;
      expect(postings.length + duplicates + dropped).toBe(all.length);
      for (const start of postings.keys()) {
        let at: number | null = start;
        for (let steps = 0; at !== null; steps += 1) {
          expect(steps).toBeLessThanOrEqual(postings.length);
          if (roots.includes(at)) break;
          at = parents[at] ?? null;
        }
        expect(at).not.toBeNull();
      }
    }),
  );
});

test("a chain of 20,000 answers is only long", () => {
  const chain = Array.from({ length: 20_000 }, (_, index) =>
    mail(String(index), { on: 1, answers: index === 0 ? [] : [String(index - 1)] }),
  );
  expect(threadOf(chain.toReversed()).roots).toHaveLength(1);
});
