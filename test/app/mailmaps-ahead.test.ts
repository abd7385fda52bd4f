import { expect, test } from "vitest";
import { createMailmapsAhead } from "../../src/app/audit/mailmaps-ahead.ts";
import type { FileText, PolicyTexts } from "../../src/core/audit/timeline.ts";
import type { Repository } from "../../src/ports/repository.ts";

/** Texts one behind the other, of which only the mailmap is told: a blob, a link to one, or none. */
const textsWith = (mailmaps: readonly (FileText | null)[]): readonly PolicyTexts[] =>
  mailmaps.map((file, index) => ({
    files: new Map(file === null ? [] : [[".mailmap", file]]),
    changed: [".mailmap"],
    previous: index === 0 ? null : index - 1,
    madeBy: index,
  }));

const file = (blob: string): FileText => ({ blob, isLink: false });

function readerOf(texts: readonly PolicyTexts[]) {
  const asked: string[] = [];
  const repository = {
    readBlob: async (blob: string) => {
      asked.push(blob);
      return { ok: true, value: Buffer.from(`Ada <ada@example.org> <${blob}@example.org>\n`) };
    },
  } as unknown as Repository;
  return { read: createMailmapsAhead(texts, repository), asked };
}

const textOf = async (reading: ReturnType<ReturnType<typeof createMailmapsAhead>>): Promise<string | null> => {
  const found = await reading;
  return found.ok ? (found.value?.source.text ?? null) : found.text;
};

test("every text has its own mailmap, each read once", async () => {
  const blobs = Array.from({ length: 60 }, (_, index) => file(`b${index % 40}`));
  const { read, asked } = readerOf(textsWith(blobs));
  for (const [index, { blob }] of blobs.entries()) expect(await textOf(read(index))).toContain(`<${blob}@`);
  expect(asked).toHaveLength(40);
});

test("those that follow are asked for together with the first", () => {
  const { read, asked } = readerOf(textsWith(Array.from({ length: 40 }, (_, index) => file(`b${index}`))));
  void read(3);
  expect([asked.length, asked[0], asked.at(-1)]).toEqual([16, "b3", "b18"]);
  void read(10);
  expect(asked).toHaveLength(16);
  void read(19);
  expect(asked.length).toBeGreaterThan(16);
});

test("no mailmap, and one that is a link, stay what they are", async () => {
  const { read, asked } = readerOf(textsWith([null, { blob: "a", isLink: true }, file("a"), null]));
  expect(await textOf(read(0))).toBeNull();
  expect(await textOf(read(1))).toContain("symbolic link");
  expect(await textOf(read(2))).toContain("<a@");
  expect(await textOf(read(3))).toBeNull();
  expect(asked).toEqual(["a"]);
});

test("of more mailmaps than are kept none is lost", async () => {
  const { read } = readerOf(textsWith(Array.from({ length: 1000 }, (_, index) => file(`b${index}`))));
  for (let index = 0; index < 1000; index += 1) expect(await textOf(read(index))).toContain(`<b${index}@`);
});
