/**
 * A shorter input of which the same can be said, by taking away ever smaller stretches.
 *
 * @param triesMax how many inputs may be looked at
 */
export async function thinned(
  input: string,
  isStill: (input: string) => Promise<boolean>,
  triesMax = 2000,
): Promise<string> {
  let text = input;
  let tries = 0;
  for (let length = text.length >> 1; length > 0; length = length >> 1) {
    for (let at = 0; at < text.length && tries < triesMax; tries += 1) {
      const shorter = text.slice(0, at) + text.slice(at + length);
      if (await isStill(shorter)) text = shorter;
      else at += length;
    }
  }
  return text;
}
