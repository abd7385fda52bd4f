import {
  about,
  choice,
  commitProperties,
  conclusion,
  count,
  day,
  defined,
  judgementShapes,
  list,
  objectId,
  orNull,
  record,
  ruleCountProperties,
  type Schema,
  schemaText,
  secondOpinion,
  text,
  textLike,
} from "../schema-parts.ts";

const entered = about(
  "With which commit of the audited line it came in, and on which day (UTC) that was committed.",
  record({ by: objectId, day }),
);

const periodCounts = {
  commits: about("The sum of the next five.", count),
  passed: count,
  passedUnderException: count,
  notApplicable: count,
  undecided: count,
  failed: count,
  warned: about("With at least one warning; not part of the sum.", count),
  beforePolicy: about("Entered when there was no policy yet; not part of the sum.", count),
  signed: about(
    "Commits that are no merges, by who signed them off.",
    record({
      independent: about("Somebody who is none of the authors.", count),
      own: about("Authors only.", count),
      unclear: about("Somebody with an author's name and another address.", count),
      unsigned: count,
    }),
  ),
  aiUse: about("Commits that declare AI use, or bear an agent's exact identity.", count),
  undisclosed: about("Commits with such an identity and without a word that declares it.", count),
};

const ledgerEntry = record({
  exception: text,
  id: objectId,
  subject: text,
  author: record({ name: text, email: text }),
  entered,
  outcome: about("`met`: under the exception.", choice("met", "unmet", "undecided")),
  evident: about("Proved from the change itself; else people judge.", { type: "boolean" }),
  conditions: list(record({ text, state: choice("holds", "fails", "unknown", "judgement"), why: text })),
  secondOpinions: list(defined("secondOpinion")),
});

const use = record({ id: objectId, by: objectId, day });

/** The format of `proviso audit --format json`, version 1, as JSON Schema 2020-12. */
export const auditSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso audit, version 1",
  ...record({
    audit: about("The version of this format.", { const: 1 }),
    conclusion,
    revision: record({ name: about("As it was asked for.", text), id: objectId }),
    asOf: about("By the policy of when each commit was judged.", choice("entry", "parent", "today")),
    policy: about(
      "The policy at the audited revision; null where none is there and none was given.",
      orNull(
        record({
          revision: about("The commit it was read at; null for a file or a profile.", orNull(objectId)),
          digest: about(
            "SHA-256 over the policy, its document, the maintainers and the mailmap.",
            textLike("^[0-9a-f]{64}$"),
          ),
          source: about("Where it was read, in words.", text),
          isOwn: about("The repository's own; else one that somebody laid over it.", { type: "boolean" }),
        }),
      ),
    ),
    reasons: about("Why the whole is undecided, where that belongs to no commit.", list(text)),
    unjudged: about(
      "Commits that nobody can tell the policy of, by the reason; those that entered first are listed, at most 1,000 of each.",
      list(record({ why: text, commits: count, listed: list(record({ id: objectId, day })) })),
    ),
    counts: record({
      ...periodCounts,
      olderThanPolicy: about("Older than the policy's `from`, and not judged.", count),
    }),
    since: about(
      "What came in since the audit that this one went on from; null where it went on from none.",
      orNull(record({ revision: objectId, counts: defined("periodCounts") })),
    ),
    baseline: about(
      "What a baseline of known findings leaves; null where none was given.",
      orNull(
        record({
          known: about("Commits of which everything that was found is known.", count),
          failed: about("Commits with something new that fails.", count),
          undecided: count,
          stale: about("Entries that nothing answers to any more.", list(record({ commit: objectId, rule: text }))),
          accepted: about(
            "What is known of those of `commits` that have something new besides.",
            list(
              record({
                commit: objectId,
                rule: about("`unreadable` for a commit that could not be read whole.", text),
                outcome: choice("unmet", "undecided"),
              }),
            ),
          ),
        }),
      ),
    ),
    years: list(record({ name: textLike("^[0-9]{4}$"), counts: defined("periodCounts") })),
    months: list(record({ name: textLike("^[0-9]{4}-(0[1-9]|1[0-2])$"), counts: defined("periodCounts") })),
    rules: {
      type: "object",
      additionalProperties: record({
        ...ruleCountProperties,
        years: { type: "object", additionalProperties: record(ruleCountProperties) },
      }),
    },
    milestones: about(
      "What changes of the policy's texts changed, oldest first.",
      list(
        record({
          commit: about("Null for what held from the start.", orNull(objectId)),
          day: orNull(day),
          text: about("The words may change.", text),
        }),
      ),
    ),
    window: about(
      "How much of which weeks may declare AI use, by the rule ai-window-share; null where the policy does not say.",
      orNull(record({ weeks: count, percent: count })),
    ),
    attested: about(
      "Statements that the policy asks contributors for, and the commits that bear them. That they were made is all that is known.",
      list(
        record({
          statement: about("The policy's name for it.", text),
          commits: about("All that bear it; `listed` has the first of them.", count),
          listed: list(
            record({
              id: objectId,
              subject: text,
              by: about("The author of the message in which it stands.", record({ name: text, email: text })),
              place: text,
              entered,
            }),
          ),
        }),
      ),
    ),
    tools: list(
      record({
        tool: text,
        class: choice("agent", "ai-signoff", "review-bot", "bot"),
        role: about("`author`, `committer`, a trailer's key, or `message`.", text),
        commits: count,
        first: use,
        last: use,
      }),
    ),
    subsystems: about(
      "By section of the maintainers file, or by directory; empty where nobody asked. A commit counts in each that it touches.",
      list(
        record({
          name: text,
          commits: count,
          failed: count,
          undecided: count,
          warned: count,
          independent: about("Signed off by somebody who is not an author.", count),
          signable: about("Those that are no merges.", count),
        }),
      ),
    ),
    ledger: about("Commits that rely on an exception, or would have to.", list(ledgerEntry)),
    commits: about("Those with something to say, in the order in which they entered.", list(defined("commit"))),
    knownCommits: about(
      "Those of which the baseline knows all that was found, in the same order; empty where none was given.",
      list(defined("commit")),
    ),
  }),
  $defs: {
    periodCounts: record(periodCounts),
    commit: record({ ...commitProperties, id: objectId, entered }),
    secondOpinion,
    ...judgementShapes(),
  },
};

/** The file's text. */
export const auditSchemaText = schemaText(auditSchema);
