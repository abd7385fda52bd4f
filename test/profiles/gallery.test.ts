import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { galleryPages } from "./gallery.ts";

const folder = fileURLToPath(new URL("../../docs/profiles/", import.meta.url));
const pages = galleryPages();

test("the gallery has a page for each profile, and no other", () =>
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort()));

test.each([...pages])("%s is as the profiles and the examples are", (name, text) =>
  expect(readFileSync(`${folder}${name}`, "utf8")).toBe(text),
);
