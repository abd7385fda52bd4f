import { parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { Situation } from "../rules/situation.ts";
import { learned } from "../text/learned.ts";
import type { CommitJudge } from "./commit-judge.ts";

/** The message id that every rule has beside its own: who wrote the commit, or sent it, is not known, and it depends on that. */
export const personUnknown = "personUnknown";

/** Of whom it is not known who he is, and why. */
export type UnknownPerson = {
  readonly author: boolean;
  readonly sender: boolean;
  /** The end of a sentence. */
  readonly why: string;
};

/** Whoever may be meant is one of so many who are named. */
const namedMax = 12;

/**
 * Judges a commit of which it is not known who wrote or sent it: as if it were each of those whom it names, a maintainer, or somebody else. What is
 * the same for all of them holds; what is not is undecided. So nobody passes by an unknown name, and nobody fails by it.
 */
export function judgeWhoever(
  judge: CommitJudge,
  situation: Situation,
  { author, sender, why }: UnknownPerson,
): readonly Outcome[] {
  const asWritten = judge.judge(situation);
  const others = candidatesFor(situation).map((person) => {
    const { commit, contribution, policy, asked } = situation;
    const opened = judge.open(
      {
        ...commit,
        author: author ? { ...person, at: commit.author.at } : commit.author,
        committer: sender ? { ...person, at: commit.committer.at } : commit.committer,
      },
      { policy, contribution: sender ? { ...contribution, sender: learned(person) } : contribution },
    );
    return judge.judge(judge.answered(opened, { changes: commit.changes, asked }));
  });
  return asWritten.map((outcome, index) => {
    const isSame = others.every((one) => one[index]?.kind === outcome.kind);
    return isSame ? outcome : undecidedBy(why);
  });
}

const undecidedBy = (why: string): Outcome => ({
  kind: "undecided",
  findings: [{ message: personUnknown, data: { why }, at: { kind: "commit" } }],
});

function candidatesFor({ commit, contribution, policy }: Situation): readonly Identity[] {
  const named = [
    ...commit.trailers.flatMap(({ value }) => parseIdentity(value) ?? []),
    ...contribution.answers.map(({ by }) => by),
    commit.author,
  ];
  const maintainer = policy.maintainers.known
    ? policy.maintainers.value.everyMaintainer.find((one) => one.kind === "identity")
    : undefined;
  return [
    somebodyElse,
    ...(maintainer === undefined ? [] : [maintainer.identity]),
    ...new Map(named.map((person) => [person.email, person])).values(),
  ].slice(0, namedMax);
}

/** Nobody who is named anywhere. */
const somebodyElse: Identity = { name: "Somebody Else", email: "somebody@else.invalid" };
