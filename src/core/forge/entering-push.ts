import { isNoId } from "../commit/object-id.ts";
import { type Decoded, decoded, type ForgeRepository, ignored, malformed, type ServedForge } from "./event.ts";
import { branchOf } from "./fields.ts";
import { decidePush, isEntered } from "./pushed.ts";

/** A push, as every forge tells of it. Ids are as the forge wrote them. */
export type TakenPush = {
  readonly forge: ServedForge;
  readonly repository: ForgeRepository;
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Globs of branches that people contribute to beside the default branch. */
  readonly branches: readonly string[];
};

/**
 * What a push brings to a branch that people contribute to. Every other branch is somebody's work, of which it is only told that it moved: it is judged when
 * he asks for it to be taken, as the forge then tells.
 */
export function decodePush({ forge, repository, ref, before, after, branches }: TakenPush): Decoded {
  if (!ref.startsWith("refs/heads/")) return ignored("no branch was pushed");
  const branch = branchOf(ref);
  if (branch === null) return malformed("the pushed branch has a name that git does not take");
  const push = { forge, branch, tag: null, defaultBranch: repository.defaultBranch, before, after, branches };
  if (repository.defaultBranch === null) return malformed("the event does not name the repository's default branch");
  const entered = isEntered(branch, push);
  if (!entered.ok) return malformed(entered.why);
  if (!entered.value)
    return after === null || isNoId(after)
      ? ignored(`branch ${branch} was deleted, which brings no commit`)
      : decoded({ kind: "moved", repository, ref });
  const brings = decidePush(push);
  if (brings.kind === "contribution") return decoded({ kind: "push", repository, ref, brings });
  // A first push has nothing before it that a policy could have stood in; that is no fault of the delivery.
  return brings.kind === "nothing" || isFirst(before) ? ignored(brings.why) : malformed(brings.why);
}

const isFirst = (before: string | null): boolean => before !== null && /^0+$/.test(before);
