import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Digest } from "../../ports/digest.ts";
import type { Files } from "../../ports/files.ts";

/** Files of this machine. A directory, or a file that may not be read, is an answer with a reason; a missing one is null. */
export const localFiles: Files = {
  async read(path) {
    try {
      return { ok: true, value: await readFile(path) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "error";
      if (code === "ENOENT" || code === "ENOTDIR") return { ok: true, value: null };
      return { ok: false, text: `${path} cannot be read: ${code}` };
    }
  },
};

/** SHA-256 by node:crypto. */
export const sha256: Digest = (parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
