import type { Report, Verdict } from "../../src/core/evaluate/verdict.ts";
import {
  aiContent,
  at,
  metOutcome,
  order,
  policySource,
  reliance,
  reportOf,
  signOff,
  unmet,
  verdictOf,
} from "./sample.ts";

const message = "trailers: accept folded ones\n\nSigned-off-by: Lin <lin@example.org>\n";

export const quiet = (): Verdict => verdictOf("quiet one", [{ clause: signOff, outcome: metOutcome }]);

/** Fails, with a place in the message, and a warning about the author. */
export const failing = (): Verdict =>
  verdictOf(message, [
    {
      clause: signOff,
      outcome: unmet({
        message: "otherPerson",
        data: { signer: "Lin <lin@example.org>", author: "ada@example.org" },
        at: { kind: "message", at: at({ name: "message", text: message }, "Signed-off-by") },
      }),
    },
    { clause: order, outcome: unmet({ message: "late", data: { signer: "Lin" }, at: { kind: "author" } }) },
  ]);

/** A person must judge what an exception leaves to him. */
export const forPeople = (): Verdict =>
  verdictOf("convert them all", [
    { clause: signOff, outcome: metOutcome },
    {
      clause: aiContent,
      outcome: {
        kind: "undecided",
        findings: [{ message: "needsOpinion", data: { maintainers: "Lin" }, at: { kind: "path", path: "hw/a b.c" } }],
        reliance: reliance({
          evident: false,
          conditions: [
            { text: "Change: rename", state: "holds", why: "every entry is R100", at: at(policySource, "rules") },
            { text: "Judgement: it is boring", state: "judgement", why: "for people", at: at(policySource, "rules") },
          ],
        }),
      },
    },
  ]);

/** A fact is missing. */
export const unknown = (): Verdict =>
  verdictOf("who knows", [
    {
      clause: aiContent,
      outcome: { kind: "undecided", findings: [{ message: "noneApplies", data: {}, at: { kind: "commit" } }] },
    },
  ]);

/** Passes under an exception, with the second opinion that another outcome found. */
export const excepted = (): Verdict =>
  verdictOf(
    "rename them all",
    [
      {
        clause: aiContent,
        outcome: {
          kind: "met",
          because: "under exception mechanical-changes",
          reliance: reliance({
            secondOpinion: {
              by: { name: "Lin", email: "lin@example.org" },
              form: "Acked-by",
              source: "trailer",
              verified: false,
            },
          }),
        },
      },
    ],
    { relies: "mechanical-changes" },
  );

export const damaged = (): Verdict =>
  verdictOf(
    "cut off",
    [{ clause: signOff, outcome: { kind: "not-applicable", because: "the commit cannot be read whole" } }],
    {
      damage: "its message has a NUL byte",
      conclusion: "undecided",
    },
  );

export const warned = (): Verdict =>
  verdictOf("late", [
    { clause: signOff, outcome: metOutcome },
    { clause: order, outcome: unmet({ message: "late", data: { signer: "Lin" }, at: { kind: "committer" } }) },
  ]);

const problems = (severity: "error" | "warning"): Report["problems"] => [
  {
    code: "unknown-key",
    text: "there is no key `rulez`",
    severity,
    at: at(policySource, "rules"),
    hint: "did you mean `rules`?",
  },
];

/** A report of each kind, by what it is about. */
export const situations = (): ReadonlyMap<string, Report> =>
  new Map([
    ["clean", reportOf([quiet()])],
    ["fails", reportOf([quiet(), failing()])],
    ["for people", reportOf([forPeople()])],
    ["a fact is missing", reportOf([unknown()])],
    ["under an exception", reportOf([excepted()])],
    ["damaged", reportOf([damaged()], { conclusion: "undecided" })],
    ["warned", reportOf([warned()])],
    ["everything", reportOf([quiet(), failing(), forPeople(), unknown(), excepted(), damaged(), warned()])],
    [
      "the contribution as a whole",
      reportOf([quiet()], {
        conclusion: "fail",
        contribution: {
          judgements: [{ clause: signOff, outcome: unmet({ message: "missing", data: {}, at: { kind: "commit" } }) }],
        },
      }),
    ],
    ["nothing to judge", reportOf([])],
    ["an empty range", reportOf([], { conclusion: "undecided", reasons: ["the range has no commit"] })],
    [
      "a broken policy",
      reportOf([failing()], {
        conclusion: "undecided",
        reasons: ["the policy has a problem"],
        problems: problems("error"),
      }),
    ],
    ["a policy with a warning", reportOf([quiet()], { problems: problems("warning") })],
    ["a commit to be made", reportOf([{ ...failing(), commit: { ...failing().commit, id: null } }])],
    ["a patch from a mail", reportOf([{ ...failing(), commit: { ...failing().commit, id: "<1@example.org>" } }])],
  ]);
