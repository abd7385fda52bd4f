import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

export type Schema = { readonly [key: string]: unknown };

export const text: Schema = { type: "string" };
export const count: Schema = { type: "integer", minimum: 0 };
const position: Schema = { type: "integer", minimum: 1 };
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
export const list = (items: Schema): Schema => ({ type: "array", items });
export const choice = (...values: readonly string[]): Schema => ({ enum: values });
const defined = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const about = (description: string, schema: Schema): Schema => ({ description, ...schema });

/** Every key is always there: what is not known is null, so that a reader never meets a missing key. */
export const record = (properties: { readonly [key: string]: Schema }): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const conclusion = choice("pass", "fail", "undecided");
const line = about("From 1, of the message; line 1 is the subject.", orNull(position));
const column = about("From 1, in code points.", orNull(position));

const filePlace = record({ path: text, line: position });

/** What proofs are checked by. */
const proofShapes: { readonly [name: string]: Schema } = {
  detail: {
    oneOf: [
      record({ kind: { const: "renaming" }, names: list(record({ before: text, after: text, places: count })) }),
      record({
        kind: { const: "templates" },
        templates: list(record({ before: text, after: text, places: count, examples: list(filePlace) })),
      }),
      record({ kind: { const: "moves" }, definitions: list(record({ name: text, from: filePlace, to: filePlace })) }),
      record({ kind: { const: "commit" }, id: text, subject: text }),
      record({ kind: { const: "script" }, script: text, difference: orNull(text) }),
    ],
  },
};

/** The format of `proviso check --format json`, version 1, as JSON Schema 2020-12. */
export const reportSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso report, version 1",
  ...record({
    report: about("The version of this format.", { const: 1 }),
    conclusion,
    subject: about("What was judged, in words.", text),
    reasons: about("Why the whole is undecided, where that belongs to no commit.", list(text)),
    policy: record({
      revision: about("The commit the policy was read at; null for a file or a profile.", orNull(text)),
      digest: about("SHA-256 over the policy, its document, the maintainers and the mailmap.", text),
      source: about("Where the policy was read, in words.", text),
      kind: choice("repository", "worktree", "file", "profile", "dco.yml", "built-in"),
      document: orNull(text),
      exceptions: about("How many exceptions the document lists.", count),
    }),
    counts: about(
      "Commits by what was concluded. The first number is the sum of the next five.",
      record({
        commits: count,
        passed: count,
        passedUnderException: count,
        notApplicable: count,
        undecided: count,
        failed: count,
        warned: count,
        olderThanPolicy: count,
      }),
    ),
    rules: { type: "object", additionalProperties: defined("ruleCounts") },
    problems: list(defined("problem")),
    contribution: record({ judgements: list(defined("judgement")) }),
    listed: about("All commits, or only those with something to say.", choice("all", "notable")),
    commits: about("Oldest first.", list(defined("commit"))),
  }),
  $defs: {
    ruleCounts: record({ met: count, unmet: count, notApplicable: count, undecided: count, warned: count }),
    problem: record({
      code: text,
      severity: choice("error", "warning"),
      text,
      source: text,
      line: position,
      column: position,
      hint: orNull(text),
    }),
    commit: record({
      id: about("A full object id, a Message-Id, or null for a commit about to be made.", orNull(text)),
      subject: text,
      author: record({ name: text, email: text, date: about("UTC, ISO 8601.", orNull(text)) }),
      conclusion,
      damage: about("Why the commit could not be read whole; it is never a pass then.", orNull(text)),
      judgements: list(defined("judgement")),
    }),
    judgement: record({
      rule: about("The rule's id.", text),
      level: about("A warning changes no conclusion.", choice("require", "warn", "off")),
      outcome: choice("met", "unmet", "not-applicable", "undecided"),
      because: about("Why it is met or not applicable.", orNull(text)),
      findings: list(defined("finding")),
      exception: about("The exception of the document that was relied on, or came nearest.", orNull(text)),
      secondOpinion: orNull(
        record({
          by: record({ name: text, email: text }),
          form: about("The trailer's key, or the kind of review.", text),
          source: choice("trailer", "review", "mail"),
          verified: { type: "boolean" },
        }),
      ),
      evidence: orNull(record({ evident: { type: "boolean" }, conditions: list(defined("condition")) })),
    }),
    finding: record({
      message: about("The message's id, which is stable.", text),
      text: about("The message's words, which may change.", text),
      line,
      column,
      path: orNull(text),
      part: about("What of the commit it is about.", choice("message", "path", "author", "committer", "commit")),
      policyLine: record({ source: text, line: position, heading: orNull(text), text }),
      fix: orNull({
        oneOf: [
          record({ kind: { const: "command" }, text, command: about("Holds no text of the contributor's.", text) }),
          record({ kind: { const: "edit" }, text }),
        ],
      }),
    }),
    condition: record({
      text: about("The condition as the document lists it.", text),
      state: choice("holds", "fails", "unknown", "judgement"),
      why: text,
      source: text,
      line: position,
      detail: about(
        "What a person can check a proof by; null where there is no more than `why`.",
        orNull(defined("detail")),
      ),
    }),
    ...proofShapes,
  },
};

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
export const evidenceSchemaText = `${JSON.stringify(evidenceSchema, null, 2)}\n`;

/** The file's text. Long and plain on purpose: it is published. */
export const reportSchemaText = `${JSON.stringify(reportSchema, null, 2)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeFile(new URL("../schemas/report.schema.json", import.meta.url), reportSchemaText);
  await writeFile(new URL("../schemas/evidence.schema.json", import.meta.url), evidenceSchemaText);
}
