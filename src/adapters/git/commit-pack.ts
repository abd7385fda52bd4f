import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** A pack of whole commit objects (gitformat-pack(5), version 2), as git reads one from its standard input. */
export function commitPack(objects: readonly Uint8Array[], format: "sha1" | "sha256"): Uint8Array {
  const head = Buffer.alloc(12);
  head.write("PACK", "latin1");
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(objects.length, 8);
  const parts = [head, ...objects.flatMap((bytes) => [entryHead(bytes.length), deflateSync(bytes)])];
  const checksum = createHash(format);
  for (const part of parts) checksum.update(part);
  return Buffer.concat([...parts, checksum.digest()]);
}

/** The type of a commit, and the size: four bits with the type, then seven in each byte, the least first. */
function entryHead(size: number): Buffer {
  const bytes = [(commitType << 4) | (size & 15)];
  for (let rest = size >>> 4; rest > 0; rest >>>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

const commitType = 1;
