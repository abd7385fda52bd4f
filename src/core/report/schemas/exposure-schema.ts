import { about, choice, count, list, orNull, record, type Schema, text } from "../schema-parts.ts";

const lines = {
  added: about(
    "Lines that the commits added; null where they are not counted (a binary file, a merge).",
    orNull(count),
  ),
  alive: about(
    "Of the lines at the revision those that are these commits'; null where they are not counted.",
    orNull(count),
  ),
};

/** The format of `proviso exception exposure --format json`, version 1. */
export const exposureSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso exposure, version 1",
  ...record({
    exposure: about("The version of this format.", { const: 1 }),
    revision: record({ name: about("As somebody named it.", text), id: about("The commit's full id.", text) }),
    exception: about("The exception's id; null where the commits were named one by one.", orNull(text)),
    undetermined: about("What is not known, so that numbers may be too small; the words may change.", list(text)),
    total: record({ added: count, alive: count }),
    reverts: about(
      "How many commits end how; their sum is the number of commits.",
      record({ clean: count, conflict: count, nothingLeft: count, merge: count, notReached: count, unknown: count }),
    ),
    patches: about("Names of the files of the series; null where none was asked for.", orNull(list(text))),
    directories: about(
      "What stands in each itself, not below; `.` is the root.",
      list(record({ path: text, added: count, alive: count })),
    ),
    files: list(
      record({
        path: text,
        state: about(
          "Whether a file is there, or one that it was renamed to.",
          choice("present", "deleted", "binary", "unknown"),
        ),
        ...lines,
        earlierPaths: about("Where the commits touched it, when it had other names.", list(text)),
      }),
    ),
    commits: about(
      "Newest first, in which order reverts are rehearsed; behind them those that the revision does not reach.",
      list(
        record({
          id: text,
          subject: text,
          ...lines,
          revert: record({
            outcome: choice("clean", "conflict", "nothing-left", "merge", "not-reached", "unknown"),
            why: about("Why it is not known.", orNull(text)),
            paths: about("Of a conflict.", list(record({ path: text, kinds: about("Git's words.", list(text)) }))),
            behind: about("Commits that touch such a path and could not be reverted before.", list(text)),
          }),
        }),
      ),
    ),
  }),
};

/** The file's text. */
export const exposureSchemaText = `${JSON.stringify(exposureSchema, null, 2)}\n`;
