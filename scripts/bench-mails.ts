/**
 * Measures how long mails take to read, beside git printing them: `node scripts/locked-node.mjs scripts/bench-mails.ts REPOSITORY [MOST]`, where
 * the repository is one of public-inbox, version 2. Prints milliseconds of both and their
 * ratio, the processor's time for each, which others on the machine disturb less, and the process's peak.
 */

import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { readPostedMail } from "../src/adapters/mail/read-posted-mail.ts";
import { mailsIn } from "./mails-in.ts";

const [path = ".", mostText = "60000"] = process.argv.slice(2);
const most = Number(mostText);
const command = `git rev-list --max-count=${most} HEAD | sed 's/$/:m/' | git cat-file --batch >/dev/null`;

const started = performance.now();
const { stdout } = spawnSync("bash", ["-c", `${command}; times`], { cwd: resolve(path), encoding: "utf8" });
const printed = performance.now() - started;
// The second line of `times` is what its children used: `0m1.234s 0m0.123s`.
const usedByGit = [...(stdout.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)].reduce(
  (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
  0,
);

let [mails, patches, reading] = [0, 0, 0];
const begun = performance.now();
for await (const bytes of mailsIn(resolve(path), 1)) {
  const before = process.cpuUsage();
  const mail = await readPostedMail(bytes, { number: mails + 1, file: null });
  const { user, system } = process.cpuUsage(before);
  reading += (user + system) / 1000;
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
  "processor for git, µs a mail": Number(((usedByGit * 1000) / mails).toFixed(1)),
  "processor for reading, µs a mail": Number(((reading * 1000) / mails).toFixed(1)),
  "peak, MB": Math.round(process.resourceUsage().maxRSS / 1024),
});
