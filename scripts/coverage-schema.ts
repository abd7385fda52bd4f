import { coverageKinds } from "../src/core/report/render-coverage.ts";
import {
  about,
  choice,
  count,
  defined,
  list,
  orNull,
  position,
  problemShape,
  record,
  type Schema,
  schemaText,
  text,
} from "../src/core/report/schema-parts.ts";

const digest = about("SHA-256 over the policy, its document, the maintainers and the mailmap.", text);

/** The format of `proviso policy coverage --format json`, version 1. */
const coverageSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso coverage, version 1",
  ...record({
    coverage: about("The version of this format.", { const: 1 }),
    policy: record({
      source: about("Where the policy was read, in words.", text),
      revision: about("The commit it was read at; null for a work tree, a file or a profile.", orNull(text)),
      digest,
    }),
    document: about("The text whose sentences these are.", text),
    counts: about(
      "The first number is the sum of the others.",
      record({ sentences: count, ...Object.fromEntries(coverageKinds.map((kind) => [kind, count])) }),
    ),
    rulesWithoutSentence: about(
      "Rules that are switched on and that no sentence asks for; null where the policy maps no sentence.",
      orNull(list(text)),
    ),
    problems: about("Of the policy, and of the entries of `coverage:`.", list(defined("problem"))),
    sentences: about(
      "In the order of the document: those that ask, forbid or recommend, and those that an entry names.",
      list(
        record({
          line: position,
          column: about("From 1, in code points.", position),
          heading: about("The innermost heading above it.", orNull(text)),
          text: about("As a reader sees it, on one line.", text),
          digest: about("The first hex digits of the SHA-256 of the text, as `digest:` has them.", text),
          normativeWords: about("Why it is listed; none: an entry names it.", list(text)),
          kind: choice(...coverageKinds),
          rules: about(
            "The clauses that check it; `paths` null: for all paths.",
            list(record({ rule: text, level: choice("require", "warn"), paths: orNull(list(text)) })),
          ),
          attested: about("How people attest it, or the rest of it.", orNull(text)),
          judged: about("What no program can check of it.", orNull(text)),
          entry: about("The entry of the policy that names it.", orNull(record({ source: text, line: position }))),
        }),
      ),
    ),
  }),
  $defs: { problem: problemShape },
};

/** The file's text. */
export const coverageSchemaText = schemaText(coverageSchema);
