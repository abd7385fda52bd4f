/** Different texts for which an answer is remembered; past this many, all are forgotten. */
const rememberedMax = 16_384;

/** Characters of the longest text for which an answer is remembered. */
const rememberedLengthMax = 200;

/**
 * Makes a pure function remember its answers. Histories repeat the same few thousand names, addresses and tags.
 * Answers are shared, so they must not be changed; memory is bounded by the two limits above.
 */
export function remembering<T extends object | string | boolean>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    if (text.length > rememberedLengthMax) return answer(text);
    const copy = detached(text);
    const found = answer(copy);
    if (known.size >= rememberedMax) known.clear();
    known.set(copy, found);
    return found;
  };
}

/** The same text as a copy: engines let a part of a text keep the whole in memory. */
export const detached = (text: string): string => ` ${text}`.slice(1);

/** A tag's key as keys are compared. */
export const lowerCase: (text: string) => string = remembering((text) => text.toLowerCase());
