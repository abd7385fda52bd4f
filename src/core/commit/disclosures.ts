import type { DisclosureTrailer } from "./claims.ts";

/** `no-claim`: a value that no pattern fits says nothing about AI, since ordinary tools use the key too. */
export type Disclosure = DisclosureTrailer & { readonly otherwise?: "no-claim" };

/** Values that say that AI was not used. */
const none = String.raw`^(?i:none|no|nil|null|n/?a|false|0|-|–|—|nothing|not (?:used|applicable)|no ai(?: tools?)?(?: (?:was|were))?(?: used)?)\.?$`;

/**
 * Words that name AI and no person, before any address. `AI` only in capitals: Ai is a given name. Names of tools that are
 * also people's (Claude, Devin, Gemini, Jules, Cody, Llama, Mistral) need a word of the product beside them.
 */
const kinds = String.raw`LLMs?|AI|AIs|(?i:gnu-llm|large language models?|generative ai|chatbot)`;
const products = [
  String.raw`(?i:chat ?gpt|(?:chat)?gpt-?[0-9][\w.-]*|openai|anthropic|copilot|codex|deepseek|qwen[\w.-]*|opencode|antigravity)`,
  String.raw`(?i:claude[- ](?:code|opus|sonnet|haiku|fable|ai|v?[0-9][\w.-]*|claude-[\w.-]+))`,
  String.raw`(?i:(?:opus|sonnet|haiku)[- ][0-9][\w.]*)`,
  String.raw`(?i:claude-(?:opus|sonnet|haiku|fable|[0-9])[\w.-]*)`,
  String.raw`(?i:gemini[- ](?:cli|code assist|pro|flash|ultra|nano|v?[0-9][\w.-]*)|(?:google|deepmind) gemini|(?:meta |code )?llama[- ]?[0-9][\w.-]*)`,
  String.raw`(?i:(?:devin|mistral|cursor) ai|google jules|sourcegraph cody|amazon q|mistral-[\w.-]+)`,
].join("|");

const among = (words: string): string => String.raw`(?:^|[^<]*[^\w<.@-])(?:${words})(?:$|[^\w@-].*)`;
const vocabulary = among(`${kinds}|${products}`);

/** A whole value that is a tool's name alone: `Claude`, `Cursor`, `Crush`. First names that are more often people's are not here. */
export const toolAlone = "^(?i:claude|cursor|crush|aider|gemini|windsurf|kiro|grok|opencode|qwen code|roo code)$";

/** `AGENT:MODEL`, with further tools behind it: the form of Linux from January to August 2026, OpenSSL and Nextcloud. */
const agentAndModel = String.raw`^[^\s:<>@#][^\s:<>]*(?: [^\s:<>]+){0,2}:[^\s/<>][^<>]*$`;

/** Addresses that are an agent's and nobody else's, whatever name stands before them. The table of signals has more; a pattern is short. */
const ofAgent = String.raw`^[^<>]*<(?i:noreply@(?:anthropic|cursor)|cursoragent@cursor|amp@ampcode)\.com>$`;

const namesProduct = `(?:${vocabulary})|(?:${toolAlone})|(?:${ofAgent})`;
const namesTool = `${namesProduct}|(?:${agentAndModel})`;

/** `code (refactoring), tests`: the values of QEMU's drafts. A parenthesis belongs to the item before it. */
const item = String.raw`(?:code|tests|docs|research|analysis)(?: \([^()]*\))?`;
const backgroundItem = String.raw`(?:research|analysis)(?: \([^()]*\))?`;

/** A value that names a product, or an agent and its model. */
export const productPattern = `(?:${among(products)})|(?:${toolAlone})|(?:${ofAgent})|(?:${agentAndModel})`;

/** A value that says what kind of thing it was, and names no product. */
export const kindPattern = String.raw`^(?i:an? )?(?i:generic )?(?:${kinds})(?i: chatbot| assistant| tool)?$`;

const anything = String.raw`^\S.*$`;

/** A key that says by itself that AI was used: every value but a denial declares content. */
const declares = (key: string): Disclosure => ({ key, none, outsideScope: null, content: anything });

/**
 * The disclosure trailers that projects use, as data; a policy's own come before them. Patterns are RE2's. A value that fits none
 * is unclassified: it may name a person, a joke or a tool that nobody here knows. Sources: facts of Linux, QEMU's drafts, OpenEmbedded,
 * Mesa, OpenInfra, Apache, Nextcloud and vivliostyle (docs/decisions/0003 for what is no claim).
 */
export const builtInDisclosures: readonly Disclosure[] = [
  // People are thanked with this key too (curl, git), so the value must name a tool.
  { key: "Assisted-by", none, outsideScope: null, content: namesTool },
  // Generators of code that have nothing to do with AI use these keys, so only AI's vocabulary makes them a claim.
  { key: "Generated-by", none, outsideScope: null, content: namesProduct, otherwise: "no-claim" },
  { key: "Commit-generated-by", none, outsideScope: null, content: namesProduct, otherwise: "no-claim" },
  { key: "Made-with", none, outsideScope: null, content: namesProduct, otherwise: "no-claim" },
  {
    key: "AI-used-for",
    none,
    outsideScope: `^(?i:${backgroundItem}(?:, ?${backgroundItem})*)$`,
    content: `^(?i:${item}(?:, ?${item})*)$`,
  },
  declares("AI-generated"),
  declares("AI-assisted"),
  declares("AI-assisted-by"),
  declares("AI-assistant"),
  declares("AI-agent"),
  declares("Coding-agent"),
];
