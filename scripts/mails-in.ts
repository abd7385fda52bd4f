import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { mailsOf } from "../src/adapters/mail/split-mbox.ts";

/** Every so many-th mail of an archive, newest first: an mbox, or a public-inbox repository of version 2. */
export async function* mailsIn(path: string, every: number): AsyncGenerator<Uint8Array> {
  if (statSync(path).isFile()) {
    let count = 0;
    for (const mail of mailsOf(readFileSync(path))) if ((count += 1) % every === 0) yield mail;
    return;
  }
  const command = `git rev-list HEAD | awk 'NR % ${every} == 0 { print $0 ":m" }' | git cat-file --batch`;
  const child = spawn("sh", ["-c", command], { cwd: path, stdio: ["ignore", "pipe", "ignore"] });
  let held = Buffer.alloc(0);
  try {
    for await (const chunk of child.stdout) {
      held = Buffer.concat([held, chunk as Buffer]);
      for (;;) {
        const feed = held.indexOf(10);
        const [, , size] = held.toString("latin1", 0, Math.max(0, feed)).split(" ");
        if (feed === -1) break;
        if (size === undefined) {
          held = held.subarray(feed + 1);
          continue;
        }
        const end = feed + 1 + Number(size);
        if (held.length < end + 1) break;
        yield Buffer.from(held.subarray(feed + 1, end));
        held = held.subarray(end + 1);
      }
    }
  } finally {
    child.kill();
  }
}
