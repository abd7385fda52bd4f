import { expect, test } from "vitest";
import { likeliest, readSeenMaintainers } from "../../src/core/adoption/seen-maintainers.ts";
import { maintainersTextMax } from "../../src/core/people/maintainers-file.ts";

const file = "Core\nM: Ada <ada@example.org>\nM: Lin <lin@example.org>\nF: src/\n";

test.each<[what: string, name: string, text: string, form: string, people: number, unfit: string | null]>([
  ["people with addresses", "MAINTAINERS", file, "MAINTAINERS", 2, null],
  ["nobody", "MAINTAINERS", "Ask on the list.\n", "MAINTAINERS", 0, "it names nobody in the form of Linux and QEMU"],
  ["no owner", "docs/CODEOWNERS", "# nobody yet\n", "CODEOWNERS", 0, "it names nobody in the form of CODEOWNERS"],
  ["addresses", ".github/CODEOWNERS", "* ada@example.org\n", "CODEOWNERS", 1, null],
  [
    "a login among them",
    "CODEOWNERS",
    "* ada@example.org @lin\n",
    "CODEOWNERS",
    2,
    "of 2 owners it names 1 by a login, whose addresses have to stand under `people:` first",
  ],
])("a file that names %s", (_, name, text, form, people, unfit) => {
  expect(readSeenMaintainers({ name, text })).toMatchObject({ form, people, unfit });
});

test("a file that is too long is not proposed, and the next one is", () => {
  const long = readSeenMaintainers({ name: "MAINTAINERS", text: file.padEnd(maintainersTextMax + 1, " ") });
  expect(long.unfit).toMatch(/^it cannot be read: /);
  const short = readSeenMaintainers({ name: "docs/MAINTAINERS", text: file });
  expect([likeliest([long, short]), likeliest([long]), likeliest([])]).toEqual([short, long, undefined]);
});
