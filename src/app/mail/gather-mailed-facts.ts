import { unsaidParent } from "../../core/commit/facts.ts";
import type { Answers } from "../../core/evaluate/commit-judge.ts";
import { nothingLearnt } from "../../core/evidence/content.ts";
import { changesOfDiff } from "../../core/mail/patch-changes.ts";
import type { Asked, FactName, Situation } from "../../core/rules/situation.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { CommitReference } from "../../ports/repository.ts";
import type { EvidencePorts } from "../gather-evidence.ts";
import { type Asking, gatherFacts, saysItIsPicked } from "../gather-facts.ts";

/** A patch that asks for something. Its commit has the mail's Message-Id for an id. */
export type MailedAsking = Asking & {
  /** A character a byte (Latin-1), or why it cannot be had. */
  readonly diff: Learned<string>;
  /** The commit that it would become, in the repository of the ports, or why there is none. */
  readonly commit: Learned<CommitReference>;
};

/**
 * Learns what patches are asked: of the commit that each would become, where it could be applied; else of its diff what that says, and the
 * rest is unknown with the reason. Order is kept. The situations come back with the parent of that commit, or `unsaidParent`.
 */
export async function gatherMailedFacts<A extends MailedAsking>(
  asking: readonly A[],
  ports: EvidencePorts,
): Promise<readonly { readonly asked: A; readonly answers: Answers }[]> {
  const answered = await gatherFacts(
    asking.map((one) => ({ ...one, names: namesFor(one), situation: situationOf(one), original: one })),
    ports,
  );
  return answered.map(({ asked: { original }, answers }) => ({
    asked: { ...original, situation: withParents(original) },
    answers: original.commit.known ? answers : byDiff(original, original.commit.why, answers),
  }));
}

function withParents({ situation, commit }: MailedAsking): Situation {
  const parents = commit.known ? commit.value.parents : [unsaidParent];
  return { ...situation, commit: { ...situation.commit, parents } };
}

/** What can be asked without a commit, too: whose it is, and what its message names. */
const aboutMessage: ReadonlySet<FactName> = new Set(["earlier-commits", "newcomer", "reapplies"]);

const namesFor = ({ names, commit }: MailedAsking): readonly FactName[] =>
  commit.known ? names : names.filter((name) => aboutMessage.has(name));

function situationOf({ situation, commit }: MailedAsking): Asking["situation"] {
  const { id, parents } = commit.known ? commit.value : { id: null, parents: [] };
  return { ...situation, commit: { ...situation.commit, id, parents } };
}

function byDiff({ names, situation, diff }: MailedAsking, why: string, { asked }: Answers): Answers {
  const changes = diff.known ? changesOfDiff(diff.value) : diff;
  const repeats = saysItIsPicked(situation.commit) ? unknown(why) : learned(null);
  return {
    changes,
    asked: {
      ...asked,
      repeats: names.includes("repeats") ? repeats : asked.repeats,
      paths: pathsOf(changes),
      additions: null,
      evidence: nothingLearnt(why),
    },
  };
}

const pathsOf = (changes: ReturnType<typeof changesOfDiff>): Asked["paths"] =>
  changes.known
    ? learned(
        changes.value.flatMap(({ path, from, status }) =>
          status === "renamed" && from !== null ? [from, path] : [path],
        ),
      )
    : changes;
