/** Writes the gallery of profiles: `node scripts/locked-node.mjs scripts/write-profile-pages.ts`. Read what changed. */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { galleryPages } from "../test/profiles/gallery.ts";

const folder = fileURLToPath(new URL("../docs/profiles", import.meta.url));
const pages = galleryPages();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
