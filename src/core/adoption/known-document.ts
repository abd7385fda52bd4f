import { wordsOf } from "../document/sentences.ts";
import { type Profile, profiles } from "../policy/profiles.ts";
import type { Source } from "../text/source.ts";

/** A profile's own document, found where the profile says. */
export type KnownDocument = { readonly profile: Profile; readonly source: Source };

/** Quotations of fewer words may stand in anybody's document. */
const quotedWordsMin = 4;
const quotationsMin = 2;

/**
 * The project whose document one of these literally is: it stands at the path that the profile names, and at least two of the passages that the
 * profile quotes are in it, word for word. Undefined: none is.
 */
export function knownDocument(documents: readonly Source[]): KnownDocument | undefined {
  for (const profile of profiles) {
    const path = documentOf(profile);
    const source = documents.find(({ name }) => name === path);
    if (source === undefined) continue;
    const words = ` ${wordsOf(source.text).join(" ").toLowerCase()} `;
    const found = quotationsIn(profile.text).filter((quotation) => words.includes(` ${quotation} `));
    if (new Set(found).size >= quotationsMin) return { profile, source };
  }
  return undefined;
}

/** The path of the document that a profile names; undefined: it names none, or more than one. */
export const documentOf = ({ text }: Profile): string | undefined => /^document: (\S+)$/m.exec(text)?.[1];

/** The passages in double quotes in a profile's comments, a comment's lines joined. */
function quotationsIn(text: string): readonly string[] {
  const comments = text.replaceAll(/\n *# ?/g, " ");
  return [...comments.matchAll(/"([^"\n]{1,400})"/g)]
    .map(([, quoted = ""]) => wordsOf(quoted))
    .filter(({ length }) => length >= quotedWordsMin)
    .map((words) => words.join(" ").toLowerCase());
}
