/** What the schemas of the published formats are made of. */

export type Schema = { readonly [key: string]: unknown };

export const text: Schema = { type: "string" };
export const count: Schema = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
/** A text of a form that is ours: a regular expression that begins with `^` and ends with `$`. */
export const textLike = (pattern: string): Schema => ({ type: "string", pattern });
export const day: Schema = textLike("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");
/** An object's whole id, SHA-1 or SHA-256. */
export const objectId: Schema = textLike("^([0-9a-f]{40}|[0-9a-f]{64})$");
export const position: Schema = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
export const list = (items: Schema): Schema => ({ type: "array", items });
export const choice = (...values: readonly string[]): Schema => ({ enum: values });
export const defined = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const about = (description: string, schema: Schema): Schema => ({ description, ...schema });

/** Every key is always there: what is not known is null, so that a reader never meets a missing key. */
export const record = (properties: { readonly [key: string]: Schema }): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const conclusion = choice("pass", "fail", "undecided");
const line = about("From 1, of the message; line 1 is the subject.", orNull(position));
const column = about("From 1, in code points.", orNull(position));

const filePlace = record({ path: text, line: position });

/** What proofs are checked by. */
export const proofShapes: { readonly [name: string]: Schema } = {
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

/** What a report says of a commit. */
export const commitProperties: { readonly [name: string]: Schema } = {
  id: about("A full object id, a Message-Id, or null for a commit about to be made.", orNull(text)),
  subject: text,
  author: record({ name: text, email: text, date: about("UTC, ISO 8601.", orNull(text)) }),
  conclusion,
  damage: about("Why the commit could not be read whole; it is never a pass then.", orNull(text)),
  judgements: list(defined("judgement")),
};

const person = record({ name: text, email: text });
const messageId = about("A Message-Id; null where the mail has none.", orNull(text));

/** What a report says of a series by mail. */
export const seriesProperties: { readonly [name: string]: Schema } = {
  id: messageId,
  title: text,
  version: count,
  kind: choice("patches", "pull-request"),
  sender: orNull(person),
  total: about("How many patches its mails say it has.", orNull(count)),
  patches: list(record({ position: count, id: messageId, subject: text })),
  missing: about("The first of the positions of which no patch is here.", list(count)),
  missingCount: count,
  superseded: about("Versions that this one took the place of.", list(record({ id: messageId, version: count }))),
  patchesInAnswers: about("Answers that carry a patch, which was not judged.", list(messageId)),
  tags: about(
    "Tags that were given in answers.",
    list(
      record({
        form: text,
        by: person,
        mail: messageId,
        version: about("That it was given to.", count),
        about: choice("series", "patch"),
        patch: about(
          "The position of the patch; null for a series, and for a patch that is in it no more.",
          orNull(count),
        ),
        counts: { type: "boolean" },
        why: about("Why it does not count.", orNull(text)),
        verified: about("Did the sender's domain sign the mail (DKIM)?", { type: "boolean" }),
        signatures: about("What the mail's signatures come to. Null: nobody asked.", orNull(text)),
      }),
    ),
  ),
};

/** What is said of something wrong with a text that was read. */
export const problemProperties: { readonly [name: string]: Schema } = {
  code: text,
  severity: choice("error", "warning"),
  text,
  source: text,
  line: position,
  column: position,
  hint: orNull(text),
};

/** Something wrong with a text that was read. */
export const problemShape: Schema = record(problemProperties);

/** A line of the policy or its document, and whose words `text` holds. */
export const policyLine: Schema = record({
  source: text,
  line: position,
  heading: about("The document's heading that it stands under.", orNull(text)),
  text,
  quoted: about("Is the text that line's own words? Else it is how the policy sets the clause.", { type: "boolean" }),
});

/** How often each outcome came up for a rule. */
export const ruleCountProperties = { met: count, unmet: count, notApplicable: count, undecided: count, warned: count };

/** Who gave a second opinion, and how. */
export const secondOpinion: Schema = record({
  by: record({ name: text, email: text }),
  form: about("The trailer's key, or the kind of review.", text),
  source: about("`trailer`, `review`, or `mail`; of a mail that has one, its Message-Id.", text),
  verified: { type: "boolean" },
});

/** A judgement, and all that it refers to. `more` are keys of that form alone. */
export const judgementShapes = (
  more: { readonly [key: string]: Schema } = {},
): { readonly [name: string]: Schema } => ({
  judgement: record({
    rule: about("The rule's id.", text),
    ...more,
    level: about("A warning changes no conclusion.", choice("require", "warn", "off")),
    outcome: choice("met", "unmet", "not-applicable", "undecided"),
    because: about("Why it is met or not applicable.", orNull(text)),
    findings: list(defined("finding")),
    exception: about("The exception of the document that was relied on, or came nearest.", orNull(text)),
    secondOpinion: orNull(secondOpinion),
    evidence: orNull(record({ evident: { type: "boolean" }, conditions: list(defined("condition")) })),
  }),
  finding: record({
    message: about("The message's id, which is stable.", text),
    text: about("The message's words, which may change.", text),
    line,
    column,
    path: orNull(text),
    part: about("What of the commit it is about.", choice("message", "path", "author", "committer", "commit")),
    policyLine,
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
});

/** A schema as it is published: long and plain on purpose. */
export const schemaText = (schema: Schema): string => `${JSON.stringify(schema, null, 2)}\n`;
