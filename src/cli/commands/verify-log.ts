import { createReadStream } from "node:fs";
import { sha256 } from "../../adapters/files/files.ts";
import { lineLengthMax, nothingVerified, type Verified, verifyLine } from "../../core/service/action-log.ts";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { textDigest } from "../text-digest.ts";
import { utf8Text } from "../utf8.ts";

type VerifyLogOptions = { readonly contains?: string };

/** `proviso verify-log FILE`: proves an exported log line by line, however long it is. */
export async function runVerifyLog(file: string, { contains }: VerifyLogOptions): Promise<void> {
  const wanted = contains?.toLowerCase() ?? null;
  if (wanted !== null && !/^[0-9a-f]{64}$/.test(wanted))
    throw new CommandFailure("--contains takes the hash of an entry: 64 hexadecimal digits", "usage");
  const digest = textDigest({ digest: sha256 });
  let known: Verified = nothingVerified;
  let hasWanted = wanted === null;
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const next = verifyLine(known, line, digest);
    if (!next.ok) return broken(`line ${number}: ${next.why}`);
    known = next.value;
    hasWanted ||= known.head.hash === wanted;
  }
  if (!hasWanted)
    return broken(`no entry has the hash ${wanted}: this log does not go on from the one where it was noted`);
  await writeOut(wholeness(known));
}

async function broken(why: string): Promise<void> {
  process.exitCode = exitStatus.fail;
  await writeOut(`The log is not whole: ${why}.\n`);
}

function wholeness({ first, head, entries }: Verified): string {
  if (first === null) return "The log has no entries.\n";
  const start = first === 1 ? "" : `, from entry ${first} on; what came before is not in this file`;
  return `The log is whole: ${entries} ${entries === 1 ? "entry" : "entries"}${start}.\nIts last hash is ${head.hash} (entry ${head.sequence}).\n`;
}

/** The lines of a file, each only so long; a longer one comes cut, and is then no entry. */
async function* linesOf(file: string): AsyncIterable<string> {
  const name = file === "-" ? "standard input" : `\`${file}\``;
  const stream = file === "-" ? process.stdin : createReadStream(file);
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of stream) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        yield utf8Text(rest.subarray(0, end), name);
        rest = rest.subarray(end + 1);
      }
      if (rest.length > 4 * lineLengthMax) break;
    }
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`${name} cannot be read: ${fileErrorWords(error as NodeJS.ErrnoException)}`, "usage");
  }
  if (rest.length > 0) yield utf8Text(rest, name);
}
