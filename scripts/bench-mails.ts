/**
 * Measures how long mails take to read, beside git printing them: `node scripts/locked-node.mjs scripts/bench-mails.ts REPOSITORY [MOST]`, where
 * the repository is one of public-inbox, version 2. Prints milliseconds of both, their ratio, microseconds a mail and the process's peak.
 */

import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { readPostedMail } from "../src/adapters/mail/read-posted-mail.ts";
import { mailsIn } from "./mails-in.ts";

const [path = ".", mostText = "60000"] = process.argv.slice(2);
const most = Number(mostText);
const command = `git rev-list --max-count=${most} HEAD | sed 's/$/:m/' | git cat-file --batch >/dev/null`;

const started = performance.now();
spawnSync("sh", ["-c", command], { cwd: resolve(path) });
const printed = performance.now() - started;

let [mails, patches, reading] = [0, 0, 0];
const begun = performance.now();
for await (const bytes of mailsIn(resolve(path), 1)) {
  const before = performance.now();
  const mail = await readPostedMail(bytes, { number: mails + 1, file: null });
  reading += performance.now() - before;
  mails += 1;
  if (mail.patch !== null) patches += 1;
  if (mails === most) break;
}
const whole = performance.now() - begun;
console.log({
  mails,
  patches,
  "git cat-file --batch, ms": Math.round(printed),
  "git and reading, ms": Math.round(whole),
  ratio: Number((whole / printed).toFixed(2)),
  "reading, µs a mail": Number(((reading * 1000) / mails).toFixed(1)),
  "peak, MB": Math.round(process.resourceUsage().maxRSS / 1024),
});
