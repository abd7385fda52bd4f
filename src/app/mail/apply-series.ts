import { shortObjectId } from "../../core/commit/object-id.ts";
import { changesOfDiff } from "../../core/mail/patch-changes.ts";
import type { MailedPatch } from "../../core/mail/posted-mail.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { CommitReference, Repository } from "../../ports/repository.ts";
import { findBase } from "./find-base.ts";

/** What is to be applied, as `git am` would. */
export type SeriesToApply = {
  /** By position; null: it is missing, or it is not known which mail holds it. */
  readonly patches: readonly (MailedPatch | null)[];
  /** The `base-commit:` that the mails name, else null. */
  readonly named: string | null;
};

/** Where a contribution would land. */
export type Landing = {
  /** The full id of the commit that is now the tip of the branch. */
  readonly tip: string;
  /** Somebody who runs the check says what the series was made on (a full id), and nothing else counts then; null: nobody does. */
  readonly onto: string | null;
};

/** What the series was applied to: what somebody said, the branch's tip, what the mails name, or where the files were as the patches have them. */
export type SeriesBase = { readonly id: string; readonly by: "caller" | "branch" | "mails" | "files" };

/** The commits that a series would become, where nobody else sees them. */
export type AppliedSeries = {
  /** With the new commits in it. Closing it takes them away. */
  readonly repository: Repository;
  readonly base: SeriesBase;
  /** By position, as in `SeriesToApply`. */
  readonly commits: readonly Learned<CommitReference>[];
};

/**
 * Applies a series in memory: to the tip of its branch if all of it fits there, as that is what would enter, else to the commit that the
 * mails name, else to the newest commit of the branch that has the files as the patches found them. Both must stand on the branch: who
 * chooses what his change is compared with chooses what it seems to be. A patch that fits nowhere is unknown, and so are those behind it.
 *
 * @returns unknown where not even the first patch could be applied, with what to do
 */
export async function applySeries(
  series: SeriesToApply,
  landing: Landing,
  repository: Repository,
): Promise<Learned<AppliedSeries>> {
  const usable = usablePatches(series.patches);
  if (usable.patches.length === 0) return unknown(usable.why ?? "there is no patch");
  let best: AppliedSeries | null = null;
  const complaints: string[] = [];
  for await (const base of basesOf(usable.patches, series.named, landing, repository)) {
    if (!base.known) {
      complaints.push(base.why);
      continue;
    }
    const applied = await applyTo(base.value, usable, series.patches.length, repository);
    if (!applied.known) {
      complaints.push(applied.why);
      continue;
    }
    const isBetter = best === null || countOf(applied.value) > countOf(best);
    await (isBetter ? best : applied.value)?.repository.close();
    if (isBetter) best = applied.value;
    if (countOf(applied.value) === usable.patches.length) break;
  }
  return best === null ? unknown(whyNowhere(complaints, landing)) : learned(best);
}

const countOf = ({ commits }: AppliedSeries): number => commits.filter(({ known }) => known).length;

function whyNowhere(complaints: readonly string[], { onto }: Landing): string {
  const all = complaints.length === 0 ? "it fits nowhere" : complaints.join("; ");
  return onto === null ? `${all}; say with \`--onto\` what it was made on` : all;
}

type Usable = { readonly patches: readonly MailedPatch[]; readonly why: string | null };

/** Those before the first that is missing or that git would refuse: what stands behind one is made on top of it. */
function usablePatches(patches: readonly (MailedPatch | null)[]): Usable {
  const usable: MailedPatch[] = [];
  for (const [index, patch] of patches.entries()) {
    if (patch === null) return { patches: usable, why: `patch ${index + 1} of the series is missing` };
    const [problem] = patch.problems;
    if (problem !== undefined) return { patches: usable, why: `the mail of patch ${index + 1} ${problem}` };
    usable.push(patch);
  }
  return { patches: usable, why: null };
}

/** One commit after another to try; what is unknown says why one is none. */
async function* basesOf(
  patches: readonly MailedPatch[],
  named: string | null,
  { tip, onto }: Landing,
  repository: Repository,
): AsyncGenerator<Learned<SeriesBase>> {
  if (onto !== null) {
    yield learned({ id: onto, by: "caller" });
    return;
  }
  yield learned({ id: tip, by: "branch" });
  if (named !== null) yield await namedBase(named, tip, repository);
  const found = await findBase(
    patches.map(({ diff }) => changesOfDiff(diff)),
    tip,
    repository,
  );
  if (!found.known) yield found;
  else if (found.value !== null && found.value !== tip) yield learned({ id: found.value, by: "files" });
}

async function namedBase(named: string, tip: string, repository: Repository): Promise<Learned<SeriesBase>> {
  const short = shortObjectId(named);
  const resolved = await repository.resolve(named);
  if (!resolved.ok || resolved.value !== named)
    return unknown(`the mails name the base ${short}, which this repository does not have`);
  const stands = await repository.isAncestor(named, tip);
  if (!stands.ok) return unknown(stands.error.text);
  return stands.value
    ? learned({ id: named, by: "mails" })
    : unknown(`the mails name the base ${short}, which is not on the branch`);
}

/** Unknown: not even the first patch fits. */
async function applyTo(
  base: SeriesBase,
  usable: Usable,
  total: number,
  repository: Repository,
): Promise<Learned<AppliedSeries>> {
  const applied = await repository.applyPatches(usable.patches, base.id);
  if (!applied.ok) return unknown(applied.error.text);
  const { repository: there, commits: made } = applied.value;
  const [first] = made;
  if (first === undefined || !first.ok) {
    await there.close();
    return unknown(first?.error.text ?? "there is no patch");
  }
  const commits = Array.from({ length: total }, (_, index): Learned<CommitReference> => {
    const one = made[index];
    if (one === undefined) return unknown(usable.why ?? "it was not applied");
    if (!one.ok) return unknown(one.error.text);
    const before = index === 0 ? undefined : made[index - 1];
    return learned({ id: one.value, parents: [before?.ok ? before.value : base.id] });
  });
  return learned({ repository: there, base, commits });
}
