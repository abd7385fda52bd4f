import {
  createRequest,
  type ExceptionRequest,
  requestedFieldNames,
  sectionNames,
} from "../../src/core/process/request.ts";
import { fieldQuestions, remark, sectionForms, sectionTitles } from "../../src/core/process/request-form.ts";
import * as fc from "../random-cases.ts";

/** What would be taken for something else if it stood at the start of a line, in one of the formats or both. */
const openers = [
  "# ",
  "## ",
  "### ",
  "- ",
  "* ",
  "+ ",
  "1. ",
  "1) ",
  "> ",
  ">",
  "    ",
  "\t",
  "   ",
  " ",
  "\\",
  "\\\\",
  "\\#",
  "\\x",
  "```",
  "~~~",
  "~~~~~~",
  "<!--",
  "-->",
  "<script>",
  "</script>",
  "<?",
  "<![CDATA[",
  "<!X",
  "<div>",
  "<b>",
  "---",
  "===",
  "===== =====",
  "=",
  "-",
  "----",
  "+---+",
  "|",
  "..",
  ".. ",
  ".. note::",
  "__ ",
  "::",
  "foo::",
  ":Covers: ",
  ":Exception:",
  "- **Covers:** ",
  "- **Agreed:** ",
  "[a]: b",
  "---\nkey: x\n---",
  "From ",
  "Subject: x",
  "#",
  "##",
  "`",
  "``",
  "*",
  "**",
  "_",
  "\u2028",
  "\u0085",
  "\f",
  "\v",
  "\r",
  "\r\n",
  "\0",
  "\u202e",
  "\ufeff",
  "\u00a0",
  "\ud800",
  "漢字",
  "👩‍💻",
];
const titles = [...sectionTitles, "Exception request: x", "Proposed entry"];
const remarks = [sectionForms.benefit.question, `Tool: ${fieldQuestions.Tool}`].flatMap((text) => [
  remark(text, "markdown"),
  remark(text, "plain"),
  `\u00a0${remark(text, "markdown")}`,
]);
const word = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z]{1,9}$/), weight: 6 },
  { arbitrary: fc.constantFrom(...openers, ...titles, ...remarks), weight: 2 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 5 }), weight: 1 },
);
const line = fc.oneof(
  { arbitrary: fc.array(word, { maxLength: 6 }).map((words) => words.join(" ")), weight: 6 },
  { arbitrary: fc.array(word, { maxLength: 3 }).map((words) => words.join("")), weight: 4 },
  {
    arbitrary: fc.constantFrom("", ...openers, ...titles, ...remarks, ...titles.map((title) => `## ${title}`)),
    weight: 4,
  },
  { arbitrary: fc.array(word, { minLength: 20, maxLength: 40 }).map((words) => words.join(" ")), weight: 1 },
);

/** Texts as somebody might type or send them, and as nobody would. */
export const anyProse = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));

const field = fc.record({ name: fc.constantFrom(...requestedFieldNames), value: line });

export const anyRequest: fc.Arbitrary<ExceptionRequest> = fc
  .record({
    id: fc.oneof(fc.constantFrom("", "uniform-changes"), line),
    title: fc.oneof(line, word),
    ...(Object.fromEntries(sectionNames.map((name) => [name, anyProse])) as Record<
      (typeof sectionNames)[number],
      typeof anyProse
    >),
    fields: fc.array(field, { maxLength: 5 }),
  })
  .map(createRequest);

/** A request that lacks nothing. */
export const wholeRequest: ExceptionRequest = createRequest({
  id: "uniform-renames",
  title: "Uniform renames",
  scenario: "A word is replaced by another one in many files at once, as it was agreed on the list.",
  technique: "A list of words, replaced one by one with whatever is at hand.",
  benefit: "Nobody has to look up what the old word meant.",
  certification: "The words were agreed on before, and nothing else changes.",
  recognition: "Every changed place is one of the words on the list.",
  risks: "A word may stand in a text that is not ours; reviewers see each place.",
  fields: [
    { name: "Covers", value: "code, docs" },
    { name: "Change", value: "substitution" },
  ],
});
