import type { Clause, Policy } from "../../policy/policy.ts";
import type { Channel } from "../../rules/request/channels.ts";
import { markdownCode } from "../markdown.ts";
import { codes, joined, textsOf } from "./section.ts";

/** What a clause says of where AI use is disclosed, in a sentence for whoever contributes. */
export function disclosureSentence(clause: Clause, policy: Policy): string {
  const { byTrailer, need, required, missing } = clause.settings;
  const keys = textsOf(clause, "trailers");
  const tags =
    byTrailer === false ? [] : [`with ${keys.length === 0 ? "a disclosure tag" : `the tag ${codes(keys, "or")}`}`];
  const inRequest = textsOf(clause, "channels").map((name) => channelWords(name, policy));
  const places = joined([...tags, ...inRequest], need === "all" ? "and" : "or");
  const left = missing === "undecided" ? " Where it is not, a person decides whether it had to be." : "";
  return `${sentenceFor(places, { always: required === "always", byTag: tags.length > 0, inRequest: inRequest.length > 0 })}${left}`;
}

function sentenceFor(
  places: string,
  { always, byTag, inRequest }: { readonly always: boolean; readonly byTag: boolean; readonly inRequest: boolean },
): string {
  if (!inRequest)
    return always
      ? `Every commit says whether AI was used, ${places}.`
      : `A commit with AI-derived content says so ${places}.`;
  const words = always
    ? `Every contribution says whether AI was used, ${places}`
    : `Disclose AI-derived content ${places}`;
  return byTag ? `${words}.` : `${words}; a tag in a commit does not do it.`;
}

/** Where in a pull request a channel of the policy is. */
function channelWords(name: string, { settings }: Policy): string {
  const channel = settings.ai.channels.find((one) => one.name === name);
  return channel === undefined ? `in the pull request (${markdownCode(name)})` : placeWords[channel.in](channel);
}

const below = (heading: string | null): string => (heading === null ? "" : `, below ${markdownCode(heading)}`);

const placeWords: { readonly [Place in Channel["in"]]: (channel: Channel) => string } = {
  title: () => "in the title of the pull request",
  text: ({ heading }) => `in the text of the pull request${below(heading)}`,
  section: ({ heading }) => `in the section ${markdownCode(heading ?? "")} of the pull request`,
  checkbox: ({ heading }) => `by the box for it in the pull request${below(heading)}`,
  label: ({ content }) =>
    content !== null && isPlain(content)
      ? `by the label ${markdownCode(content)} of the pull request`
      : "by a label of the pull request",
};

/** Is a pattern the very words that it fits? */
const isPlain = (pattern: string): boolean => /^[\w -]+$/.test(pattern);
