/**
 * Reads series that real `git format-patch` writes as mails, applies them in memory, and compares the commits with those of the history,
 * and what is learnt of each patch with what is learnt of the commit.
 *
 *     node scripts/locked-node.mjs scripts/compare-series.ts REPOSITORY [COUNT]
 */
import { execFileSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { readPostedMail } from "../src/adapters/mail/read-posted-mail.ts";
import { mailsOf } from "../src/adapters/mail/split-mbox.ts";
import { applySeries } from "../src/app/mail/apply-series.ts";
import { gatherMailedFacts } from "../src/app/mail/gather-mailed-facts.ts";
import { notAskedToReplay } from "../src/app/replay.ts";
import type { MailedPatch } from "../src/core/mail/posted-mail.ts";
import { learned, unknown } from "../src/core/text/learned.ts";
import type { Repository } from "../src/ports/repository.ts";
import type { Syntax } from "../src/ports/syntax.ts";
import { situationOf } from "../src/testing/situations.ts";

const [directory = ".", count = "50"] = process.argv.slice(2);
const bytesMax = 1 << 30;
const git = (...words: string[]): Buffer =>
  execFileSync("git", ["-C", directory, ...words], { maxBuffer: bytesMax, stdio: ["ignore", "pipe", "ignore"] });

/** Patches of one series. */
const length = 3;

/** Stretches of the first-parent line without merges and without empty commits, spread over the history: oldest first, the base in front. */
function stretches(): readonly (readonly string[])[] {
  const lines = git("log", "--first-parent", "--format=%H %P", "HEAD").toString("latin1").trim().split("\n");
  const step = Math.max(1, Math.floor(lines.length / Number(count)));
  const found: (readonly string[])[] = [];
  for (let at = 0; at + length < lines.length; at += step) {
    const stretch = lines.slice(at, at + length).map((line) => line.split(" "));
    if (stretch.every((ids) => ids.length === 2))
      found.push([stretch.at(-1)?.[1] ?? "", ...stretch.map(([id = ""]) => id).reverse()]);
  }
  return found;
}

async function patchesOf(ids: readonly string[]): Promise<readonly (MailedPatch | null)[]> {
  const mbox = git("format-patch", "--stdout", "--find-renames=50%", `${ids[0]}..${ids.at(-1)}`);
  const read: (MailedPatch | null)[] = [];
  for (const bytes of mailsOf(mbox))
    read.push((await readPostedMail(bytes, { number: read.length + 1, file: null })).patch);
  return read;
}

const textOf = async (repository: Repository, id: string): Promise<string> => {
  const raw = await repository.readCommit(id);
  return raw.ok ? Buffer.from(raw.value.bytes ?? "").toString("latin1") : raw.error.text;
};

/** Tree, author and message; the committer is another, and so may be the parent. */
const kept = (text: string): string => text.replace(/^(?:parent|committer|gpgsig|encoding) .*\n(?: .*\n)*/gm, "");

const opened = await openRepository(directory);
if (!opened.ok) throw new Error(opened.error.text);
const repository = opened.value;
const counts = new Map<string, number>();
const add = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
const syntax: Syntax = {
  read: async () => unknown("no grammar"),
  readShell: async () => unknown("no grammar"),
};
const situation = situationOf({ text: "x\n" }, {}, []);

for (const [base = "", ...ids] of stretches()) {
  const patches = await patchesOf([base, ...ids]).catch(() => null);
  if (patches === null) {
    add("series that git cannot write here");
    continue;
  }
  const applied = await applySeries({ patches, named: null }, { tip: base, onto: null }, repository);
  if (!applied.known) {
    add("series that cannot be applied");
    console.log(`${ids.at(-1)}: ${applied.why}`);
    continue;
  }
  for (const [index, id] of ids.entries()) {
    const commit = applied.value.commits[index];
    if (!commit?.known) {
      add("patches that cannot be applied");
      console.log(`${id}: ${commit?.why}`);
      continue;
    }
    const isSame = kept(await textOf(applied.value.repository, commit.value.id)) === kept(await textOf(repository, id));
    const isFolded = !isSame && /^(?:.+\n)+\n.+\n./.test(await textOf(repository, id));
    add(
      isSame
        ? "patches that became the commit"
        : isFolded
          ? "patches whose subject has several lines, which a mail joins"
          : "patches that became another commit",
    );
    if (!isSame && !isFolded) console.log(`${id}: became another commit`);
    const asking = {
      place: 0,
      situation,
      names: ["changes"] as const,
      base,
      diff: learned(patches[index]?.diff ?? ""),
      commit,
    };
    const [learnt] = await gatherMailedFacts([asking], {
      repository: applied.value.repository,
      syntax,
      replay: notAskedToReplay,
    });
    const [real] = await repository.changes([{ id, parents: [ids[index - 1] ?? base] }]);
    const changes = learnt?.answers.changes;
    const isAlike =
      changes?.known === true && real?.changes.ok === true && isDeepStrictEqual(changes.value, real.changes.value);
    add(isAlike ? "changes that are alike" : "changes that differ");
    if (!isAlike) console.log(`${id}: the changes differ`);
  }
  await applied.value.repository.close();
}
await repository.close();
for (const [what, times] of counts) console.log(`${times} ${what}`);
