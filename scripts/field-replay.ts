// Replays the scripts that the messages of a real history carry:
//   node scripts/field-replay.ts REPOSITORY COUNT OUTPUT.jsonl [REVISION]
// COUNT: commits with a script, newest first. A line each: what was found, and what became of it.
import { closeSync, openSync, writeSync } from "node:fs";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { createSandbox } from "../src/adapters/sandbox/bubblewrap.ts";
import { createSyntax } from "../src/adapters/syntax/syntax.ts";
import { proveCommits } from "../src/app/evidence.ts";
import { parseCommit } from "../src/core/commit/parse-commit.ts";
import { findScript } from "../src/core/evidence/script/find-script.ts";
import { substitutionLimits } from "../src/core/evidence/substitution.ts";
import { grammarFile } from "./built-grammars.ts";

const [directory = ".", count = "100", output = "/dev/stdout", revision = "HEAD"] = process.argv.slice(2);
const opened = await openRepository(directory);
if (!opened.ok) throw new Error(opened.error.text);
const repository = opened.value;
const replay = { allowed: true as const, sandbox: createSandbox() };
const ports = { repository, syntax: createSyntax({ grammarFile }), replay };
const range = await repository.resolveRange({ text: revision, root: true });
if (!range.ok) throw new Error(range.error.text);
const file = openSync(output, "w");
const states = new Map<string, number>();
let left = Number(count);
let seen = 0;

for await (const batch of repository.commits(range.value)) {
  if (!batch.ok) throw new Error(batch.error.text);
  for (const { id, bytes } of batch.value) {
    seen += 1;
    if (bytes === null || left === 0) continue;
    const commit = parseCommit(id, bytes);
    if (commit.parents.length !== 1 || findScript(commit).kind === "none") continue;
    left -= 1;
    await replayed(id);
  }
  if (left === 0) break;
}
closeSync(file);
await repository.close();
console.log(`${seen} commits read; of those with a script:`, Object.fromEntries(states));

async function replayed(id: string): Promise<void> {
  const started = performance.now();
  const request = {
    sources: [{ kind: "range" as const, argument: { text: `${id}^!`, root: false } }],
    kinds: ["scripted" as const],
    limits: substitutionLimits,
  };
  for await (const answer of proveCommits({ ...request, classOf: () => "code" }, ports)) {
    if (!answer.ok) throw new Error(answer.text);
    const { subject, proofs } = answer.value;
    const [{ proof } = { proof: null }] = proofs;
    const words = proof === null ? "" : proof.kind === "proved" ? proof.how : proof.why;
    const state = `${proof?.kind}: ${words.replaceAll(/`[^`]*`/g, "…").slice(0, 90)}`;
    states.set(state, (states.get(state) ?? 0) + 1);
    const milliseconds = Math.round(performance.now() - started);
    writeSync(file, `${JSON.stringify({ id, subject, milliseconds, proof })}\n`);
  }
}
