import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Builds a bare repository with one linear history of invented commits, through `git fast-import`.
 *
 * @param policy the text of a `proviso.yaml` that the first commit brings
 */
export async function buildHistory(commits: number, policy?: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-bench-"));
  const env = { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: devNull };
  await ended(
    spawn("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory], { env, stdio: "ignore" }),
  );
  const importer = spawn("git", ["-C", directory, "fast-import", "--quiet"], {
    env,
    stdio: ["pipe", "ignore", "inherit"],
  });
  for (let index = 0; index < commits; index += 1) {
    const files = index === 0 && policy !== undefined ? inlineFile("proviso.yaml", policy) : "";
    if (!importer.stdin.write(commitCommand(index, files))) await once(importer.stdin, "drain");
  }
  importer.stdin.end();
  await ended(importer);
  return directory;
}

const ended = (child: ReturnType<typeof spawn>): Promise<unknown> => once(child, "exit");

/** Messages are about as long as those of projects that work by mail: a subject, two paragraphs, three tags. */
function commitCommand(index: number, files: string): string {
  const person = `Person ${index % 997} <person${index % 997}@example.org>`;
  const time = 1_400_000_000 + index * 60;
  const message = `part${index % 31}: change number ${index}\n\n${paragraph(index)}\n${paragraph(index + 7)}\nReviewed-by: Person ${
    (index * 3) % 997
  } <person${(index * 3) % 997}@example.org>\nMessage-Id: <${time}.${index}@example.org>\nSigned-off-by: ${person}\n`;
  const file = `a line ${index}\n`;
  return (
    `commit refs/heads/main\nauthor ${person} ${time} +0100\ncommitter ${person} ${time} +0100\n` +
    `data ${message.length}\n${message}\n${inlineFile(`part${index % 31}/file${index % 61}.c`, file)}${files}`
  );
}

const inlineFile = (path: string, text: string): string => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`;

const words =
  "the device keeps its state in a table that is read before each reset so a late write may be lost unless both ends agree on order".split(
    " ",
  );

function paragraph(seed: number): string {
  let text = "";
  let line = "";
  for (let word = 0; word < 34; word += 1) {
    line += `${words[(seed * 7 + word * 5) % words.length]} `;
    if (line.length > 64) {
      text += `${line.trimEnd()}\n`;
      line = "";
    }
  }
  return `${text}${line.trimEnd()}.\n`;
}
