/** A tool that a message says made the change, with the place of its name. */
export type Automation = { readonly tool: string; readonly start: number; readonly end: number };

/** What is said to be made: the change itself. `The list is made by sed` speaks of a program, and is left alone. */
const subjects: ReadonlySet<string> = new Set(
  "this patch commit change changes conversion replacement rename renaming substitution".split(" "),
);
const deeds: ReadonlySet<string> = new Set(
  "done made created produced performed generated converted automated automatically scripted mechanically".split(" "),
);
const means: ReadonlySet<string> = new Set(["with", "using", "by", "via", "through"]);
const between: ReadonlySet<string> = new Set("the a an some simple following little small help of".split(" "));

/** Words from the change to what was done to it, and from that to the tool, at most. */
const reach = 8;

/**
 * The first tool of which the message says in so many words that it made the change: in one sentence the change (unless the
 * sentence begins with the deed), a deed, a means and the tool, in this order (`this was done mechanically with the
 * following sed`). Anything looser takes `replace awk with sed` for it. The subject is too short to show anything, so only
 * the body is read.
 */
export function findAutomation(message: string, tools: readonly string[]): Automation | null {
  if (!tools.some((tool) => mentions(message, tool))) return null;
  const wanted = new Set(tools.map((tool) => tool.toLowerCase()));
  const bodyStart = message.indexOf("\n") + 1 || message.length;
  let deedUntil = 1;
  let toolUntil = 0;
  let toolNext = false;
  let count = 0;
  for (const match of message.slice(bodyStart).matchAll(/[A-Za-z][A-Za-z-]*|[.!?:](?=\s)|\n[ \t]*\n/g)) {
    const word = match[0].toLowerCase();
    count += 1;
    if (!/^[a-z]/.test(word)) {
      // A new sentence: it may begin with the deed.
      deedUntil = count + 1;
      toolUntil = 0;
      toolNext = false;
    } else if (wanted.has(word)) {
      const start = bodyStart + match.index;
      if (toolNext) return { tool: match[0], start, end: start + word.length };
    } else if (deeds.has(word)) {
      if (count <= deedUntil) toolUntil = count + reach;
      toolNext = false;
    } else if (means.has(word)) toolNext = count <= toolUntil;
    else {
      if (subjects.has(word)) deedUntil = count + reach;
      else if (word === "not") deedUntil = 0;
      toolNext &&= between.has(word);
    }
  }
  return null;
}

/** Is the tool named, in small letters or with a capital? `based` does not name `sed`. Most messages are done with here. */
function mentions(message: string, tool: string): boolean {
  // Without the first letter, one search finds both spellings.
  const rest = tool.slice(1).toLowerCase();
  for (let at = message.indexOf(rest, 2); at !== -1; at = message.indexOf(rest, at + 1)) {
    const isWhole = !isLetter(message.charCodeAt(at - 2)) && !isLetter(message.charCodeAt(at + rest.length));
    if (isWhole && message.charAt(at - 1).toLowerCase() === tool.charAt(0).toLowerCase()) return true;
  }
  return false;
}

/** ASCII letters, of either case. */
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/**
 * Does anything in the message look like what the tool was told? An indented line, text in back-ticks or quotes, a command's
 * option or substitution, a semantic patch or a word of one, a script's name, an earlier commit, a link. Generous on purpose: a person reads the rest.
 */
export function showsCommand(message: string, { tool }: Automation): boolean {
  return (
    signsOfCommand.some((sign) => sign.test(message)) ||
    [`${tool} -`, `${tool} /`].some((start) => message.includes(start))
  );
}

/** None of them can be slow: no repetition stands beside another that takes the same characters. */
const signsOfCommand: readonly RegExp[] = [
  /^(?: {2}|\t| ?[$%#>] )/m,
  /^@@|\bsemantic patch/m,
  /[`"']|\bs[/,|]|https?:|^Link:/m,
  /\.(?:cocci|sed|awk|sh|py|pl)\b|\bscripts?\/|\bcommit [0-9a-f]{7}/,
];
