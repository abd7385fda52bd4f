import { artefacts, changeKinds, needs } from "../../document/document.ts";
import { about, choice, count, list, orNull, record, type Schema, text } from "../schema-parts.ts";

const flag: Schema = { type: "boolean" };
const day = about("A day, `YYYY-MM-DD`, UTC.", text);

/** The format of `proviso exception list --format json`, version 1. */
export const registerSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Proviso register of exceptions, version 1",
  ...record({
    register: about("The version of this format.", { const: 1 }),
    document: about("The document's path; empty where the policy names none.", text),
    revision: about(
      "The full id of the commit up to which the document's history was read; empty where there is none yet.",
      text,
    ),
    incomplete: about("Why history may lack something; the words may change.", orNull(text)),
    unread: about("Revisions of the document whose list is not known.", list(record({ commit: text, day, why: text }))),
    exceptions: about(
      "In the document's order; those that are not listed any more come last.",
      list(
        record({
          id: text,
          title: text,
          state: about(
            "On the day asked about, as the entry stands or stood last.",
            choice("listed", "expired", "withdrawn", "unreadable"),
          ),
          source: text,
          line: { type: "integer", minimum: 1 },
          hasFields: about("False: people judge all of it.", flag),
          covers: list(choice(...artefacts)),
          change: list(choice(...changeKinds)),
          paths: list(text),
          notPaths: list(text),
          atMost: list(record({ count, of: choice("added lines", "changed lines", "files"), notCountingTests: flag })),
          tool: orNull(text),
          who: {
            oneOf: [
              record({ kind: choice("anyone", "maintainers") }),
              record({ kind: { const: "contributors" }, earlierCommits: count }),
            ],
          },
          needs: list(choice(...needs)),
          judgements: list(text),
          agreed: orNull(record({ day, links: list(text) })),
          until: orNull(record({ day, postedBeforeMayLandUntil: orNull(day) })),
          withdrawn: orNull(record({ day, reason: text, postedBeforeMayLandUntil: orNull(day) })),
          isListed: about("Does the document list it now?", flag),
          history: about(
            "What became of it, oldest first.",
            list(
              record({
                kind: choice("listed", "listed-again", "changed", "withdrawn", "reinstated", "taken-out"),
                day: about("The committer's day of the commit, UTC.", day),
                commit: text,
                changed: about("Names of fields, and `title` or `text`; empty but for `changed`.", list(text)),
              }),
            ),
          ),
        }),
      ),
    ),
  }),
};

/** The file's text. */
export const registerSchemaText = `${JSON.stringify(registerSchema, null, 2)}\n`;
