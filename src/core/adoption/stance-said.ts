import type { Heading, PolicyDocument } from "../document/document.ts";
import type { Sentence } from "../document/sentences.ts";

/** What a section on AI content says in words that leave nothing to guess: the first such sentence. */
export type StanceSaid = { readonly stance: "declined" | "permitted"; readonly sentence: Sentence };

/** Is it about AI, as a heading? In small letters only what cannot be a word of another language. */
const aiHeading =
  /\bA\.?I\b|\bLLMs?\b|\b(?:gen[- ]?ai|ai[- ](?:generated|assisted|policy|usage|tools?|contributions?|content)|generative|artificial intelligence|(?:large )?language models?|coding assistants?|copilot|chat ?gpt)\b/;

/** Is it about AI-derived content, as a heading? */
export const isAboutAi = (title: string): boolean => aiHeading.test(title) || aiHeading.test(title.toLowerCase());

/** Headings that are about AI-derived content, in the document's order. */
export const aiHeadingsOf = ({ headings }: PolicyDocument): readonly Heading[] =>
  headings.filter(({ title }) => isAboutAi(title));

/** A sentence says so of AI content itself, not of pull requests, tests or people. */
const namesAi =
  /\bA\.?I\b|\bLLMs?\b|\b(?:gen[- ]?ai|ai[- ](?:generated|assisted|tools?)|generative|artificial intelligence|language models?|coding (?:agents?|assistants?)|copilot|chat ?gpt)\b/i;

const declining =
  /\b(?:declines?|declined|forbids?|forbidden|prohibits?|prohibited|bans?|banned|reject(?:s|ed)?|refuses?|refused)\b|\b(?:not|never|cannot|can't|don't|doesn't|won't)(?: be| currently| generally)* (?:accept(?:s|ed|able)?|allow(?:s|ed)?|permit(?:s|ted)?|welcome|merged?)\b|\b(?:must|shall|may) not (?:be used|be submitted|be contributed|contain|include|use|submit|contribute)\b/i;

const permitting =
  /\b(?:is|are|may be) (?:allowed|permitted|accepted|acceptable|welcome)\b|\b(?:allows?|permits?|accepts?|welcomes?) (?:the use of|contributions|patches|code|AI|LLM|generative)\b|\b(?:may|can) (?:use|be used|contain|include)\b/i;

/** Words that turn a rule into one with an if or a but, which only people can weigh. */
const conditional =
  /\b(?:unless|except|exceptions?|if|when|where|without|only|until|unlikely|provided|however|but|some|certain|any(?:thing)? other|would|might|could|should|no longer|not (?:forbid|prohibit|ban|reject|refuse|decline))\b|\?$/i;

/** The sentences that say of AI content whether it is taken, without an if or a but. */
export const statementsIn = (sentences: readonly Sentence[]): readonly StanceSaid[] =>
  sentences.flatMap((sentence): readonly StanceSaid[] => {
    const stance = stanceOf(sentence.text);
    return stance === null ? [] : [{ stance, sentence }];
  });

/** What a section says: its first statement. Null: it has none, or such of both kinds; then people must read it. */
export function stanceSaid(statements: readonly StanceSaid[], section: Heading): StanceSaid | null {
  const inside = statements.filter(
    ({ sentence: { at } }) => at.start >= section.start && at.start < section.sectionEnd,
  );
  const [first] = inside;
  return first !== undefined && inside.every(({ stance }) => stance === first.stance) ? first : null;
}

/** What one sentence says; null: nothing that leaves nothing to guess. */
export function stanceOf(sentence: string): "declined" | "permitted" | null {
  if (!namesAi.test(sentence) || conditional.test(sentence)) return null;
  const declines = declining.test(sentence);
  // "must not be used" has "be used" in it, too.
  const permits = permitting.test(sentence.replace(new RegExp(declining.source, "gi"), "…"));
  if (declines === permits) return null;
  return declines ? "declined" : "permitted";
}
