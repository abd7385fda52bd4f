import { expect, test } from "vitest";
import { findAutomation } from "../../src/core/rules/generated/automation.ts";

/** Where a message says that `sed` made the change; null: it does not. */
const found = (message: string): number | null => findAutomation(message, ["sed"])?.start ?? null;

test.each<[message: string, where: number | null]>([
  ["title\n\nThis change was made with sed.\n", 33],
  // The subject alone shows nothing.
  ["Converted with sed", null],
  ["This change was made with sed\n", null],
  ["This change was made with sed\n\nWords.\n", null],
  ["title\n\nThe change was converted. It is used by sed.\n", null],
  ["title\n\nThis change was not made with sed.\n", null],
])("%j: %j", (message, where) => expect(found(message)).toBe(where));
