import {
  about,
  choice,
  count,
  list,
  orNull,
  position,
  record,
  type Schema,
  schemaText,
  text,
} from "../schema-parts.ts";

const seconds = about(
  "Seconds since 1970 UTC, as its author's program wrote it; null where it cannot be read.",
  orNull({ type: "integer" }),
);

const place = {
  place: about("For people: `mail 3`, `comment 2`, `the issue`.", text),
  id: about("A Message-Id in angle brackets, or a comment's address or number.", orNull(text)),
};

const person = {
  name: about("To be shown; nobody is known by it.", text),
  email: about("As `.mailmap` gives it; null where only the account is known.", orNull(text)),
  login: about("The forge's account; null for who wrote a mail.", orNull(text)),
};

const given = record({
  form: about("The tag's key, or the command with its slash.", text),
  effect: choice("agrees", "notes", "objects", "withdraws-objection"),
  version: about("The label of the version that it is for; null: none stands above it.", orNull(text)),
  reason: about("What follows a command.", orNull(text)),
  by: record(person),
  ...place,
  line: position,
  seconds,
});

const difference = record({
  fields: about(
    "Fields that differ; a value is null where there is no such field.",
    list(record({ field: text, before: orNull(text), after: orNull(text) })),
  ),
  title: about("Null where it is the same, or not known of one.", orNull(record({ before: text, after: text }))),
  proseChanged: { type: "boolean" },
});

/** An entry's conditions, as `exception list --format json` has them. */
const entry = record({
  id: text,
  title: text,
  state: choice("listed", "expired", "withdrawn", "unreadable"),
  source: text,
  line: position,
  hasFields: { type: "boolean" },
  covers: list(text),
  change: list(text),
  paths: list(text),
  notPaths: list(text),
  atMost: list(
    record({ count, of: choice("added lines", "changed lines", "files"), notCountingTests: { type: "boolean" } }),
  ),
  tool: orNull(text),
  who: {
    oneOf: [
      record({ kind: choice("anyone", "maintainers") }),
      record({ kind: { const: "contributors" }, earlierCommits: count }),
    ],
  },
  needs: list(text),
  judgements: list(text),
  agreed: orNull(record({ day: text, links: list(text) })),
  until: orNull(record({ day: text, postedBeforeMayLandUntil: orNull(text) })),
  withdrawn: orNull(record({ day: text, reason: text, postedBeforeMayLandUntil: orNull(text) })),
});

/** The format of `proviso exception status --format json`, version 1. */
export const statusSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso exception status, version 1",
  $defs: { given, difference, entry },
  ...record({
    status: about("The version of this format.", { const: 1 }),
    exception: about("The exception's id.", text),
    problems: about("What could not be read, a sentence each; the words may change. Empty: all of it was.", list(text)),
    document: about(
      "What the document says, which is the outcome.",
      record({
        source: about("The document's name; null: the policy has none.", orNull(text)),
        state: choice("not-listed", "listed", "expired", "withdrawn", "unreadable"),
        entry: orNull({ $ref: "#/$defs/entry" }),
        difference: about("From the last version to what is listed.", orNull({ $ref: "#/$defs/difference" })),
      }),
    ),
    thread: record({
      postings: count,
      roots: about("Mails that answer none that is here.", list(record(place))),
      duplicates: about("Mails that came twice.", count),
      first: seconds,
      last: seconds,
    }),
    open: about("Objections that are open.", count),
    versions: about(
      "Of the proposal, oldest first.",
      list(
        record({
          label: about("`v2`; `v2.1` for one that stands between two.", text),
          ...place,
          date: record({ written: orNull(text), seconds }),
          subject: text,
          by: record(person),
          title: about("Null where the entry has no heading.", orNull(text)),
          fields: about("As they are written.", list(record({ name: text, value: text }))),
          conditions: about("What they mean; its source and line are those of the text proposed.", {
            $ref: "#/$defs/entry",
          }),
          problems: about(
            "What is wrong with the entry.",
            list(record({ code: text, text, severity: choice("error", "warning"), line: position })),
          ),
          difference: about("From the version before; null for the first.", orNull({ $ref: "#/$defs/difference" })),
        }),
      ),
    ),
    people: about(
      "Everybody who spoke, in the order in which they first did.",
      list(
        record({
          ...person,
          postings: count,
          proposed: about("Labels of versions.", list(text)),
          said: list({ $ref: "#/$defs/given" }),
          standings: about(
            "As of then, from that moment on; more than one where it changed.",
            list(
              record({
                since: seconds,
                revision: about("The commit that left the maintainers file so.", orNull(text)),
                maintains: about(
                  "Sections that name the person as `M:` or owner; null: not known.",
                  orNull(list(text)),
                ),
                reviews: about("Sections that name the person as `R:`.", orNull(list(text))),
                why: about("Why it is not known.", orNull(text)),
              }),
            ),
          ),
        }),
      ),
    ),
    objections: about(
      "In the order in which they were raised; not closed: open.",
      list(record({ raised: { $ref: "#/$defs/given" }, closed: orNull({ $ref: "#/$defs/given" }) })),
    ),
    uncounted: about(
      "Lines that look like a tag or a command and do not count.",
      list(record({ ...place, line: position, text, why: text })),
    ),
    missing: about("Mails that are answered and are not here.", list(record({ id: text, answeredBy: record(place) }))),
  }),
};

/** The file's text. */
export const statusSchemaText = schemaText(statusSchema);
