import type { CommitFacts } from "../core/commit/facts.ts";
import { parseIdentity } from "../core/commit/identities.ts";
import type { Identity } from "../core/commit/identity.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import type { ChangeKind } from "../core/document/document.ts";
import { nothingAsked } from "../core/evaluate/commit-judge.ts";
import { contributionOn } from "../core/evaluate/contribution-on.ts";
import { createPolicyObserver } from "../core/evaluate/policy-observer.ts";
import { nothingLearnt } from "../core/evidence/content.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Proof } from "../core/evidence/proof.ts";
import type { Policy } from "../core/policy/policy.ts";
import { withDefaults } from "../core/policy/shape-reader.ts";
import { additionsOf } from "../core/rules/additions-of.ts";
import type { Outcome } from "../core/rules/outcome.ts";
import type { WorkItem } from "../core/rules/request/request-facts.ts";
import type { Rule } from "../core/rules/rule.ts";
import type { Asked, ContributionFacts, FactName, Remediation, Situation } from "../core/rules/situation.ts";
import { touchedPaths } from "../core/rules/touched-paths.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Settings, Shapes } from "../core/text/shape.ts";
import { type Example, type PageRequest, readChanges } from "./example.ts";
import { exceptionsIn, policyFrom } from "./surroundings.ts";

/** What a rule answered, and the message that it judged. */
export type Judged = { readonly outcome: Outcome; readonly text: string };

/**
 * Judges an example by one rule, as the application does: the rule first says which costly facts it needs, and sees only
 * those. Throws for a mistake in the example.
 */
export function judgeExample(rule: Rule, example: Example, options: { readonly [name: string]: unknown } = {}): Judged {
  const settings = settingsOf(rule, options);
  const ignorant = situationOf(example, settings, []);
  const situation = situationOf(example, settings, rule.asks(ignorant, settings));
  return { outcome: rule.check(situation, settings), text: situation.commit.message.text };
}

/** The situation of an example, in which the costly facts named are known. */
export function situationOf(example: Example, settings: Settings<Shapes>, asked: readonly FactName[]): Situation {
  const policy = policyFrom(example.surroundings ?? {});
  const commit = commitOf(example, asked.includes("changes"));
  const forms = settings["forms"];
  const contribution = contributionOf(example, policy, commit);
  return {
    commit,
    observed: createPolicyObserver(policy, contribution.exceptionsAtHead)(commit),
    policy,
    contribution,
    asked: askedOf(example, asked),
    opinionForms: (Array.isArray(forms) ? (forms as readonly string[]) : defaultForms).map((form) =>
      form.toLowerCase(),
    ),
    proofOf: proofsOf(example, policy, commit),
  };
}

const defaultForms: readonly string[] = ["Signed-off-by", "Acked-by", "Reviewed-by"];
const ada = "Ada Lovely <ada@example.org>";
const notAsked = unknown("nobody asked");
const moment = "1780000000 +0000";

/** The commit object of an example, read as git's are. Its id is made of its message, so that other examples can name it. */
export function commitOf(example: Example, withChanges: boolean): CommitFacts {
  const { text, author = ada, committer = author, merge = false, changes = "M src/example.c +1 -1" } = example;
  const parents = ["a", ...(merge ? ["b"] : [])].map((digit) => `parent ${digit.repeat(40)}\n`).join("");
  const header = `tree ${"0".repeat(40)}\n${parents}author ${author} ${moment}\ncommitter ${committer} ${moment}\n`;
  const commit = parseCommit(idOf(text), new TextEncoder().encode(`${header}\n${text}`));
  return {
    ...commit,
    changes: withChanges
      ? changes === "unknown"
        ? unknown("git did not answer")
        : learned(readChanges(changes))
      : notAsked,
    authorIsBot: told(example.bot),
    authorIsMember: told(example.member),
    signatureVerified: told(example.verified),
  };
}

const told = (value: boolean | undefined): Learned<boolean> =>
  value === undefined ? unknown("no forge was asked") : learned(value);

/** Forty hexadecimal digits that depend on every character (FNV-1a, five times). */
function idOf(text: string): string {
  let id = "";
  for (let round = 1; round <= 5; round += 1) {
    let hash = 0x811c9dc5 ^ round;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    id += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return id;
}

function contributionOf(example: Example, policy: Policy, commit: CommitFacts): ContributionFacts {
  const { sender, today = "2026-06-30", posted, remediatedBy, remediatedFor, surroundings = {} } = example;
  const { answeredBy, signedBefore, changedSince } = example;
  const { documentAtHead } = surroundings;
  const statements: Remediation[] = [];
  if (remediatedBy !== undefined && commit.id !== null) {
    const onBehalfOf = remediatedFor === undefined ? null : person(remediatedFor);
    statements.push({ by: person(remediatedBy), onBehalfOf, commit: commit.id });
  }
  return {
    ...contributionOn(today),
    answers: (answeredBy ?? []).map((tag) => ({
      form: tag.slice(0, tag.indexOf(":")),
      by: person(tag.slice(tag.indexOf(":") + 1)),
      source: "<answer@example.org>",
      verified: false,
    })),
    earlierVersion:
      signedBefore === undefined
        ? null
        : { label: "v1", unchanged: changedSince !== true, signOffs: signedBefore.map(person) },
    posted: posted === undefined ? unknown("a local range was not posted") : learned(posted),
    sender: sender === undefined ? unknown("nobody is known to have sent it") : learned(person(sender)),
    remediations: new Map(statements.map((statement) => [statement.commit, [statement]])),
    windowUse: windowUseOf(example),
    request: requestOf(surroundings.request),
    exceptionsAtHead:
      documentAtHead === "unknown"
        ? unknown("the contribution's version of the document cannot be read")
        : learned(
            (documentAtHead === undefined ? policy.exceptions : exceptionsIn(documentAtHead, policy)).map(
              ({ id, title }) => ({
                id,
                title,
              }),
            ),
          ),
  };
}

function requestOf(page: PageRequest | undefined): ContributionFacts["request"] {
  if (page === undefined) return unknown("no forge was asked what the pull request says");
  const { text, title, labels, openedBy, openedByBot, workItems, othersOpen } = page;
  const notTold = unknown("the forge did not say");
  const told = <T>(value: T | undefined): Learned<T> => (value === undefined ? notTold : learned(value));
  const labelled = (item: string): { readonly name: string; readonly labels: Learned<readonly string[]> } => {
    const [name = "", rest = ""] = item.split(/:\s*/, 2);
    return { name, labels: rest === "unknown" ? notTold : learned(rest === "" ? [] : rest.split(/,\s*/)) };
  };
  const workItem = (item: string): WorkItem => {
    const { name, labels } = labelled(item);
    const isClosed = name.endsWith(" (closed)");
    return { name: name.replace(/ \(closed\)$/, ""), labels, state: learned(isClosed ? "closed" : "open") };
  };
  return learned({
    title: told(title),
    text: learned(text),
    labels: told(labels),
    openedBy: told(openedBy),
    openedByBot: told(openedByBot),
    workItems: told(workItems?.map(workItem)),
    othersOpen: told(othersOpen?.map((item) => ({ ...labelled(item), title: learned(""), text: learned("") }))),
  });
}

/** `12 of 100`, or `3 of 100 since 2026-06-01` for a share that was too large until that day. */
function windowUseOf({ windowUse }: Example): ContributionFacts["windowUse"] {
  if (windowUse === undefined) return null;
  if (windowUse === "unknown") return unknown("history is cut");
  const [, withAi, commits, exceededOn = null] =
    /^(\d+) of (\d+)(?: since (\d{4}-\d{2}-\d{2}))?$/.exec(windowUse) ?? [];
  if (commits === undefined) throw new Error(`\`${windowUse}\` is no use of a window; write one as \`12 of 100\``);
  return learned(() => ({ commits: Number(commits), withAi: Number(withAi), exceededOn }));
}

function person(text: string): Identity {
  const identity = parseIdentity(text);
  if (identity === undefined) throw new Error(`\`${text}\` names nobody; write \`Ada Lovely <ada@example.org>\``);
  return identity;
}

const pathsOf = (example: Example): Asked["paths"] =>
  touchedPaths({ commit: commitOf(example, true), asked: nothingAsked });

function askedOf(example: Example, asked: readonly FactName[]): Asked {
  const { earlierCommits, repeats, reapplies } = example;
  const other = (name: FactName, commit: Example | "none" | "unknown" = "unknown"): Learned<CommitFacts | null> => {
    if (!asked.includes(name)) return notAsked;
    if (commit === "unknown") return unknown("git did not answer");
    return learned(commit === "none" ? null : commitOf(commit, true));
  };
  const known = asked.includes("earlier-commits") && earlierCommits !== undefined;
  return {
    earlierCommits: known ? learned(earlierCommits) : notAsked,
    repeats: other("repeats", repeats),
    reapplies: other("reapplies", reapplies),
    paths: asked.includes("paths") ? pathsOf(example) : notAsked,
    additions: asked.includes("additions")
      ? additionsOf({ commit: commitOf(example, true), asked: nothingAsked })
      : null,
    evidence: nothingLearnt("nobody has looked at the contents"),
  };
}

function proofsOf(
  { proved = "", notProved = "" }: Example,
  policy: Policy,
  commit: CommitFacts,
): (kind: ChangeKind) => Proof {
  const has = (list: string, kind: ChangeKind): boolean => list.split(",").some((name) => name.trim() === kind);
  const byPaths = evidenceBy(policy.classOf);
  return (kind) => {
    if (has(proved, kind)) return { kind: "proved", how: "the example says so" };
    if (has(notProved, kind)) return { kind: "not-proved", why: "the example says so" };
    return byPaths(commit, kind, nothingLearnt("nobody has looked at the contents"));
  };
}

/** The rule's defaults with what the example sets. Throws for an option or a choice that the rule does not have. */
function settingsOf({ id, options: shapes }: Rule, given: { readonly [name: string]: unknown }): Settings<Shapes> {
  for (const [name, value] of Object.entries(given)) {
    const setting = shapes[name];
    if (setting === undefined) throw new Error(`${id} has no option \`${name}\``);
    if (setting.shape.kind === "choice" && !setting.shape.of.includes(value as string)) {
      throw new Error(`${id}: \`${name}\` is one of ${setting.shape.of.join(", ")}, not \`${String(value)}\``);
    }
  }
  return withDefaults(shapes, given);
}
