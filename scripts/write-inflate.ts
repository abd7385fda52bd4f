/**
 * Compiles `assembly` (inflate.ts, scan.ts, outline.ts and header.ts, with codes.ts, lines.ts, message.ts and words.ts), and writes what comes of it into
 * a source file, as text, so that neither the sources nor the bundle need a compiler: `npm run inflate`. `test/git/packs/inflate.test.ts` says when it is
 * due.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));

export const moduleFile = path("src/adapters/git/packs/inflate-module.ts");

/** No memory is ever asked for, and none grows: all of it has its place beforehand. What is not written to takes none of the machine. */
const options =
  "--optimizeLevel 3 --shrinkLevel 0 --runtime stub --noAssert --enable simd --initialMemory 320 --maximumMemory 320";

/** The source file that today's `assembly` gives. */
export function compileInflate(): string {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-inflate-"));
  try {
    const output = join(scratch, "inflate.wasm");
    // As a program: the types of its library change those of arrays everywhere.
    const compiler = [
      path("node_modules/assemblyscript/bin/asc.js"),
      "assembly/inflate.ts",
      "assembly/scan.ts",
      "assembly/outline.ts",
      "assembly/header.ts",
      "--outFile",
      output,
    ];
    const { status, stderr } = spawnSync(process.execPath, [...compiler, ...options.split(" ")], {
      cwd: path("."),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`assembly cannot be compiled: ${stderr}`);
    const lines = readFileSync(output, "base64").match(/.{1,110}/g) ?? [];
    return `/** WebAssembly of assembly/inflate.ts, scan.ts, outline.ts and header.ts, in base64: \`npm run inflate\` writes it. */
export const inflateModule = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(moduleFile, compileInflate());
