import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localFiles } from "../../src/adapters/files/files.ts";

test.skipIf(process.platform === "win32")("a device without an end is not read to its end", async () => {
  const text = "/dev/zero has more than 67108864 bytes, which is the limit";
  expect(await localFiles.read("/dev/zero")).toEqual({ ok: false, text, isLink: false });
});

test("a file is read, a directory is not, and nothing is null", async () => {
  const directory = mkdtempSync(join(tmpdir(), "proviso-files-"));
  try {
    const file = join(directory, "file");
    writeFileSync(file, "text\n");
    expect(await localFiles.read(file)).toEqual({ ok: true, value: Buffer.from("text\n") });
    expect(await localFiles.read(join(directory, "none"))).toEqual({ ok: true, value: null });
    expect(await localFiles.read(directory)).toMatchObject({ ok: false, isLink: false });
  } finally {
    rmSync(directory, { recursive: true });
  }
});
