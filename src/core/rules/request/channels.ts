import type { ClaimKind } from "../../commit/claims.ts";
import { paragraphsUnder, readStated, type Stated, statedLengthMax } from "../../document/stated.ts";
import { type Learned, learned, unknown } from "../../text/learned.ts";
import { type Memory, remembered } from "../../text/remember.ts";
import { fitsWhole, valueLengthMax } from "../fits-whole.ts";
import type { RequestFacts } from "./request-facts.ts";

/** Where in a pull request somebody may state something. */
export const requestPlaces = ["title", "text", "section", "checkbox", "label"] as const;
export type RequestPlace = (typeof requestPlaces)[number];

/** A place of a pull request in which AI use is declared, by the policy's own words. Patterns are over whole values. */
export type Channel = {
  readonly name: string;
  readonly in: RequestPlace;
  /** The heading under which it stands; null: anywhere. A section has one. */
  readonly heading: string | null;
  readonly none: string | null;
  readonly outsideScope: string | null;
  readonly content: string | null;
};

type Place = Pick<Channel, "in" | "heading">;
type SaidInRequest = Pick<RequestFacts, "title" | "text" | "labels">;

/** What a pull request declares of AI use, for every commit that it brings. */
export type Declaration = { readonly kind: ClaimKind; readonly channel: string; readonly text: string };

/**
 * The values that stand in a place of a pull request:
 *
 * - `title`: the title. `label`: the name of each label.
 * - `text`: each paragraph, item of a list or cell of a table, as a reader sees it.
 * - `section`: all under the heading, joined by blanks; none where there is nothing.
 * - `checkbox`: the words of each box that is ticked.
 */
export function valuesIn(place: Place, request: SaidInRequest): Learned<readonly string[]> {
  return remembered(readValues, request, `${place.in} ${JSON.stringify(place.heading)}`, () =>
    valuesOf(place, request),
  );
}

function valuesOf(place: Place, request: SaidInRequest): Learned<readonly string[]> {
  if (place.in === "title") return request.title.known ? learned([request.title.value.trim()]) : request.title;
  if (place.in === "label") return request.labels;
  const stated = statedIn(request.text);
  if (!stated.known) return stated;
  const { heading } = place;
  const paragraphs = heading === null ? stated.value.paragraphs : (paragraphsUnder(stated.value, heading) ?? []);
  if (place.in === "checkbox") return learned(paragraphs.filter(({ box }) => box === "ticked").map(({ text }) => text));
  // A box that nobody ticked is what a template asks, and no statement.
  const said = paragraphs.filter(({ box }) => box !== "empty").map(({ text }) => text);
  if (place.in === "text") return learned(said);
  return learned(said.length === 0 ? [] : [said.join(" ")]);
}

/**
 * What a request declares through one channel; nothing for values that its patterns do not know, but in a section, which is about nothing else, and where
 * a value is too long to be held against them.
 */
export function declaredThrough(channel: Channel, request: Learned<SaidInRequest>): Learned<readonly Declaration[]> {
  if (!request.known) return request;
  const { value } = request;
  return remembered(readDeclarations, value, channel, () => declarationsOf(channel, value));
}

function declarationsOf(channel: Channel, request: SaidInRequest): Learned<readonly Declaration[]> {
  const values = valuesIn(channel, request);
  if (!values.known) return values;
  return learned(
    values.value.flatMap((value): readonly Declaration[] => {
      const kind = kindOf(channel, value);
      return kind === null ? [] : [{ kind, channel: channel.name, text: value }];
    }),
  );
}

function kindOf(channel: Channel, value: string): ClaimKind | null {
  // Nobody held it against the patterns, so it may be any of them.
  if (value.length > valueLengthMax) return "unclassified";
  if (fitsWhole(channel.none, value)) return "none";
  if (fitsWhole(channel.outsideScope, value)) return "outside-scope";
  if (fitsWhole(channel.content, value)) return "content";
  return channel.in === "section" ? "unclassified" : null;
}

function statedIn(text: Learned<string>): Learned<Stated> {
  if (!text.known) return text;
  return remembered(readTexts, text, "", () => {
    const stated = readStated(text.value);
    if (stated !== null) return learned(stated);
    return unknown(
      `the text of the pull request is longer than ${statedLengthMax} characters, too deeply nested or hidden by a tag that is left open, and was not read`,
    );
  });
}

/** Every commit of a request asks for them, and every rule. */
const readTexts: Memory<Learned<Stated>> = new WeakMap();
const readValues: Memory<Learned<readonly string[]>> = new WeakMap();
const readDeclarations: Memory<Learned<readonly Declaration[]>> = new WeakMap();
