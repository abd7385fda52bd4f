/** One answer of `git cat-file --batch`. */
export type BatchRecord =
  | { readonly kind: "object"; readonly id: string; readonly type: string; readonly bytes: Buffer }
  | {
      readonly kind: "too-large";
      readonly id: string;
      readonly type: string;
      readonly size: number;
      /** Where a commit's tree and parents stand. */
      readonly beginning: Buffer;
    }
  | { readonly kind: "absent"; readonly answer: string };

/** Objects over this many bytes are not kept in memory, but for their beginning; the rest is read past. */
export const objectBytesMax = 8 * 1024 * 1024;
const beginningBytes = 64 * 1024;

/** An object that the chunks so far hold in part. `kept` is what of it is to be kept, once there is any. */
type Body = { id: string; type: string; size: number; kept: Buffer | null; filled: number };

/**
 * Reads the output of `git cat-file --batch` as it comes, in chunks cut anywhere:
 * `<id> <type> <size>`, a newline, the bytes, a newline; or a line that says why there is no object.
 * An object's bytes are a view of the chunk that holds it whole; only one that straddles chunks is copied.
 */
export function createBatchReader(): (chunk: Buffer) => BatchRecord[] {
  let headerRest: Buffer | null = null;
  let body: Body | null = null;

  return function read(chunk) {
    const records: BatchRecord[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (body) {
        at = fill(body, chunk, at);
        if (body.filled <= body.size) break;
        records.push(finished(body));
        body = null;
        continue;
      }
      const newline = chunk.indexOf(10, at);
      if (newline === -1) {
        const rest = chunk.subarray(at);
        headerRest = headerRest ? Buffer.concat([headerRest, rest]) : Buffer.from(rest);
        break;
      }
      const header: string = (headerRest?.toString("latin1") ?? "") + chunk.toString("latin1", at, newline);
      headerRest = null;
      at = newline + 1;
      const expected = readHeader(header);
      if (!expected) {
        records.push({ kind: "absent", answer: header });
        continue;
      }
      const end = at + expected.size;
      if (end < chunk.length && expected.size <= objectBytesMax) {
        const bytes = chunk.subarray(at, end);
        records.push({ kind: "object", id: expected.id, type: expected.type, bytes });
        at = end + 1;
      } else body = expected;
    }
    return records;
  };
}

/** A header of an object, or null: the answer for an absent one repeats the question, which is never just a number after two words. */
function readHeader(header: string): Body | null {
  const first = header.indexOf(" ");
  const second = header.indexOf(" ", first + 1);
  if (first <= 0 || second === -1) return null;
  const digits = header.slice(second + 1);
  const size = Number(digits);
  if (digits === "" || !Number.isSafeInteger(size) || size < 0) return null;
  return { id: header.slice(0, first), type: header.slice(first + 1, second), size, kept: null, filled: 0 };
}

/** Takes what the chunk has of the body and of the newline after it; gives the offset behind. */
function fill(body: Body, chunk: Buffer, at: number): number {
  const end = Math.min(chunk.length, at + body.size + 1 - body.filled);
  body.kept ??= Buffer.allocUnsafe(body.size > objectBytesMax ? beginningBytes : body.size);
  if (body.filled < body.kept.length) chunk.copy(body.kept, body.filled, at, end);
  body.filled += end - at;
  return end;
}

function finished({ id, type, size, kept }: Body): BatchRecord {
  const bytes = kept ?? Buffer.alloc(0);
  return size > objectBytesMax
    ? { kind: "too-large", id, type, size, beginning: bytes }
    : { kind: "object", id, type, bytes };
}
