import { type Channel, type RequestPlace, requestPlaces } from "../rules/request/channels.ts";
import { pattern } from "../text/shape.ts";
import { type Entry, registerReader, sectionReader } from "./map-reader.ts";
import { anyText, choiceReader, type Form, mapped, type Reader, refuse, textReader } from "./reader.ts";
import { shapeReader } from "./shape-reader.ts";
import { shown } from "./yaml-file.ts";

/** Places under a heading. */
const underHeadings: ReadonlySet<RequestPlace> = new Set(["text", "section", "checkbox"]);

const nameForm: Form = {
  expected: "a name of lower-case words joined by hyphens",
  refuses: (text) =>
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
      ? null
      : { code: "unreadable-name", text: `\`${shown(text)}\` is no name of lower-case words joined by hyphens` },
  schema: { pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$" },
};

const values = (about: string): Reader<string> => shapeReader(pattern(about, null).shape);

type Written = {
  readonly in: RequestPlace;
  readonly heading: string;
  readonly none: string;
  readonly "outside-scope": string;
  readonly content: string;
};

const channel: Reader<Omit<Channel, "name">> = mapped(
  sectionReader<Written>(
    {
      in: {
        reader: choiceReader(
          requestPlaces,
          "where in the pull request: its title, a paragraph of its text, all under a heading, a box that is ticked, a label",
        ),
        required: true,
      },
      heading: { reader: textReader(anyText, "the heading under which it stands") },
      none: { reader: values("values that say that no AI was used") },
      "outside-scope": { reader: values("values that name a use the policy does not cover") },
      content: { reader: values("values that say that AI-derived content is in the change"), required: true },
    },
    "a place of the pull request where AI use is declared; of the patterns over a value the first that fits decides, in the order none, outside-scope, content",
    {
      anyOf: [
        {
          properties: { in: { description: "a section is found by its heading", const: "section" } },
          required: ["heading"],
        },
        {
          properties: { in: { description: "stands under no heading", enum: ["title", "label"] } },
          not: { required: ["heading"] },
        },
        { properties: { in: { description: "anywhere, or under a heading", enum: ["text", "checkbox"] } } },
      ],
    },
  ),
  ({ in: place, heading = null, none = null, content, "outside-scope": outsideScope = null }, node, notes) => {
    if (place === undefined || content === undefined) return undefined;
    if (place === "section" && heading === null)
      return refuse(node, notes, "heading-needed", "a section is found by its `heading`");
    if (heading !== null && !underHeadings.has(place))
      return refuse(node, notes, "heading-unused", `a ${place} stands under no heading`);
    return { in: place, heading, none, outsideScope, content };
  },
);

/** `ai.channels`: places of a pull request, by the names that rules call them by. */
export const channelsReader: Reader<readonly Entry<Omit<Channel, "name">>[]> = registerReader(
  nameForm,
  channel,
  "places of a pull request where AI use is declared, by name; what stands there speaks of every commit that does not deny it itself",
);
