// Takes commits that are proved to be of a kind, or shown as a renaming or a move, alters one token of each in many ways, and says which still are: none
// may be, unless what was done is of the kind itself. Reads what scripts/field-evidence.ts wrote.
//
// node scripts/locked-node.mjs scripts/mutate-evidence.ts REPOSITORY FIELD.jsonl [MUTATIONS-PER-COMMIT] [COMMITS-PER-KIND]
import { readFileSync } from "node:fs";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { createSyntax } from "../src/adapters/syntax/syntax.ts";
import { gatherEvidence } from "../src/app/gather-evidence.ts";
import { factsOf } from "../src/app/gather-facts.ts";
import { notAskedToReplay } from "../src/app/replay.ts";
import type { CommitFacts } from "../src/core/commit/facts.ts";
import type { ChangeKind } from "../src/core/document/document.ts";
import { createPathClasses } from "../src/core/evidence/classes.ts";
import type { ChangedFile, EvidenceFacts } from "../src/core/evidence/content.ts";
import { evidenceBy } from "../src/core/evidence/evidence.ts";
import { isShown, type Proof } from "../src/core/evidence/proof.ts";
import type { Token } from "../src/core/evidence/tokens.ts";
import { learned, unknown } from "../src/core/text/learned.ts";
import { grammarFile } from "./built-grammars.ts";

const [directory = ".", field = "", perCommit = "20", perKind = "40"] = process.argv.slice(2);
const kinds: readonly ChangeKind[] = ["format", "comments", "identifiers", "substitution", "move"];
const opened = await openRepository(directory);
if (!opened.ok) throw new Error(opened.error.text);
const repository = opened.value;
const syntax = createSyntax({ grammarFile });
const evidence = evidenceBy(createPathClasses({}));

/** A small generator with a seed, so that a run can be repeated. */
let state = 20261127;
const random = (below: number): number => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * below);
};

type Line = { readonly id: string; readonly proofs: { readonly [kind: string]: unknown } };
const lines = readFileSync(field, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Line);

async function commitOf(id: string): Promise<CommitFacts> {
  const raw = await repository.readCommit(id);
  if (!raw.ok) throw new Error(raw.error.text);
  const commit = factsOf(raw.value);
  const [answer] = await repository.changes([{ id, parents: commit.parents }]);
  return { ...commit, changes: answer?.changes.ok === true ? learned(answer.changes.value) : unknown("not compared") };
}

const splice = (text: string, from: number, to: number, now: string): string =>
  text.slice(0, from) + now + text.slice(to);

/** One of several things done to one token. */
function mutated(text: string, tokens: readonly Token[]): { readonly text: string; readonly what: string } | null {
  const at = random(tokens.length);
  const token = tokens[at];
  if (token === undefined) return null;
  const end = token.start + token.text.length;
  const other = tokens[at + 1];
  switch (random(5)) {
    case 0:
      return {
        text: splice(text, token.start, end, token.kind === "name" ? `${token.text}_x` : `${token.text} 1`),
        what: `changed ${token.text}`,
      };
    case 1:
      return { text: splice(text, token.start, end, ""), what: `removed ${token.text}` };
    case 2:
      return { text: splice(text, end, end, ` ${token.text}`), what: `doubled ${token.text}` };
    case 3: {
      const from = tokens[random(tokens.length)];
      if (from === undefined || from.text === token.text) return null;
      return { text: splice(text, token.start, end, from.text), what: `put ${from.text} for ${token.text}` };
    }
    default:
      if (other === undefined || other.text === token.text) return null;
      return {
        text: splice(
          text,
          token.start,
          other.start + other.text.length,
          other.text + text.slice(end, other.start) + token.text,
        ),
        what: `swapped ${token.text} and ${other.text}`,
      };
  }
}

const holds = (proof: Proof): boolean => proof.kind === "proved" || isShown(proof);

let tried = 0;
for (const kind of kinds) {
  const commits = lines.filter(({ proofs }) => typeof proofs[kind] === "object");
  let ofKind = 0;
  let survivors = 0;
  for (let picked = 0; picked < Math.min(Number(perKind), commits.length); picked += 1) {
    const [line] = commits.splice(random(commits.length), 1);
    if (line === undefined) break;
    const commit = await commitOf(line.id);
    const facts = await gatherEvidence(commit, new Set([kind]), { repository, syntax, replay: notAskedToReplay });
    if (!facts.files.known || !holds(evidence(commit, kind, facts))) continue;
    for (let round = 0; round < Number(perCommit); round += 1) {
      const files = [...facts.files.value];
      const index = random(files.length);
      const file = files[index];
      if (file === undefined || file.language === null || !file.reading.known) continue;
      const code = file.reading.value.regions
        .flatMap(({ after }) => after.tokens)
        .filter((token) => token.kind !== "comment" && token.kind !== "layout");
      const change = mutated(file.after, code);
      if (change === null || change.text === file.after) continue;
      const reading = await syntax.read(file.language, file.before, change.text);
      const altered: ChangedFile = { ...file, after: change.text, reading };
      files[index] = altered;
      const now: EvidenceFacts = { ...facts, files: learned(files) };
      const proof = evidence(commit, kind, now);
      tried += 1;
      ofKind += 1;
      if (!holds(proof)) continue;
      survivors += 1;
      const words = proof.kind === "proved" ? proof.how : proof.why;
      console.log(`${kind} ${line.id.slice(0, 12)} ${file.change.path}: ${change.what}: ${words}`);
    }
  }
  console.log(`${kind}: ${ofKind} mutations, ${survivors} still of the kind`);
}
console.log(`${tried} mutations in all`);
await repository.close();
