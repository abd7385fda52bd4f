import type { CommitValue } from "../../core/report/json-values.ts";
import type { IndexedCommit } from "../../ports/service-store.ts";

/** What a commit was judged for, and when. */
type Occasion = Pick<IndexedCommit, "repository" | "contribution" | "judgedAt">;

/** A commit of a report, or of an audit, as the index of the service has it. A commit without an id, which is about to be made, is none. */
export function indexedCommit(commit: CommitValue, occasion: Occasion): IndexedCommit | null {
  const { id, subject, author, conclusion, judgements } = commit;
  if (id === null) return null;
  return {
    ...occasion,
    commitId: id,
    subject,
    author: `${author.name} <${author.email}>`,
    committedAt: author.date === null ? 0 : Date.parse(author.date),
    conclusion,
    judgements: judgements.flatMap(({ rule, outcome, exception }) =>
      outcome === "not-applicable" ? [] : [{ rule, outcome, exception }],
    ),
  };
}
