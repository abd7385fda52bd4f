import {
  about,
  choice,
  count,
  defined,
  list,
  orNull,
  problemProperties,
  record,
  type Schema,
  schemaText,
  text,
} from "../src/core/report/schema-parts.ts";

const origin = record({
  source: about("Where the policy was read, in words.", text),
  kind: choice("repository", "worktree", "file", "profile", "dco.yml", "built-in"),
  revision: about("The commit it was read at; null for a file or a profile.", orNull(text)),
});

const sums = orNull(record({ evident: count, judgement: count, not: count, unknown: count }));

const coverage = record({
  kind: about(
    "`evident`: all conditions hold; `judgement`: people decide the rest; `not`: a condition fails; `unknown`: a fact is missing.",
    choice("evident", "judgement", "not", "unknown"),
  ),
  condition: about("The condition as listed that fails, is open or is not known; null for evident.", orNull(text)),
  why: about("What decided it; the words may change.", text),
  opinion: about(
    "The second opinion: by whom, who could give it, or why nobody can tell; null where none is asked for.",
    orNull(record({ state: choice("given", "waits", "unknown"), words: text })),
  ),
});

const said = record({
  outcome: choice("met", "unmet", "undecided"),
  warns: about("It is only a warning.", { type: "boolean" }),
  exception: about("The exception that it is met under.", orNull(text)),
  messages: about("Ids of the messages of what was found.", list(text)),
});

const conclusion = about(
  "`not-judged`: older than what the policy judges.",
  choice("pass", "fail", "undecided", "not-judged"),
);

/** The format of `proviso policy simulate` and `diff` with `--format json`, version 1. */
export const simulationSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso simulation, version 1",
  ...record({
    simulation: about("The version of this format.", { const: 1 }),
    draft: about("What was drafted, in words; null where two policies were compared.", orNull(text)),
    before: origin,
    after: origin,
    over: record({ text: about("Which commits, in words.", text), tip: about("The full id of the newest.", text) }),
    counts: record({
      commits: about("All that were looked at.", count),
      merges: about("Of these, merges: no entry is decided for them.", count),
      judgedByBoth: count,
      olderThanBefore: about("Older than what that policy judges (`from`).", count),
      olderThanAfter: count,
    }),
    notes: list(text),
    undetermined: about("What could not be decided for lack of facts; the words may change.", list(text)),
    problems: about(
      "Of either policy; with an error nothing was judged.",
      list(record({ side: choice("before", "after"), ...problemProperties })),
    ),
    changes: about(
      "Commits of which a rule says something else, or whose conclusion is another; newest first.",
      list(
        record({
          id: text,
          subject: text,
          before: conclusion,
          after: conclusion,
          rules: about(
            "What each rule said, clause by clause; nothing where it had nothing to judge.",
            list(record({ rule: text, before: list(defined("said")), after: list(defined("said")) })),
          ),
        }),
      ),
    ),
    entries: about(
      "Entries that the draft brings, changes or takes out.",
      list(
        record({
          id: text,
          title: text,
          what: choice("new", "changed", "removed", "unchanged"),
          skipped: about("Why nothing was decided.", orNull(text)),
          counts: about("Null where the entry is not decided on that side.", record({ before: sums, after: sums })),
          commits: about(
            "Every commit that is no merge, newest first, as if it had declared AI use and cited the entry.",
            list(
              record({
                id: text,
                subject: text,
                before: orNull(defined("coverage")),
                after: orNull(defined("coverage")),
              }),
            ),
          ),
        }),
      ),
    ),
  }),
  $defs: { coverage, said },
};

/** The file's text. */
export const simulationSchemaText = schemaText(simulationSchema);
