import { expect, test } from "vitest";
import { catalogue } from "../../src/core/rules/catalogue.ts";

/** Whoever adds a message that only somebody else can answer adds it here: client hooks let such a commit go. */
test("the messages that wait for somebody's own word", () => {
  const waiting = catalogue.flatMap(({ id, messages }) =>
    Object.entries(messages).flatMap(([message, { waitsFor }]) =>
      waitsFor === undefined ? [] : [`${id}.${message}: ${waitsFor}`],
    ),
  );
  expect(waiting.sort()).toEqual([
    "ai-attestation.unseen: forge",
    "ai-content-permitted.judgement: maintainer",
    "ai-content-permitted.waits: maintainer",
    "ai-degree.unseen: forge",
    "ai-disclosure.unseen: forge",
    "ai-judgement.judge: maintainer",
    "ai-judgement.waits: maintainer",
    "ai-rate-limit.unseen: forge",
    "ai-second-opinion.missing: maintainer",
    "ai-second-opinion.missingForAnyone: maintainer",
    "ai-second-opinion.missingForContributor: maintainer",
    "ai-second-opinion.unknown: maintainer",
    "ai-signal-disclosed.unseen: forge",
    "ai-unattended.unseen: forge",
    "ai-work-item.unseen: forge",
    "policy-touched.touched: maintainer",
    "sign-off-by-author.membershipUnknown: author",
    "sign-off-by-author.otherPerson: author",
    "sign-off-by-co-authors.missing: co-author",
    "sign-off-independent.missing: maintainer",
    "sign-off-independent.nobody: maintainer",
    "sign-off-independent.unknown: maintainer",
  ]);
});
