import type { Identity } from "../commit/identity.ts";
import type { Verdict } from "../evaluate/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { identityText, isSamePerson } from "../rules/sign-off/signers.ts";
import { findingsIn } from "./findings.ts";
import type { Left, Repair } from "./repair.ts";
import { signOffLine } from "./sign-off-recipes.ts";

/** A commit that a remediation commit signs off afterwards. */
export type Statement = {
  readonly commit: string;
  readonly subject: string;
  readonly author: Identity;
  /** The user states it for its author, as `third-party` allows. */
  readonly onBehalf: boolean;
  readonly repairs: readonly Repair[];
};

/** `asks`: it would take `--on-behalf`; the others as in other repairs. */
export type NotStated = Left & { readonly why: "asks" | "people" | "other-author" };

export type RemediationPlan = {
  readonly statements: readonly Statement[];
  /** What lacks a sign-off and gets none by this, by commit: at least one finding. */
  readonly left: readonly { readonly verdict: Verdict; readonly left: readonly [NotStated, ...NotStated[]] }[];
};

/**
 * Which commits the user may sign off in a later one, by what the policy's clauses say of `remediation`: his own with `individual`, and with
 * `third-party`, if he asks for that, those of others.
 */
export function planRemediation(
  verdicts: readonly Verdict[],
  { policy, user, onBehalf }: { readonly policy: Policy; readonly user: Identity; readonly onBehalf: boolean },
): RemediationPlan {
  const statements: Statement[] = [];
  const left: RemediationPlan["left"][number][] = [];
  for (const verdict of verdicts) {
    const { id, subject, author } = verdict.commit;
    const isOwn = isSamePerson(policy, user, author);
    const repairs: Repair[] = [];
    const stays: NotStated[] = [];
    for (const { judgement, finding } of findingsIn(verdict.judgements)) {
      if (!remediable.has(judgement.clause.rule.id)) continue;
      const allowed = judgement.clause.settings["remediation"];
      const may = isOwn ? allowed === "individual" || allowed === "third-party" : allowed === "third-party";
      if (may && (isOwn || onBehalf)) repairs.push({ kind: "add-sign-off", judgement, finding });
      else stays.push({ judgement, finding, why: leftBecause(may, isOwn) });
    }
    if (id !== null && repairs.length > 0) statements.push({ commit: id, subject, author, onBehalf: !isOwn, repairs });
    const [first, ...more] = stays;
    if (first !== undefined) left.push({ verdict, left: [first, ...more] });
  }
  return { statements, left };
}

/** The rules for which a later statement counts. */
export const remediable: ReadonlySet<string> = new Set(["sign-off-present", "sign-off-by-author"]);

const leftBecause = (may: boolean, isOwn: boolean): NotStated["why"] =>
  may ? "asks" : isOwn ? "people" : "other-author";

/**
 * The message of a remediation commit, in the form that the DCO app offers and reads (dcoapp/app, `allowRemediationCommits`): a statement a
 * line, and the sign-off of who states them.
 */
export function remediationMessage(user: Identity, statements: readonly Statement[]): string {
  const me = identityText(user);
  const lines = statements.map(({ commit, author, onBehalf }) => {
    const statement = `I, ${me}, hereby add my Signed-off-by to this commit: ${commit}`;
    return onBehalf ? `On behalf of ${identityText(author)}, ${statement}` : statement;
  });
  const title = statements.some(({ onBehalf }) => onBehalf)
    ? `Third-Party DCO Remediation Commit by ${me}`
    : `DCO Remediation Commit for ${me}`;
  return `${title}\n\n${lines.join("\n")}\n\n${signOffLine(user)}\n`;
}

/** A commit object that changes no file. `who` is `Name <address> seconds zone`. */
export const emptyCommit = (tree: string, parent: string, who: string, message: string): Uint8Array =>
  new TextEncoder().encode(`tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\n${message}`);
