/**
 * How much of the added lines stands whole in the script, in characters without white space. A script that changes what is there writes lines that it does not
 * hold, as they are made of what was there; one that writes a new function holds every line of it.
 *
 * @param lines the lines that the commit adds, each once
 */
export function spelledOut(script: string, lines: readonly string[]): number {
  const held = bare(script);
  let characters = 0;
  for (const line of lines) {
    const text = bare(line);
    if (held.includes(text)) characters += text.length;
  }
  return characters;
}

/** Without white space, and without what a script puts before signs that mean something to it. */
const bare = (text: string): string => text.replaceAll(/[\s\\]/g, "");
