import type { CommitReference, Repository } from "../ports/repository.ts";
import type { Reference, Rewriter } from "../ports/rewriter.ts";
import { type Attempt, done, failed } from "./attempt.ts";

/** A reference that is to be moved, and which commit it names now. */
export type Moving = Pick<Reference, "name" | "id">;

type Asked = {
  readonly rewriter: Rewriter;
  /** The last of the commits that are rewritten. */
  readonly top: string;
  readonly rewritten: readonly CommitReference[];
  /** May other branches that end among them be moved, too? */
  readonly updateRefs: boolean;
};

/** Which branches are to be moved. Whatever else has one of the commits is named, and refuses. */
export async function branchesToMove(
  { rewriter, top, rewritten, updateRefs }: Asked,
  repository: Repository,
): Promise<Attempt<readonly Moving[]>> {
  const ids = new Set(rewritten.map(({ id }) => id));
  const roots = rewritten.filter(({ parents }) => !parents.some((parent) => ids.has(parent))).map(({ id }) => id);
  const references = await rewriter.referencesWith(roots);
  if (!references.ok) return failed("work", references.error.text);
  const ending = references.value.filter(({ name, id }) => name.startsWith("refs/heads/") && ids.has(id));
  const head = await repository.resolve("HEAD");
  const isOnHead = head.ok && head.value === top;
  const own = isOnHead
    ? done(repository.description.headBranch ?? "HEAD")
    : branchAt(
        ending.filter(({ id }) => id === top),
        updateRefs,
      );
  if (!own.ok) return own;
  const others = references.value.filter(({ name }) => name !== own.value);
  const why = whyNotMoved(others, ending, updateRefs);
  if (why !== null) return failed("usage", why);
  return done([{ name: own.value, id: top }, ...others.map(({ name, id }) => ({ name, id }))]);
}

/** The branch that is meant where HEAD is elsewhere. */
function branchAt(onTop: readonly Reference[], updateRefs: boolean): Attempt<string> {
  const [only, ...more] = onTop;
  if (only === undefined)
    return failed(
      "usage",
      "no local branch ends at the last commit of the range, so nothing could be moved to the new ones: check the branch out first",
    );
  if (more.length === 0 || updateRefs) return done(only.name);
  return failed(
    "usage",
    `more than one branch ends there: ${named(onTop)}; check out the one that is meant, or move all with --update-refs`,
  );
}

/** Why references that have one of the commits refuse; null: they can all be moved. */
function whyNotMoved(others: readonly Reference[], ending: readonly Reference[], updateRefs: boolean): string | null {
  const beyond = others.filter((one) => !ending.includes(one));
  if (beyond.length > 0)
    return `the commits are also part of ${named(beyond)}, which would keep the old ones, so nothing was changed`;
  if (others.length > 0 && !updateRefs)
    return `${named(others)} ${others.length === 1 ? "ends" : "end"} among these commits; move them too with --update-refs`;
  const elsewhere = others.filter(({ checkedOutIn }) => checkedOutIn !== null);
  return elsewhere.length === 0
    ? null
    : `${named(elsewhere)} ${elsewhere.length === 1 ? "is" : "are"} checked out in another work tree: ${elsewhere[0]?.checkedOutIn}`;
}

/** How many references a sentence names. */
const namesShownMax = 5;

function named(references: readonly Reference[]): string {
  const names = references
    .slice(0, namesShownMax)
    .map(({ name }) => `\`${name.replace(/^refs\/(?:heads|remotes)\//, "")}\``);
  const more = references.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
