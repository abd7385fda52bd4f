// Proves every kind (or shows it: renamings, moves) for the last commits of a history and writes one JSON line per commit: what the figures and samples of docs/field-notes.md come from.
//
// node scripts/locked-node.mjs scripts/field-evidence.ts REPOSITORY COUNT OUTPUT [REVISION [PART/PARTS [KINDS]]]
//
// A run that was broken off goes on where it was, if OUTPUT is the file that it wrote. With `1/4` and the like it takes the commits of
// one part only: which part a commit is in depends on its id alone, so that each part is an even sample of the whole. KINDS, joined by commas, are all where none is named; those about tokens
// take nearly all of the time.
import { createHash } from "node:crypto";
import { openSync, readFileSync, statSync, writeSync } from "node:fs";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { createSyntax } from "../src/adapters/syntax/syntax.ts";
import { everyKind } from "../src/app/evidence.ts";
import { gatherEvidence } from "../src/app/gather-evidence.ts";
import { factsOf } from "../src/app/gather-facts.ts";
import { notAskedToReplay } from "../src/app/replay.ts";
import { createPathClasses } from "../src/core/evidence/classes.ts";
import { evidenceBy } from "../src/core/evidence/evidence.ts";
import { isShown } from "../src/core/evidence/proof.ts";
import { learned, unknown } from "../src/core/text/learned.ts";
import { grammarFile } from "./built-grammars.ts";

const [directory = ".", count = "100", output = "/dev/stdout", revision = "HEAD", part = "1/1", kinds = ""] =
  process.argv.slice(2);
const [wantedPart = 1, parts = 1] = part.split("/").map(Number);
const opened = await openRepository(directory);
if (!opened.ok) throw new Error(opened.error.text);
const repository = opened.value;
const ports = { repository, syntax: createSyntax({ grammarFile }), replay: notAskedToReplay };
const evidence = evidenceBy(createPathClasses({}));
const wanted = new Set(everyKind.filter((kind) => kinds === "" || kinds.split(",").includes(kind)));
const written = idsIn(output);
const file = openSync(output, "a");
let left = Number(count);

const range = await repository.resolveRange({ text: revision, root: true });
if (!range.ok) throw new Error(range.error.text);
for await (const batch of repository.commits(range.value)) {
  if (!batch.ok) throw new Error(batch.error.text);
  const newest = batch.value
    .map(factsOf)
    .filter(({ parents }) => parents.length < 2)
    .slice(0, left);
  left -= newest.length;
  const commits = newest.filter(({ id }) => id !== null && partOf(id) === wantedPart && !written.has(id));
  const changes = await repository.changes(commits.map(({ id, parents }) => ({ id: id ?? "", parents })));
  for (const [index, commit] of commits.entries()) {
    const answer = changes[index]?.changes;
    const known = answer?.ok === true ? learned(answer.value) : unknown("not compared");
    const started = performance.now();
    const busy = process.cpuUsage();
    const whole = { ...commit, changes: known };
    const facts = await gatherEvidence(whole, wanted, ports);
    const proofs = Object.fromEntries(
      [...wanted].map((kind) => {
        const proof = evidence(whole, kind, facts);
        if (proof.kind === "proved") return [kind, { how: proof.how, detail: proof.detail }];
        return [kind, isShown(proof) ? { shown: proof.why, detail: proof.detail } : `${proof.kind}: ${proof.why}`];
      }),
    );
    const milliseconds = Math.round((performance.now() - started) * 100) / 100;
    const { user, system } = process.cpuUsage(busy);
    const processor = Math.round((user + system) / 10) / 100;
    writeSync(file, `${JSON.stringify({ id: commit.id, subject: commit.subject, milliseconds, processor, proofs })}\n`);
  }
  if (left <= 0) break;
}
await repository.close();

/** Which part a commit is in, from 1: by a sum of its own, so that no other draw by ids goes the same way. */
function partOf(id: string): number {
  const sum = createHash("sha1").update(`20261129:part:${id}`).digest();
  return (sum.readUInt32BE() % parts) + 1;
}

/** The commits of an earlier run, by full id. What is no ordinary file (a terminal, a pipe) has none. */
function idsIn(path: string): ReadonlySet<string> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return new Set();
  return new Set([...readFileSync(path, "utf8").matchAll(/^\{"id":"([0-9a-f]+)"/gm)].map(([, id = ""]) => id));
}
