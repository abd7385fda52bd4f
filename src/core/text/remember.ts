/** Different texts for which an answer is remembered; past this many, all are forgotten. */
const rememberedMax = 16_384;

/** Characters of the longest text for which an answer is remembered. */
const rememberedLengthMax = 200;

/**
 * Makes a pure function remember its answers. Histories repeat the same few hundred tags.
 * Answers are shared, so they must not be changed; memory is bounded by the two limits above.
 *
 * @param usual texts that it will often be asked about; as the very same string they are found without being read
 */
export function remembering<T extends object | string | boolean>(
  answer: (text: string) => T,
  usual: readonly string[] = [],
): (text: string) => T {
  const known = new Map(usual.map((text) => [text, answer(text)]));
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

/** Answers about something, by what was asked of it, for as long as it is there itself. */
export type Memory<Answer> = WeakMap<object, Map<unknown, Answer>>;

/** What was answered before, else what `make` gives, which is then remembered. Answers are shared, so they must not be changed. */
export function remembered<Answer extends object | string | boolean>(
  memory: Memory<Answer>,
  about: object,
  asked: unknown,
  make: () => Answer,
): Answer {
  let answers = memory.get(about);
  if (answers === undefined) memory.set(about, (answers = new Map()));
  let answer = answers.get(asked);
  if (answer === undefined) answers.set(asked, (answer = make()));
  return answer;
}
