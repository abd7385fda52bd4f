import { describe, expect, test } from "vitest";
import { decidersOf } from "../../src/app/service/deciders.ts";
import { factsOfForge, noFacts } from "../../src/app/service/forge-facts.ts";
import { aiContent, metOutcome, reportOf, signOff, verdictOf } from "../report/sample.ts";

const people = new Map([
  ["lin", ["lin@example.org"]],
  ["ada", ["ada@example.org", "ada@work.example.org"]],
]);
const policy = { addressesOf: (login: string) => people.get(login) };

describe("what a forge says of people", () => {
  test("an approval is a word of whom the policy ties to the login, vouched for", () => {
    const { answers } = factsOfForge({ ...noFacts, approvals: ["lin", "stranger"] }, policy);
    expect(answers).toEqual(
      ["Reviewed-by", "Acked-by"].map((form) => ({
        form,
        by: { name: "lin", email: "lin@example.org" },
        source: "review",
        verified: true,
      })),
    );
  });

  test.each([
    ["lin", { known: true, value: { name: "lin", email: "lin@example.org" } }],
    // Which of several addresses he sends from nobody knows.
    ["ada", { known: false, why: "the policy's `people:` does not tie @ada to one address" }],
    ["stranger", { known: false, why: "the policy's `people:` does not tie @stranger to one address" }],
  ])("%s opened it", (sender, known) => expect(factsOfForge({ ...noFacts, sender }, policy).sender).toEqual(known));

  test("of a push nobody is said to have sent it", () =>
    expect(factsOfForge(noFacts, policy)).toEqual({
      answers: [],
      request: { known: false, why: "there is no pull request, or it is not known what it says" },
    }));

  test("of a pull request its title, text, labels and opener are known, and what nobody asked for is not", () => {
    const said = {
      number: 7,
      mark: "#",
      title: "Fix it",
      body: "- [x] AI",
      openedBy: null,
      subjectFrom: null,
      bodyFrom: null,
      labels: null,
    } as const;
    const known = (truncated: string | null) =>
      factsOfForge({ ...noFacts, sender: "stranger", labels: ["llm"], request: { ...said, truncated } }, policy)
        .request;
    const unasked = { known: false, why: "the forge was not asked for it" };
    expect(known(null)).toEqual({
      known: true,
      value: {
        title: { known: true, value: "Fix it" },
        text: { known: true, value: "- [x] AI" },
        labels: { known: true, value: ["llm"] },
        openedBy: { known: true, value: "stranger" },
        openedByBot: unasked,
        workItems: unasked,
        othersOpen: unasked,
      },
    });
    // Of a text that was cut nobody can tell what it does not say.
    expect(known("the text is too long")).toMatchObject({
      value: { text: { known: false, why: "the text is too long" } },
    });
  });
});

describe("who can decide", () => {
  const waits = (who: string) =>
    verdictOf("wait", [
      { clause: signOff, outcome: metOutcome },
      {
        clause: aiContent,
        outcome: { kind: "undecided", findings: [{ message: "missing", data: { who }, at: { kind: "commit" } }] },
      },
    ]);

  test.each([
    ["Lin <lin@example.org>", ["Lin <lin@example.org>"]],
    [
      "Lin <lin@example.org>, Ada, of Lamps <ada@example.org> and 3 others",
      ["Lin <lin@example.org>", "Ada, of Lamps <ada@example.org>"],
    ],
    ["lin@example.org, ada@example.org (nobody else maintains these paths)", ["lin@example.org", "ada@example.org"]],
    ["nobody: the maintainers file names no other maintainer", []],
  ])("%s", (who, named) => expect(decidersOf(reportOf([waits(who)]))).toEqual(named));

  test("each once, and at most twenty", () => {
    const many = Array.from({ length: 30 }, (_, index) => waits(`P${index} <p${index}@example.org>`));
    expect(decidersOf(reportOf([...many, ...many]))).toHaveLength(20);
    expect(decidersOf(reportOf([waits("Lin <lin@example.org>"), waits("Lin <lin@example.org>")]))).toHaveLength(1);
  });
});
