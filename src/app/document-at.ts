import { shortObjectId } from "../core/commit/object-id.ts";
import type { PolicyDocument } from "../core/document/document.ts";
import { formatOf, readDocument } from "../core/document/read-document.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";

/**
 * The policy document as a revision has it; null when it is not there. Unknown where it cannot be read whole: a text that is
 * too long has no headings for us, and must not be taken for one that says nothing. Where it is the text of `known`, which was read without a
 * problem, that is the answer: many commits ask for the same text, and reading it takes longer than judging them.
 */
export async function documentAt(
  revision: string,
  path: string,
  repository: Repository,
  known: PolicyDocument | null = null,
): Promise<Learned<PolicyDocument | null>> {
  const file = await repository.readFile(revision, path);
  if (!file.ok) return unknown(file.error.text);
  if (file.value === null) return learned(null);
  const where = `${path} at ${shortObjectId(revision)}`;
  if (file.value.isLink) return unknown(`${where} is a symbolic link, which is not followed`);
  const source = { name: path, text: new TextDecoder().decode(file.value.bytes) };
  if (known?.source.name === path && known.source.text === source.text) return learned(known);
  const { document, problems } = readDocument(source, formatOf(path) ?? "markdown");
  const broken = problems.find(({ severity }) => severity === "error");
  return broken === undefined ? learned(document) : unknown(`${where} cannot be read: ${broken.text}`);
}
