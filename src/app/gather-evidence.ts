import type { Change, CommitFacts } from "../core/commit/facts.ts";
import { shortObjectId } from "../core/commit/object-id.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import type { ChangeKind } from "../core/document/document.ts";
import type { ChangedFile, EvidenceFacts, OriginalFacts } from "../core/evidence/content.ts";
import { nothingLearnt } from "../core/evidence/content.ts";
import { modifiedOnly } from "../core/evidence/gate.ts";
import { languageOf } from "../core/evidence/languages.ts";
import { originalNamed } from "../core/evidence/original.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";
import { learnReplay, type ReplayPorts } from "./replay.ts";

export type EvidencePorts = ReplayPorts;

/** Files of one commit that are read for a proof, and UTF-16 units of both sides of all of them together. */
const filesMax = 10_000;
const charactersMax = 1 << 28;

const readKinds: ReadonlySet<ChangeKind> = new Set(["format", "comments", "identifiers", "move", "substitution"]);

/** Learns what some kinds of change need to be proved, and nothing more: a commit that none of them can fit is not read. */
export async function gatherEvidence(
  commit: CommitFacts,
  kinds: ReadonlySet<ChangeKind>,
  ports: EvidencePorts,
): Promise<EvidenceFacts> {
  const nothing = nothingLearnt("nobody has looked at the contents");
  const reads = [...kinds].some((kind) => readKinds.has(kind));
  const gate = modifiedOnly(commit);
  const files = reads && gate.ok ? await learnFiles(gate.value, ports) : nothing.files;
  const original =
    kinds.has("revert") || kinds.has("backport") ? await learnOriginal(commit, ports.repository) : nothing.original;
  const replay = kinds.has("scripted") ? await learnReplay(commit, ports) : nothing.replay;
  return { files, original, replay };
}

/**
 * Files whose texts are asked for together. To ask for each alone costs a write and a wait of its own, which are a tenth of the time that
 * 2,000 small files take; to ask for all would hold all texts at once, also where the first file ends the search.
 */
const filesTogether = 16;

async function learnFiles(changes: readonly Change[], ports: EvidencePorts): Promise<Learned<readonly ChangedFile[]>> {
  if (changes.length > filesMax) return unknown(`the commit touches more than ${filesMax} files, which is the limit`);
  const files: ChangedFile[] = [];
  let characters = 0;
  const ask = (from: number): Promise<readonly TextFile[]> =>
    Promise.all(changes.slice(from, from + filesTogether).map((change) => readSides(change, ports.repository)));
  let asked = ask(0);
  let reading: Promise<readonly Learned<ChangedFile>[]> = Promise.resolve([]);
  for (let from = 0; from < changes.length + filesTogether; from += filesTogether) {
    const texts = await asked;
    // git looks for the next texts while the grammars read these, and these wait already while those before them are read.
    asked = ask(from + filesTogether);
    const before = reading;
    reading = Promise.all(texts.map((text) => learnFile(text, ports)));
    for (const file of await before) {
      if (!file.known) return file;
      files.push(file.value);
      characters += file.value.before.length + file.value.after.length;
      if (characters > charactersMax)
        return unknown(`the files have more than ${charactersMax} characters, which is the limit`);
    }
  }
  return learned(files);
}

/** Both sides of a change as text; null: a side is no UTF-8. */
type TextFile = {
  readonly change: Change;
  readonly before: Learned<string | null>;
  readonly after: Learned<string | null>;
};

async function readSides(change: Change, repository: Repository): Promise<TextFile> {
  const [before, after] = await Promise.all([
    readText(change.oldBlob, repository),
    readText(change.newBlob, repository),
  ]);
  return { change, before, after };
}

async function learnFile(
  { change, before, after }: TextFile,
  { syntax }: EvidencePorts,
): Promise<Learned<ChangedFile>> {
  if (!before.known) return before;
  if (!after.known) return after;
  const texts = { change, before: before.value ?? "", after: after.value ?? "" };
  if (before.value === null || after.value === null) {
    return learned({ ...texts, language: languageOf(change.path, ""), reading: unknown("it is not UTF-8 text") });
  }
  const language = languageOf(change.path, after.value);
  const reading =
    language === null ? unknown("no grammar is at hand") : await syntax.read(language, before.value, after.value);
  return learned({ ...texts, language, reading });
}

/** Null: the blob is no UTF-8 text. */
async function readText(id: string, repository: Repository): Promise<Learned<string | null>> {
  const bytes = await repository.readBlob(id);
  if (!bytes.ok) return unknown(bytes.error.text);
  try {
    return learned(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.value));
  } catch {
    return learned(null);
  }
}

async function learnOriginal(commit: CommitFacts, repository: Repository): Promise<Learned<OriginalFacts | null>> {
  const named = originalNamed(commit);
  if (named === null || commit.id === null) return learned(null);
  const resolved = await repository.resolve(named.id);
  if (!resolved.ok) return unknown(resolved.error.text);
  const id = resolved.value;
  // A branch may be called like the beginning of an id, and git takes it first.
  if (!id.startsWith(named.id)) return unknown(`\`${named.id}\` is the name of something else than a commit's id`);
  const original = await repository.readCommit(id);
  if (!original.ok) return unknown(original.error.text);
  const { bytes } = original.value;
  if (bytes === null) return unknown(`commit ${id} is too large to read`);
  const { subject, parents } = parseCommit(id, bytes);
  if (parents.length > 1)
    return unknown(`\`${shortObjectId(id)}\` is a merge, which has no changes of its own to compare`);
  const isAncestor = await repository.isAncestor(id, commit.id);
  if (!isAncestor.ok) return unknown(isAncestor.error.text);
  const comparison = await repository.compareChanges(commit.id, id);
  if (!comparison.ok) return unknown(comparison.error.text);
  // With thousands of branches git takes minutes for this, and no other relation depends on it.
  const matters = named.how === "repeats" && !isAncestor.value && comparison.value === "same";
  const reference = matters ? await repository.referenceWith({ commit: id, without: commit.id }) : nowhere;
  if (!reference.ok) return unknown(reference.error.text);
  return learned({
    id,
    subject,
    isAncestor: isAncestor.value,
    reference: reference.value,
    comparison: comparison.value,
  });
}

const nowhere = { ok: true, value: null } as const;
