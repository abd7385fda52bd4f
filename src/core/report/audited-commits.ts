import type { LedgerEntry } from "../audit/audit.ts";
import type { SecondOpinion } from "../rules/outcome.ts";
import type { AuditedCommitValue, BaselineValue } from "./audit-value.ts";
import type { JudgementValue } from "./json-values.ts";
import { conclusionOf, judgementsContradiction } from "./judgement-contradictions.ts";
import type { SavedAudit } from "./read-audit.ts";
import { isOpen } from "./report-value.ts";

/** What the commits of a saved audit contradict: themselves, its counts, its ledger, or its baseline. Null: nothing. */
export function commitsContradiction(audit: SavedAudit): string | null {
  const { commits, knownCommits } = audit;
  const byId = new Map<string | null, AuditedCommitValue>();
  for (const [name, listed] of [
    ["commits", commits],
    ["knownCommits", knownCommits],
  ] as const) {
    for (const [index, commit] of listed.entries()) {
      const wrong = commitContradiction(commit, audit);
      if (wrong !== null) return `\`${name}[${index}].${wrong}`;
      if (byId.has(commit.id)) return `\`${name}[${index}].id\` stands twice`;
      byId.set(commit.id, commit);
    }
  }
  return listedContradiction(audit) ?? ledgerContradiction(audit.ledger, byId) ?? baselineContradiction(audit);
}

/** Goes on inside a back-tick. */
function commitContradiction(commit: AuditedCommitValue, { rules }: SavedAudit): string | null {
  const isOfRule = ({ rule }: JudgementValue) => (Object.hasOwn(rules, rule) ? null : ".rule` is none of `rules`");
  const wrong = judgementsContradiction(commit.judgements, isOfRule);
  if (wrong !== null) return wrong;
  const expected = conclusionOf(commit);
  return commit.conclusion === expected
    ? null
    : `conclusion\` is ${commit.conclusion}, and by its judgements it is ${expected}`;
}

/** Every commit of which there is something to say is listed, but those that nobody can tell the policy of. */
function listedContradiction({ counts, unjudged, commits, knownCommits }: SavedAudit): string | null {
  const all = [...commits, ...knownCommits];
  const unknown = unjudged.reduce((sum, reason) => sum + reason.commits, 0);
  const sums = [
    ["failed", all.filter(({ conclusion }) => conclusion === "fail").length],
    ["undecided", all.filter(({ conclusion }) => conclusion === "undecided").length + unknown],
    ["passedUnderException", all.filter((one) => one.conclusion === "pass" && one.judgements.some(rests)).length],
    ["warned", all.filter(({ judgements }) => judgements.some(warns)).length],
  ] as const;
  const wrong = sums.find(([name, count]) => counts[name] !== count);
  return wrong === undefined
    ? null
    : `\`counts.${wrong[0]}\` is ${counts[wrong[0]]}, and the commits that are listed make ${wrong[1]}`;
}

const rests = ({ outcome, exception }: JudgementValue): boolean => outcome === "met" && exception !== null;
const warns = (judgement: JudgementValue): boolean => isOpen(judgement) && judgement.level !== "require";

/** The ledger has an entry for each exception of each commit, and each says what the commit's own judgements say. */
function ledgerContradiction(
  ledger: readonly LedgerEntry[],
  byId: ReadonlyMap<string | null, AuditedCommitValue>,
): string | null {
  const left = new Set<string>();
  for (const { id, judgements } of byId.values())
    for (const { exception } of judgements) if (exception !== null) left.add(`${id} ${exception}`);
  for (const [index, entry] of ledger.entries()) {
    const { id, exception } = entry;
    const commit = byId.get(id);
    if (commit === undefined || !left.delete(`${id} ${exception}`))
      return `\`ledger[${index}]\` is of no commit that is listed with that exception, or stands twice`;
    const about = commit.judgements.filter((judgement) => judgement.exception === exception);
    if (JSON.stringify(saidIn(entry)) !== JSON.stringify(saidOf(commit, about)))
      return `\`ledger[${index}]\` says something else than its commit`;
  }
  return left.size === 0 ? null : "`ledger` lacks a commit that is listed with an exception";
}

const saidIn = ({ subject, author, entered, outcome, evident, conditions, secondOpinions }: LedgerEntry) => [
  headOf({ subject, author, entered }),
  outcome,
  evident,
  conditions.map(conditionOf),
  secondOpinions.map(opinionOf),
];

/** What the judgements that are about one exception come to, as `core/audit/ledger.ts` has it. */
function saidOf(commit: AuditedCommitValue, about: readonly JudgementValue[]): ReturnType<typeof saidIn> {
  const outcomes = about.map(({ outcome }) => outcome);
  const opinions = about.flatMap(({ secondOpinion }) => secondOpinion ?? []);
  const evidence = about[0]?.evidence;
  return [
    headOf(commit),
    (["unmet", "undecided", "met"] as const).find((one) => outcomes.includes(one)),
    evidence?.evident,
    evidence?.conditions.map(conditionOf),
    [...new Map(opinions.map((one) => [`${one.form} ${one.by.email}`, opinionOf(one)])).values()],
  ] as ReturnType<typeof saidIn>;
}

const headOf = ({ subject, author, entered }: Pick<LedgerEntry, "subject" | "author" | "entered">) => [
  subject,
  author.name,
  author.email,
  entered.by,
  entered.day,
];
const conditionOf = ({ text, state, why }: LedgerEntry["conditions"][number]) => [text, state, why];
const opinionOf = ({ by, form, source, verified }: SecondOpinion) => [by.name, by.email, form, source, verified];

function baselineContradiction({ baseline, commits, knownCommits }: SavedAudit): string | null {
  if (baseline === null) return knownCommits.length === 0 ? null : "`knownCommits` has some, and there is no baseline";
  const { known, failed, undecided } = baseline;
  if (known !== knownCommits.length)
    return `\`baseline.known\` is ${known}, and \`knownCommits\` has ${knownCommits.length}`;
  const quiet = knownCommits.findIndex((commit) => foundIn(commit).length === 0);
  if (quiet !== -1) return `\`knownCommits[${quiet}]\` has no finding`;
  const sums = { fail: failed, undecided } as const;
  for (const conclusion of ["fail", "undecided"] as const)
    if (commits.filter((commit) => commit.conclusion === conclusion).length !== sums[conclusion])
      return `\`baseline\` has other numbers than \`commits\``;
  return acceptedContradiction(baseline, commits);
}

/** What is accepted was found, and of each commit with findings there is one that is not. */
function acceptedContradiction({ accepted }: BaselineValue, commits: readonly AuditedCommitValue[]): string | null {
  const left = new Set(accepted.map(({ commit, rule, outcome }) => `${commit} ${rule} ${outcome}`));
  for (const [index, commit] of commits.entries()) {
    const found = foundIn(commit);
    if (found.length > 0 && !found.map((one) => !left.delete(one)).includes(true))
      return `\`commits[${index}]\` has nothing that \`baseline.accepted\` has not`;
  }
  return left.size === 0 ? null : "`baseline.accepted` has what was not found";
}

/** As a baseline has it: commit, rule and what it came to, each once. */
function foundIn({ id, judgements, damage }: AuditedCommitValue): readonly string[] {
  const found = judgements.filter(isOpen).map(({ rule, outcome }) => `${id} ${rule} ${outcome}`);
  return [...new Set(damage === null ? found : [...found, `${id} unreadable undecided`])];
}
