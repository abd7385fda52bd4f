import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { type Contender, compare, median } from "./measure.ts";

/** Mails that are judged. */
const mailsMax = 60_000;

type Bench = {
  readonly bundle: string;
  readonly policy: string;
  /** A bare repository as public-inbox keeps one since its version 2; null: one of invented mails is built. */
  readonly archive: string | null;
};

/** A whole archive judged, beside git printing its mails and doing nothing else. */
export async function benchMail({ bundle, policy, archive }: Bench): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-mail-"));
  try {
    const cwd = archive ?? (await buildArchive(join(scratch, "archive")));
    const ids = execFileSync("git", ["-C", cwd, "rev-list", `--max-count=${mailsMax}`, "HEAD"], { maxBuffer: 1 << 30 });
    const names = ids.toString("latin1").trimEnd().split("\n");
    writeFileSync(join(scratch, "names"), names.map((id) => `${id}:m\n`).join(""));
    const printing = `git cat-file --batch --buffer <'${join(scratch, "names")}'`;
    const judging = [bundle, "check", cwd, "--newest", String(mailsMax), "--policy-from", policy];
    const contenders: readonly Contender[] = [
      { name: "git cat-file --batch", command: "sh", args: ["-c", printing], cwd },
      { name: "proviso check", command: process.execPath, args: judging, cwd },
    ];
    const runs = await compare(contenders, 3);
    const base = runs.get("git cat-file --batch") ?? [];
    console.log(
      `\n${names.length} mails of ${archive ?? "an invented archive"}; ratios to git cat-file --batch, run by run`,
    );
    for (const [name, results] of runs) {
      const ratio = median(
        results.map(({ milliseconds }, at) => milliseconds / (base[at]?.milliseconds ?? Number.NaN)),
      );
      const own = Math.max(...results.map(({ megabytes }) => megabytes));
      const time = median(results.map(({ milliseconds }) => milliseconds));
      console.log(
        `  ${name.padEnd(22)} ${time.toFixed(0).padStart(6)} ms  × ${ratio.toFixed(2)}  ${own.toFixed(0).padStart(4)} MB`,
      );
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A bare repository with a mail a commit, through `git fast-import`. */
async function buildArchive(directory: string): Promise<string> {
  const env = { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: devNull };
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=master", directory], { env });
  const importer = spawn("git", ["-C", directory, "fast-import", "--quiet"], {
    env,
    stdio: ["pipe", "ignore", "inherit"],
  });
  for (let index = 0; index < mailsMax; index += 1) {
    const mail = mailAt(index);
    const commit = `commit refs/heads/master\ncommitter A <a@example.org> ${1_700_000_000 + index * 60} +0000\ndata 5\nmail\n\nM 100644 inline m\ndata ${mail.length}\n${mail}\n`;
    if (!importer.stdin.write(commit)) await once(importer.stdin, "drain");
  }
  importer.stdin.end();
  await once(importer, "exit");
  return directory;
}

/** Of ten mails one is a cover letter, four are its patches, and five answer these, each quoting it and one with a tag; as long as those of lists are. */
function mailAt(index: number): string {
  const [thread, place] = [Math.floor(index / 10), index % 10];
  const id = (at: number): string => `<${thread}.${at}@example.org>`;
  const author = `Person ${thread % 499} <person${thread % 499}@example.org>`;
  const isPosting = place < 5;
  const from = isPosting ? author : `Person ${(thread + place) % 499} <person${(thread + place) % 499}@example.org>`;
  const subject = `[PATCH ${isPosting ? place : place - 5}/4] part${thread % 61}: change number ${thread}`;
  const answered = isPosting ? 0 : place - 5;
  const threading = place === 0 ? "" : `In-Reply-To: ${id(answered)}\nReferences: ${id(answered)}\n`;
  const path = Array.from(
    { length: 5 },
    (_, at) =>
      `Received: from mx${at}.example.org by list.example.org with ESMTP id ${thread}${at};\n\tThu, 1 Jan 2026 00:00:00 +0000\n`,
  ).join("");
  const date = new Date(1_700_000_000_000 + index * 60_000).toUTCString().replace("GMT", "+0000");
  const head = `${path}From: ${from}\nTo: list@example.org\nSubject: ${isPosting ? "" : "Re: "}${subject}\nDate: ${date}\nMessage-Id: ${id(place)}\n${threading}List-Id: <list.example.org>\nContent-Type: text/plain; charset=utf-8\n\n`;
  const words = `The counters of part ${thread} are folded by a number that depends on ${thread * 7}.\n`.repeat(12);
  if (place === 0) return head + words;
  const patch = `${words}\nSigned-off-by: ${author}\n---\n x.c | 60 +++++\n\n${diffOf(thread, place)}`;
  if (isPosting) return head + patch;
  const quoted = (answered === 0 ? words : patch).replace(/^/gm, "> ");
  return `${head}On that day ${author} wrote:\n${quoted}\nFine.\n\n${place === 9 ? `Reviewed-by: ${from}\n` : ""}`;
}

function diffOf(thread: number, place: number): string {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `+\tvalue_${at} = fold(counter_${thread}, ${place * at});\n`,
  ).join("");
  return `diff --git a/x.c b/x.c\nindex 1111111..2222222 100644\n--- a/x.c\n+++ b/x.c\n@@ -${thread + 1},1 +${thread + 1},61 @@ int f(void)\n \tline\n${lines}-- \n2.47.0\n`;
}
