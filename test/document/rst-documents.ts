import * as fc from "../random-cases.ts";

const word = fc.constantFrom("alpha", "beta", "gamma delta", "Use of tools", "``code`` here", "1. first", "naïve 😀");
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const mark = fc.constantFrom("=", "-", "~", "^", '"', "#");

/** A title with its adornment, as long as the title or longer. */
const title = fc.tuple(text, mark, fc.boolean(), fc.nat(3)).map(([name, character, overlined, extra]) => {
  // A wide character takes two columns, so twice the length is always enough.
  const adornment = character.repeat(Math.max(4, 2 * name.length) + extra);
  return overlined ? `${adornment}\n${name}\n${adornment}` : `${name}\n${adornment}`;
});

/** Lines that would be a title, put where they are none. */
const decoy = fc.tuple(text, mark).map(([name, character]) => `${name}\n${character.repeat(2 * name.length + 2)}`);
const indented = (lines: string): string => lines.replaceAll(/^/gm, "   ");

const block = fc.oneof(
  { arbitrary: title, weight: 4 },
  text,
  fc.tuple(text, text).map(([first, second]) => `${first}\n${second}`),
  decoy.map((lines) => `An example::\n\n${indented(lines)}`),
  decoy.map((lines) => `.. code-block:: rst\n\n${indented(lines)}`),
  decoy.map((lines) => `.. a comment\n\n${indented(lines)}`),
  decoy.map((lines) => `* item\n\n${indented(lines)}`),
  text.map((line) => `* ${line}`),
  text.map((line) => `:Field: ${line}`),
  text.map((line) => `term\n   ${line}`),
  text.map((line) => `.. _label: https://example.org/\n\n${line}`),
  fc.constant("=====  =====\nhead   more\n=====  =====\na      b\n=====  ====="),
  fc.constant("| a line\n| another"),
  fc.constant("--------"),
);

/** Documents of well-formed blocks, a blank line between them: what an author would write, decoys included. */
export const rstDocument = fc.array(block, { minLength: 1, maxLength: 9 }).map((blocks) => `${blocks.join("\n\n")}\n`);

/** Lines in any order, so that blocks are broken, run into each other, or stop in the middle. */
export const rstSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom("", "Title", "=====", "----", "==", "  indented", "- item", "1. one", "2. two", ":F: x", "a::"),
      fc.constantFrom(
        "+---+",
        "| a |",
        "=== ===",
        ".. note::",
        ">>> x",
        "> quoted",
        "\tTab",
        "::",
        "....",
        "名前",
        "-a  b",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { maxLength: 14 },
  )
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\u2028").map((end) => lines.join(end)));
