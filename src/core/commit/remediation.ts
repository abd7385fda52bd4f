import type { CommitFacts } from "./facts.ts";
import { parseIdentity, sameAddress } from "./identities.ts";
import type { Identity } from "./identity.ts";

/** A remediation commit's statement: the signer adds his sign-off to an earlier commit, for himself or for its author. */
export type Remediation = {
  readonly by: Identity;
  readonly onBehalfOf: Identity | null;
  /** The full id of the commit, lower case. */
  readonly commit: string;
};

/**
 * The statements of a remediation commit, in the form that the DCO app reads (dcoapp/app, `allowRemediationCommits`), each alone on its line:
 *
 *     I, NAME <ADDRESS>, hereby add my Signed-off-by to this commit: ID
 *     On behalf of NAME <ADDRESS>, I, NAME <ADDRESS>, hereby add my Signed-off-by to this commit: ID
 *
 * A statement counts when its ID is a full object id, when who states it is the author of the commit that says so (for somebody else's
 * commit its committer will do too), and when he signs that commit off. Whether he may speak for the repaired commit is the rules' to say.
 * The DCO app compares names as well; identities are compared by address here, as everywhere. Linear in the message.
 */
export function remediationsOf(commit: CommitFacts): readonly Remediation[] {
  const { text } = commit.message;
  const statements: Remediation[] = [];
  for (const { index: at, 0: said } of text.matchAll(phrase)) {
    const start = at - lineHeadMax < 0 ? 0 : at - lineHeadMax;
    const head = text.slice(start, at);
    const feed = head.lastIndexOf("\n");
    // A head that is longer than any statement's is none.
    if (feed === -1 && start > 0) continue;
    const id = fullId.exec(text.slice(at + said.length, at + said.length + idLineMax))?.[1];
    const stated = id === undefined ? null : statementIn(head.slice(feed + 1));
    if (id !== undefined && stated !== null && mayState(stated, commit))
      statements.push({ ...stated, commit: id.toLowerCase() });
  }
  return statements.length === 0 ? none : statements;
}

const none: readonly Remediation[] = Object.freeze([]);

const phrase = /, hereby add my signed-off-by to this commit: /gi;

/** Characters before the phrase on its line, and after it. */
const lineHeadMax = 1000;
const idLineMax = 80;

/** SHA-1 or SHA-256, alone on the rest of the line. */
const fullId = /^([0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?)[ \t\r]*(?:\n|$)/;

type Stated = Omit<Remediation, "commit">;

/** `I, NAME <ADDRESS>`, with `On behalf of NAME <ADDRESS>, ` before it or not. */
function statementIn(head: string): Stated | null {
  const third = "On behalf of ";
  if (!startsWith(head, third)) {
    const by = speaker(head);
    return by === undefined ? null : { by, onBehalfOf: null };
  }
  const comma = head.indexOf(">, I, ");
  const onBehalfOf = comma === -1 ? undefined : parseIdentity(head.slice(third.length, comma + 1));
  const by = comma === -1 ? undefined : speaker(head.slice(comma + 3));
  return onBehalfOf === undefined || by === undefined ? null : { by, onBehalfOf };
}

const startsWith = (text: string, start: string): boolean =>
  text.slice(0, start.length).toLowerCase() === start.toLowerCase();

const speaker = (text: string): Identity | undefined =>
  startsWith(text, "I, ") && text.endsWith(">") ? parseIdentity(text.slice(3)) : undefined;

function mayState({ by, onBehalfOf }: Stated, { author, committer, trailers }: CommitFacts): boolean {
  const isOwn = sameAddress(by.email, author.email) || (onBehalfOf !== null && sameAddress(by.email, committer.email));
  if (!isOwn) return false;
  return trailers.some(({ key, value }) => {
    const signer = key.toLowerCase() === "signed-off-by" ? parseIdentity(value) : undefined;
    return signer !== undefined && sameAddress(signer.email, by.email);
  });
}
