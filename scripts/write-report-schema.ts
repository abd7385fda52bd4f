import { reportSchema } from "../src/core/report/report-schema.ts";
import {
  about,
  choice,
  defined,
  list,
  orNull,
  position,
  proofShapes,
  record,
  type Schema,
  schemaText,
  text,
} from "../src/core/report/schema-parts.ts";

/** The format of `proviso evidence --format json`, version 1. */
export const evidenceSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso evidence, version 1",
  ...record({
    evidence: about("The version of this format.", { const: 1 }),
    commits: list(
      record({
        id: about(
          "A full commit id; a Message-Id for a patch that came by mail, null where its mail has none.",
          orNull(text),
        ),
        mail: orNull(
          record({
            file: text,
            number: about("The mail's place in the file, from 1 on.", { type: "integer", minimum: 1 }),
            onto: about("The full id of the commit that the file's first patch was applied to.", text),
            ontoBy: choice("caller", "mails", "HEAD"),
            without: about("Mails of the file that hold no patch.", list({ type: "integer", minimum: 1 })),
          }),
        ),
        subject: text,
        proofs: list(
          record({
            kind: text,
            state: choice("proved", "not-proved", "no-proof-available"),
            words: about("How it is proved, or why it is not; the words may change.", text),
            detail: orNull(defined("detail")),
            leftovers: about(
              "Parts of the change that the proof does not cover: what a reviewer should read.",
              list(record({ path: text, line: position, before: text, after: text })),
            ),
          }),
        ),
      }),
    ),
  }),
  $defs: proofShapes,
};

/** The file's text. */
export const evidenceSchemaText = schemaText(evidenceSchema);

/** The file's text. */
export const reportSchemaText = schemaText(reportSchema);
