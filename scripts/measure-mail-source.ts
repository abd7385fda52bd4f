// How fast mails are read from where they lie: `measure-mail-source.ts PATH`, a public-inbox archive, a mirror of one of its epochs, or a Maildir.
// For a bare repository also what `git cat-file --batch` takes to print them, which nobody can do without.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryChanges } from "../src/adapters/files/changes.ts";
import { publicInbox } from "../src/adapters/git/public-inbox/public-inbox.ts";
import { maildirSource } from "../src/adapters/mail/maildir-source.ts";

const [path = "."] = process.argv.slice(2);
const isMaildir = existsSync(join(path, "cur"));
const changes = directoryChanges(60_000);
const source = isMaildir ? maildirSource(path, changes) : publicInbox(path, { changes });

const start = process.hrtime.bigint();
const secondsSince = (time: bigint): string => (Number(process.hrtime.bigint() - time) / 1e9).toFixed(2);
const counts = new Map<string, number>();
let bytes = 0;
const asked = { position: null, newest: 10_000_000, known: () => [] };
for await (const event of source.follow(asked, AbortSignal.any([]))) {
  counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
  if (event.kind === "mail") bytes += event.bytes.length;
  if (event.kind === "failed" || event.kind === "notice") console.log(event.text);
  if (event.kind === "caught-up") break;
}
await source.close();
const { user, system } = process.cpuUsage();
console.log(
  `${source.name}: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")}; ${bytes} bytes in ${secondsSince(start)} s, ` +
    `${((user + system) / 1e6).toFixed(2)} s of this processor, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
);

if (existsSync(join(path, "objects"))) {
  const git = (words: readonly string[], input: Buffer | string = ""): Buffer =>
    spawnSync("git", words, { cwd: path, input, maxBuffer: 1 << 30 }).stdout;
  const commits = git(["rev-list", "HEAD"]).toString("latin1").trimEnd().replaceAll(/$/gm, ":m");
  const blobs = git(["cat-file", "--batch-check=%(objectname)"], `${commits}\n`);
  const printing = process.hrtime.bigint();
  spawnSync("git", ["cat-file", "--batch", "--buffer"], {
    cwd: path,
    input: blobs,
    stdio: ["pipe", "ignore", "ignore"],
  });
  console.log(`git cat-file --batch prints them in ${secondsSince(printing)} s`);
}
