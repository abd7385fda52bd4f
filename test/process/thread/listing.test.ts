import { expect, test } from "vitest";
import { listedExceptions } from "../../../src/core/policy/listed-exceptions.ts";
import { listingOf, listsAsProposed } from "../../../src/core/process/thread/listing.ts";
import type { Version } from "../../../src/core/process/thread/versions.ts";
import { ground } from "../ground.ts";

const text = `# Exceptions

## Small fixes

- **Exception:** small-fixes
- **Covers:** docs
- **Agreed:** 2026-01-01 <1@example.org>

As was proposed.
`;
const { document, settings } = ground(text, "markdown");
const { exceptions } = listedExceptions(document, settings);

/** A version that proposes the fields of that text. */
const proposed = (fields: string): Version => {
  const posted = ground(`# Exceptions\n\n## Small fixes\n\n${fields}\nAs was proposed.\n`, "markdown");
  const [entry] = listedExceptions(posted.document, posted.settings).exceptions;
  if (entry === undefined) throw new Error("a version of a test proposes an entry");
  return { compared: { fields: entry.fields, title: entry.title, prose: "As was proposed." } } as Version;
};
const same = proposed("- **Exception:** small-fixes\n- **Covers:** docs\n");
const other = proposed("- **Exception:** small-fixes\n- **Covers:** docs, tests\n");

test("what the document lists is compared with the last version", () => {
  const listing = listingOf("small-fixes", document, exceptions, other);
  expect([listing.document, listing.entry?.id]).toEqual(["policy.md", "small-fixes"]);
  expect(listing.difference).toEqual({
    fields: [
      { field: "Covers", before: "docs, tests", after: "docs" },
      { field: "Agreed", before: null, after: "2026-01-01 <1@example.org>" },
    ],
    title: null,
    proseChanged: false,
  });
});

test.each<[what: string, version: Version, asProposed: boolean]>([
  ["that says when it was agreed on", same, true],
  ["that allows something else", other, false],
])("an entry %s: is it listed as proposed?", (_, version, asProposed) => {
  const { difference } = listingOf("small-fixes", document, exceptions, version);
  expect(difference && listsAsProposed(difference)).toBe(asProposed);
});

test.each<[what: string, listing: ReturnType<typeof listingOf>, name: string | null, id: string | null]>([
  ["an exception that is not listed", listingOf("others", document, exceptions, same), "policy.md", null],
  ["no version", listingOf("small-fixes", document, exceptions, undefined), "policy.md", "small-fixes"],
  ["no document", listingOf("small-fixes", null, [], same), null, null],
])("of %s nothing is compared", (_, listing, name, id) => {
  expect([listing.document, listing.entry?.id ?? null, listing.difference]).toEqual([name, id, null]);
});
