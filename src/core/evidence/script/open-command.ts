/** What of a command is still open behind a line of it. */
export type OpenCommand = {
  readonly quote: "'" | '"' | null;
  readonly brackets: number;
  /** Is a backtick open? */
  readonly tick: boolean;
  readonly loops: number;
  /** The line ends with a sign that joins it to the next: a backslash, `|`, `&&`. */
  readonly joined: boolean;
};

export const nothingOpen: OpenCommand = { quote: null, brackets: 0, tick: false, loops: 0, joined: false };

/** Does the shell wait for more lines? */
export const isOpen = ({ quote, brackets, tick, loops, joined }: OpenCommand): boolean =>
  quote !== null || brackets > 0 || tick || loops > 0 || joined;

/** Reads one more line. Looks only for what tells where a command ends; the grammar reads the script itself. */
export function readOn(open: OpenCommand, line: string): OpenCommand {
  let { quote, brackets, tick } = open;
  // The text outside quotes, in which loops begin and end.
  let bare = "";
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? "";
    if (sign === "\\" && quote !== "'") {
      bare += at === line.length - 1 ? "\\" : "_";
      at += 1;
    } else if (quote !== null) {
      if (sign === quote) quote = null;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      bare += "_";
    } else {
      if (sign === "`") tick = !tick;
      else if (sign === "(") brackets += 1;
      else if (sign === ")") brackets = Math.max(0, brackets - 1);
      bare += sign;
    }
  }
  const begun = bare.match(/(?:^|[;|]|\bdo\b)\s*(?:for|while)\s/g)?.length ?? 0;
  const ended = bare.match(/(?:^|[;\s])done\b/g)?.length ?? 0;
  const loops = Math.max(0, open.loops + begun - ended);
  return { quote, brackets, tick, loops, joined: /(?:\\|\||&&)\s*$/.test(bare) };
}
