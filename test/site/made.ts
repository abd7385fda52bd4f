import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSite } from "../../scripts/build-site.ts";

export type MadeSite = {
  readonly folder: string;
  /** Pages by their places, such as `rules/index.html`. */
  readonly pages: readonly string[];
  read(path: string): string;
  remove(): void;
};

/** The site, written into a directory of this test. */
export async function madeSite(): Promise<MadeSite> {
  const folder = mkdtempSync(join(tmpdir(), "proviso-site-"));
  await writeSite(folder);
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));
  return {
    folder,
    pages: pages.sort(),
    read: (path) => readFileSync(join(folder, path), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
