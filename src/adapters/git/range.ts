import type { Answer, Range, RangeArgument } from "../../ports/repository.ts";
import { rangeArguments } from "./commit-stream.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";
import { parentsOf, resolveRevision } from "./revision.ts";
import { defaultTarget } from "./target.ts";

/** Pins what somebody typed to object ids. The forms are those of `RangeArgument`. */
export async function resolveRange(opened: OpenedRepository, argument: RangeArgument): Promise<Answer<Range>> {
  const range = await unchecked(opened, argument);
  if (!range.ok || !opened.description.shallow || range.value.kind === "commit") return range;
  const incomplete = await shallowBorder(opened, range.value);
  return incomplete.ok ? answer({ ...range.value, incomplete: incomplete.value }) : incomplete;
}

async function unchecked(opened: OpenedRepository, { text, root }: RangeArgument): Promise<Answer<Range>> {
  if (root) return rootRange(opened, text ?? "HEAD");
  if (text === null) return defaultRange(opened);
  const dots = text.indexOf("..");
  if (dots === -1) return singleCommit(opened, text);
  const symmetric = text.startsWith("...", dots);
  const left = text.slice(0, dots) || "HEAD";
  const right = text.slice(dots + (symmetric ? 3 : 2)) || "HEAD";
  const base = await resolveRevision(opened.objects, opened.description, left);
  if (!base.ok)
    return left === "ROOT" && !symmetric && base.error.code === "unknown-revision" ? rootRange(opened, right) : base;
  const tip = await resolveRevision(opened.objects, opened.description, right);
  if (!tip.ok) return tip;
  if (symmetric) {
    const common = await findMergeBase(opened.place, base.value.id, tip.value.id);
    if (!common.ok) return common;
    if (common.value === null) return refuse("git-failed", `\`${left}\` and \`${right}\` have no commit in common`);
  }
  return answer(between(text, base.value.id, tip.value.id, false));
}

async function rootRange(opened: OpenedRepository, revision: string): Promise<Answer<Range>> {
  const tip = await resolveRevision(opened.objects, opened.description, revision);
  if (!tip.ok) return tip;
  const text = `ROOT..${revision}`;
  return answer({ ...between(text, null, tip.value.id, false), kind: "root" });
}

async function singleCommit(opened: OpenedRepository, text: string): Promise<Answer<Range>> {
  const commit = await resolveRevision(opened.objects, opened.description, text.replace(/\^!$/, ""));
  if (!commit.ok) return commit;
  const { id, parents } = commit.value;
  return answer({ ...between(text, null, id, false), kind: "commit", policyRevision: parents[0] ?? null });
}

async function defaultRange(opened: OpenedRepository): Promise<Answer<Range>> {
  const tip = await resolveRevision(opened.objects, opened.description, "HEAD");
  if (!tip.ok) return tip;
  const target = await defaultTarget(opened);
  if (!target.ok) return target;
  return answer(between(`${target.value.name}..HEAD`, target.value.id, tip.value.id, true));
}

const between = (text: string, excluded: string | null, tip: string, isDefault: boolean): Range => ({
  text,
  kind: "range",
  isDefault,
  tip,
  excluded,
  policyRevision: excluded,
  incomplete: null,
});

/** Best common ancestor, null for unrelated histories. `git merge-base` says so with status 1. */
export async function findMergeBase(place: GitPlace, first: string, second: string): Promise<Answer<string | null>> {
  const output = await runGit(place, ["merge-base", first, second]);
  if (output.status === 0) return answer(output.stdout.toString("latin1").trim().split("\n")[0] ?? null);
  if (output.status === 1) return answer(null);
  return failureOf(output, place, "find a common ancestor");
}

/**
 * In a shallow clone a range that reaches a commit without parents is not known whole:
 * either history was cut there, or the cut hides what the two sides share.
 */
async function shallowBorder({ place, objects }: OpenedRepository, range: Range): Promise<Answer<string | null>> {
  const output = await runGit(place, ["rev-list", "--max-parents=0", ...rangeArguments(range, []), "--"]);
  if (output.status !== 0) return failureOf(output, place, `list the commits of ${range.text}`);
  const borders = linesOf(output.stdout);
  for (const id of borders) {
    const stored = await parentsOf(objects, id);
    if (!stored.ok) return stored;
    if (stored.value.length > 0)
      return answer(`this clone is shallow and ends at commit ${id}: fetch more history (\`git fetch --unshallow\`)`);
  }
  if (borders.length === 0 || range.excluded === null) return answer(null);
  return answer(
    "this clone is shallow and does not show where the two sides of the range part: fetch more history (`git fetch --unshallow`)",
  );
}
