import {
  about,
  choice,
  commitProperties,
  conclusion,
  count,
  defined,
  judgementShapes,
  list,
  orNull,
  policyLine,
  position,
  problemShape,
  proofShapes,
  record,
  ruleCountProperties,
  type Schema,
  schemaText,
  text,
} from "./schema-parts.ts";

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
      chosen: about("Did somebody choose it, instead of the one that governs the range?", { type: "boolean" }),
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
    clauses: about(
      "The clauses that are switched on, in the policy's order.",
      list(record({ rule: about("The rule's id.", text), level: choice("require", "warn"), policyLine })),
    ),
    problems: list(defined("problem")),
    contribution: record({ judgements: list(defined("judgement")) }),
    listed: about("All commits, or only those with something to say.", choice("all", "notable")),
    commits: about("Oldest first.", list(defined("commit"))),
  }),
  $defs: {
    ruleCounts: record(ruleCountProperties),
    problem: problemShape,
    commit: record(commitProperties),
    ...judgementShapes({ clause: about("The place of its clause in `clauses`, from 0.", count) }),
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
export const evidenceSchemaText = schemaText(evidenceSchema);

/** The file's text. */
export const reportSchemaText = schemaText(reportSchema);
