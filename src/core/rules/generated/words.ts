/**
 * The words of a message, lower case, each once: stretches without white space, quotes, brackets, commas, colons or
 * slashes, and without the full stop that ends a sentence. Linear in the message.
 */
export function wordsOf(message: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of message.toLowerCase().split(/[\s"'`()[\]{}<>,:;/|!?]+/)) {
    const end = word.endsWith(".") ? word.length - 1 : word.length;
    if (end > 0) words.add(word.slice(0, end));
  }
  return words;
}
