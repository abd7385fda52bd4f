import type { Change } from "../../core/commit/facts.ts";
import { append } from "../../core/text/long-lists.ts";
import type { Answer, CommitReference } from "../../ports/repository.ts";
import { type ChangeRecord, changesMax, createChangeReader, roundEnd } from "./change-reader.ts";
import { answer, failureOf, missingText, refuse } from "./failure.ts";
import { type GitPlace, type RunningGit, startGit } from "./process.ts";

/** Compares commits with their first parents in long-lived processes of `git diff-tree --stdin`. */
export type Differ = {
  /** One answer per commit, in the order asked. A commit that git cannot compare does not spoil its neighbours. */
  compare(commits: readonly CommitReference[]): Promise<readonly Answer<readonly Change[]>[]>;
  close(): void;
};

/** Commits per round: small enough that answers stay small. */
const roundSize = 256;
/** After so many deaths of git in one call, what is left is not asked: a shallow clone has some dozens of borders at most. */
export const failuresMax = 64;

/** Rename detection and counting are pinned, so that no configuration changes what a rename or a line is. */
export const changeArguments: readonly string[] = [
  "-r",
  "-z",
  "--raw",
  "--numstat",
  "--find-renames=50%",
  "-l1000",
  "--diff-algorithm=myers",
  "--no-abbrev",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
];

/** Only which paths differ: trees are compared, contents are not. */
export const pathArguments: readonly string[] = [
  "-r",
  "-z",
  "--raw",
  "--no-renames",
  "--no-abbrev",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-relative",
];

const notAsked = refuse(
  "git-failed",
  `git failed on ${failuresMax} commits before this one, which was not compared any more`,
);

type Round = { readonly records: readonly ChangeRecord[]; readonly failure: Answer<never> | null };

/** Commits of a question from which on a second process, which takes some milliseconds to start, has half of them. */
const sharedMin = 64;

/** Compares on two processors what is asked about many commits. */
export function createDiffer(place: GitPlace, how: readonly string[] = changeArguments): Differ {
  const [one, other] = [createSingleDiffer(place, how), createSingleDiffer(place, how)];
  return {
    async compare(commits) {
      if (commits.length < sharedMin) return one.compare(commits);
      const half = Math.ceil(commits.length / 2);
      const answers = await Promise.all([one.compare(commits.slice(0, half)), other.compare(commits.slice(half))]);
      return answers.flat();
    },
    close() {
      one.close();
      other.close();
    },
  };
}

/** The process is started by the first question and replaced when it dies. Questions wait for one another. */
function createSingleDiffer(place: GitPlace, how: readonly string[]): Differ {
  let running: RunningGit | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function round(commits: readonly CommitReference[]): Promise<Round> {
    const process = running ?? startGit(place, ["diff-tree", "--stdin", "--always", "--root", ...how]);
    running = process;
    const reader = createChangeReader();
    const ended = await new Promise<boolean>((resolve) => {
      const onData = (chunk: Buffer) => {
        if (!reader.read(chunk)) return;
        process.stdout.off("data", onData);
        resolve(true);
      };
      process.stdout.on("data", onData);
      process.stdin.write(commits.map(question).join("") + roundEnd);
      void process.ended.then(() => resolve(false));
    });
    if (ended) return { records: reader.take(), failure: null };
    running = null;
    return {
      records: reader.take(),
      failure: failureOf(await process.ended, place, "compare a commit with its parent"),
    };
  }

  async function compare(commits: readonly CommitReference[]): Promise<readonly Answer<readonly Change[]>[]> {
    const answers: Answer<readonly Change[]>[] = [];
    let failures = 0;
    for (let size = roundSize; answers.length < commits.length; ) {
      const asked = commits.slice(answers.length, answers.length + size);
      const { records, failure } = await round(asked);
      if (failure && asked.length === 1) {
        failures += 1;
        answers.push(failure);
        if (failures === failuresMax) return commits.map((_, index) => answers[index] ?? notAsked);
      } else append(answers, settled(asked, records, failure === null));
      // Alone, a commit that git dies of is told from those beside it.
      size = failure ? 1 : Math.min(roundSize, size * 2);
    }
    return answers;
  }

  return {
    compare(commits) {
      const result = queue.then(() => compare(commits));
      queue = result.catch(() => {});
      return result;
    },
    close() {
      running?.letGo();
      running = null;
    },
  };
}

const question = ({ id, parents }: CommitReference): string =>
  parents[0] === undefined ? `${id}\n` : `${id} ${parents[0]}\n`;

/**
 * The answers that a round gives, in the order asked. git passes over a commit that it does not have, without a word.
 * When git died, its last record may be half of one, and what was not reached is asked again.
 */
function settled(
  asked: readonly CommitReference[],
  records: readonly ChangeRecord[],
  complete: boolean,
): Answer<readonly Change[]>[] {
  const whole = complete ? records : records.slice(0, -1);
  const answers: Answer<readonly Change[]>[] = [];
  let next = 0;
  for (const { id } of asked) {
    const record = whole[next];
    if (!record && !complete) break;
    if (record?.id !== id) answers.push(refuse("missing-objects", missingText(id, "compare a commit with its parent")));
    else {
      next += 1;
      answers.push(recordAnswer(record));
    }
  }
  return answers;
}

/** A commit's changes, unless there were too many to keep. */
export function recordAnswer({ id, changes, overflow }: ChangeRecord): Answer<readonly Change[]> {
  if (!overflow) return answer(changes);
  return refuse(
    "too-large",
    `${id === "" ? "the commit" : `commit ${id}`} touches more than ${changesMax} paths, which is the limit`,
  );
}
