import { describe, expect, test } from "vitest";
import { type BatchRecord, createBatchReader, objectBytesMax } from "../../src/adapters/git/batch-reader.ts";
import * as fc from "../random-cases.ts";

const id = "a".repeat(40);

/** Cuts the output at these offsets and feeds the pieces. */
function readInPieces(output: Buffer, cuts: readonly number[]): BatchRecord[] {
  const read = createBatchReader();
  const borders = [0, ...[...cuts].sort((a, b) => a - b), output.length];
  return borders.slice(1).flatMap((end, index) => read(output.subarray(borders[index], end)));
}

const objectText = (type: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${id} ${type} ${bytes.length}\n`), bytes, Buffer.from("\n")]);

describe("output of cat-file --batch", () => {
  test("is read the same wherever it is cut", () => {
    const content = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(Uint8Array.of()));
    fc.assert(
      fc.property(fc.array(fc.option(content)), fc.array(fc.nat(3000)), (contents, cuts) => {
        const parts = contents.map((bytes) =>
          bytes ? objectText("commit", Buffer.from(bytes)) : Buffer.from("no such^{commit} missing\n"),
        );
        const output = Buffer.concat(parts);
        const records = readInPieces(
          output,
          cuts.filter((cut) => cut < output.length),
        );
        expect(records.map((record) => (record.kind === "object" ? [...record.bytes] : null))).toEqual(
          contents.map((bytes) => (bytes ? [...bytes] : null)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("an object over the limit is told by its size and read past", () => {
    const large = objectText("commit", Buffer.from("tree".padEnd(objectBytesMax + 1, "\0")));
    const output = Buffer.concat([large, objectText("blob", Buffer.from("x"))]);
    const records = readInPieces(output, [10, 60, 70_000, output.length - 60, output.length - 3]);
    expect(records.map(({ kind }) => kind)).toEqual(["too-large", "object"]);
    expect(records[0]).toMatchObject({ size: objectBytesMax + 1, beginning: Buffer.from("tree".padEnd(65_536, "\0")) });
  });

  test("an object of exactly the limit is kept", () => {
    const [record] = readInPieces(objectText("blob", Buffer.alloc(objectBytesMax, 7)), [4_000_000]);
    expect(record?.kind === "object" && record.bytes.length).toBe(objectBytesMax);
  });

  test("a question that looks like an answer is none", () => {
    const [record] = readInPieces(Buffer.from(`${id} commit 12^{commit} missing\n`), []);
    expect(record).toEqual({ kind: "absent", answer: `${id} commit 12^{commit} missing` });
  });
});
