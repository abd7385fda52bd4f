import {
  about,
  choice,
  conclusion,
  count,
  defined,
  list,
  orNull,
  position,
  problemShape,
  record,
  ruleCountProperties,
  type Schema,
  schemaText,
  text,
} from "../src/core/report/schema-parts.ts";

const options = about("As `proviso.yaml` has them.", {
  type: "object",
  additionalProperties: {
    anyOf: [text, { type: "number" }, { type: "boolean" }, list(text)],
  },
});

const words = record({ line: position, words: text });
const notRead = record({ what: about("A path, or what all was left out.", text), why: text });

const document = record({
  path: text,
  readable: about("Could its headings be read?", { type: "boolean" }),
  certificate: about(
    "Where it names the Developer Certificate of Origin, and the heading that stands above.",
    orNull(record({ line: position, words: text, heading: orNull(text) })),
  ),
  aiSections: list(
    record({
      line: position,
      heading: text,
      stance: orNull(choice("declined", "permitted")),
      sentence: orNull(words),
      exceptions: about("The heading inside it under which exceptions are listed.", orNull(text)),
    }),
  ),
  aiLine: about("A sentence on AI content that stands under no such heading.", orNull(words)),
});

const seen = record({
  commits: about("The newest of HEAD that are no merges.", count),
  cut: about("Why they are fewer than were asked for; null: they are all.", orNull(text)),
  practice: list(record({ rule: text, options, met: count, of: count })),
  disclosures: list(record({ key: text, commits: count })),
  tools: list(
    record({ tool: text, class: choice("agent", "ai-signoff", "review-bot", "bot"), role: text, commits: count }),
  ),
  dcoYml: orNull(record({ problems: list(defined("problem")) })),
  maintainers: orNull(
    record({
      path: text,
      form: choice("MAINTAINERS", "CODEOWNERS"),
      people: count,
      unfit: about("Why it cannot be named by a policy; null: it can.", orNull(text)),
    }),
  ),
  mailmap: { type: "boolean" },
  linters: list(
    record({ path: text, line: orNull(position), setting: text, asks: choice("error", "warning", "named") }),
  ),
  documents: list(document),
  notRead: about("What was there and was not looked at.", list(notRead)),
});

const countNames = ["commits", "passed", "passedUnderException", "notApplicable", "undecided", "failed", "warned"];

/** The format of `proviso init --format json`, version 1, as JSON Schema 2020-12. */
export const adoptionSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A proposed policy of Proviso, version 1",
  ...record({
    adoption: about("The version of this format.", { const: 1 }),
    head: record({
      commit: about("Null: nothing is committed yet.", orNull(text)),
      branch: about("Null: HEAD is on no branch.", orNull(text)),
    }),
    seen,
    proposal: record({
      profile: about("The built-in profile that is proposed as it is; null: settings are.", orNull(text)),
      settings: list(
        record({
          name: about("Where it stands: `ai.stance`.", text),
          value: about("YAML on one line; null: there is only something to say.", orNull(text)),
          state: choice("proposed", "left-open"),
          reasons: list(text),
        }),
      ),
      sparesHistory: about("Is history up to HEAD left out by `from:`?", { type: "boolean" }),
      policy: about("The text of the file.", text),
      problems: about("What `proviso policy lint` says of it.", list(defined("problem"))),
    }),
    preview: about(
      "The newest commits judged by it; null: there are none.",
      orNull(
        record({
          conclusion,
          counts: record(Object.fromEntries([...countNames, "olderThanPolicy"].map((name) => [name, count]))),
          rules: { type: "object", additionalProperties: record(ruleCountProperties) },
          examples: list(
            record({
              rule: text,
              commits: list(
                record({ id: orNull(text), subject: text, outcome: choice("unmet", "undecided"), text: orNull(text) }),
              ),
            }),
          ),
        }),
      ),
    ),
  }),
  $defs: { problem: problemShape },
};

/** The file's text. */
export const adoptionSchemaText = schemaText(adoptionSchema);
