import { readFileSync } from "node:fs";
import type { TestRepository } from "../repository.ts";

/** A commit of an invented history; parents are places of earlier ones. */
export type Node = { readonly parents: readonly number[]; readonly seconds: number; readonly message?: string };

const day = 1_700_000_000;

/** One behind the other, `step` seconds apart. */
export const line = (length: number, step = 60): readonly Node[] =>
  Array.from({ length }, (_, place) => ({
    parents: place === 0 ? [] : [place - 1],
    seconds: day + place * step,
    // Alike but for a word, so that a pack holds many as differences from others.
    message: `commit ${place}\n\n${"the same words in every message, and again ".repeat(place % 13)}\n`,
  }));

/**
 * Imports a history at once.
 *
 * @param unpacked each object in a file of its own, instead of in a pack
 * @returns the ids in order; the branch `main` is the last commit
 */
export function importGraph(
  repository: TestRepository,
  nodes: readonly Node[],
  { unpacked = false, below }: { readonly unpacked?: boolean; readonly below?: string } = {},
): readonly string[] {
  // A ref of its own for each: what a ref has already would be a parent.
  const commands = nodes.map(({ parents, seconds, message = "a message\n" }, place) => {
    const [first, ...others] = parents.map((parent) => `:${parent + 1}`);
    const from = first ?? below;
    return [
      `commit refs/imported/${place}`,
      `mark :${place + 1}`,
      `committer Ada Example <ada@example.org> ${seconds} +0000`,
      `data ${Buffer.byteLength(message)}\n${message}`,
      ...(from === undefined ? [] : [`from ${from}`]),
      ...others.map((other) => `merge ${other}`),
      `M 644 inline file\ndata ${`${place}`.length}\n${place}`,
      `reset refs/imported/${place}\nfrom 0000000000000000000000000000000000000000`,
      "",
    ].join("\n");
  });
  const last = `reset refs/heads/main\nfrom :${nodes.length}\n`;
  const limit = `fastimport.unpackLimit=${unpacked ? 1_000_000 : 1}`;
  const marks = `${repository.home}/marks`;
  repository.run(["-c", limit, "fast-import", "--quiet", "--force", `--export-marks=${marks}`], {
    input: commands.join("\n") + last,
  });
  const ids: string[] = [];
  for (const line of readFileSync(marks, "utf8").trim().split("\n")) {
    const [mark = "", id = ""] = line.slice(1).split(" ");
    ids[Number(mark) - 1] = id;
  }
  return ids;
}
