import type { CommitFacts } from "../core/commit/facts.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";

const nobody = "nobody <> 0 +0000";

/** A commit whose object is too large to be read: its facts say so, and nothing in it can be judged. */
export function oversizedCommit(id: string, bytes: number): CommitFacts {
  const text = `author ${nobody}\ncommitter ${nobody}\n\n(a commit object of ${bytes} bytes)\n`;
  const facts = parseCommit(id, new TextEncoder().encode(text));
  return { ...facts, damage: `the commit object has ${bytes} bytes, more than is read` };
}
