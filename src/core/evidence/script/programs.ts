import { whyNotSubstitutions } from "./perl.ts";
import { whyNotShown } from "./sed.ts";

/**
 * An argument of a command: the text it stands for, or null where that depends on variables, commands or file names.
 */
export type Argument = {
  readonly text: string | null;
  /** The same where only variables that are plain words stand in it, each as the word `v`; null for anything else. */
  readonly known: string | null;
  readonly written: string;
  /** It may come out as several words, or as one that begins with `-`. */
  readonly mayBeOption: boolean;
  /** It is what a command lists that lists files of the tree. */
  readonly listsFiles: boolean;
  /** Where it ends in the script. */
  readonly end: number;
};

/**
 * Why a program is not run with these arguments, as a clause for people; null when it is.
 *
 * `endOptions` is told where the options end, when what follows could otherwise be read as more of them.
 */
export type ArgumentsRule = (given: readonly Argument[], endOptions: (end: number) => void) => string | null;

/**
 * The programs that a script may use. All of them read what is there; `sed`, `perl`, `spatch`, `git mv` and `git rm`
 * alone write, and what they write is made of what was there and of what the script says. A program that could bring in
 * text from elsewhere does not stand here.
 */
export const programs: ReadonlyMap<string, ArgumentsRule> = new Map<string, ArgumentsRule>([
  ["sed", sedRule],
  ["perl", perlRule],
  ["spatch", spatchRule],
  ["git", gitRule],
  ["find", findRule],
  ["xargs", xargsRule],
  ["cd", cdRule],
  ["chmod", (given) => (given.every(isSeen) ? null : "what `chmod` is told depends on other commands")],
  ["sort", (given) => openEnded(given) ?? notAmong(given, sortOptions, "sort")],
  ["uniq", (given) => (given.every(({ text }) => text?.startsWith("-")) ? null : "`uniq` with a file may write one")],
  ...["grep", "egrep", "fgrep", "cut", "head", "tail", "cat", "ls", "wc", "basename", "dirname", "echo", "true"].map(
    (name): [string, ArgumentsRule] => [name, () => null],
  ),
]);

/** Why a command is not run: its program is not on the list, or not with these arguments. */
export function whyNotRun(
  name: string | null,
  given: readonly Argument[],
  endOptions: (end: number) => void,
): string | null {
  const rule = name === null ? undefined : programs.get(name);
  if (name === null) return "it runs a program that a variable names";
  return rule === undefined
    ? `it runs \`${name}\`, which is not among the programs that are replayed`
    : rule(given, endOptions);
}

/** Can a reader see what it is: as it stands, or as the files that a command lists? */
const isSeen = ({ known, listsFiles }: Argument): boolean => known !== null || listsFiles;

/** Every option must be known in full: programs take any beginning of a long one for it. */
function notAmong(given: readonly Argument[], known: RegExp, program: string): string | null {
  const end = given.findIndex(({ text }) => text === "--");
  const options = end === -1 ? given : given.slice(0, end);
  const found = options.find(({ text }) => text?.startsWith("-") && text !== "-" && !known.test(text));
  return found === undefined ? null : `${program}'s option \`${found.written}\` is not known to be harmless`;
}

const sortOptions =
  /^(?:-[bdfghinrRsuVz]+|-[kt].*|--(?:unique|reverse|zero-terminated|version-sort|numeric-sort|ignore-case))$/;

/**
 * `sed` with a script that stands in the command itself, where a reader sees it. Names of files that only come out when it runs may begin with `-`, so the
 * options end before them.
 */
function sedRule(given: readonly Argument[], endOptions: (end: number) => void): string | null {
  const why = notAmong(given, sedOptions, "sed");
  if (why !== null || given.some(({ text }) => text === "--")) return why;
  const at = given.findIndex(({ mayBeOption }) => mayBeOption);
  const before = at === -1 ? given : given.slice(0, at);
  const last = before.at(-1);
  // Its texts are what `-e` has, or the first argument that is no option.
  const texts = sedTexts(before);
  if (texts.length === 0 || last === undefined || takesText.test(last.text ?? ""))
    return "sed's text depends on variables";
  for (const text of texts) {
    const odd = text === null ? "sed's text depends on variables" : whyNotShown(text);
    if (odd !== null) return odd;
  }
  endOptions(last.end);
  return null;
}

/** An option behind which the text is the next argument. */
const takesText = /^(?:-[nErsuz]*e|--expression)$/;

function sedTexts(given: readonly Argument[]): readonly (string | null)[] {
  const texts: (string | null)[] = [];
  let first: Argument | undefined;
  for (let at = 0; at < given.length; at += 1) {
    const one = given[at] as Argument;
    if (one.text !== null && takesText.test(one.text)) texts.push(given[(at += 1)]?.known ?? null);
    else if (one.text !== null && /^(?:-[nErsuz]*e.|--expression=)/s.test(one.text))
      texts.push(one.text.replace(/^(?:-[nErsuz]*e|--expression=)/, ""));
    else if (one.text === null || !one.text.startsWith("-")) first ??= one;
  }
  return texts.length > 0 ? texts : first === undefined ? [] : [first.known];
}

const sedOptions =
  /^(?:-[nErsuz]*(?:i[\w.~*]*|e.*)?|--(?:in-place(?:=.*)?|regexp-extended|expression(?:=.*)?|quiet|silent|null-data|separate|unbuffered|posix|debug))$/s;

/** A suffix behind `i` takes all that follows, so that nothing but a suffix with its point may stand there. */
const perlFlags = /^-(?:[pnlgwW]|0(?:777)?)*(?:i(?:\.\w{1,8})?|([eE]))$|^-(?:[pnlgwW]|0(?:777)?)+$/;

/** `perl` with substitutions that stand in the command itself. A name that begins with `-` is no option behind them. */
function perlRule(given: readonly Argument[], endOptions: (end: number) => void): string | null {
  let texts = 0;
  let end: number | null = null;
  for (let at = 0; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: null, written: "" };
    if (text === null || !text.startsWith("-")) break;
    const flags = perlFlags.exec(text);
    if (flags === null) return `perl's option \`${written}\` is not known to be harmless`;
    end = given[at]?.end ?? end;
    if (flags[1] === undefined) continue;
    at += 1;
    end = given[at]?.end ?? end;
    const program = given[at]?.text ?? null;
    if (program === null) return "perl's text depends on variables";
    const why = whyNotSubstitutions(program);
    if (why !== null) return why;
    texts += 1;
  }
  if (texts === 0 || end === null) return "perl runs a file, or what it reads";
  endOptions(end);
  return null;
}

const spatchOptions =
  /^--?(?:sp[-_]file|cocci[-_]file|in[-_]place|macro[-_]file(?:-builtins)?|use-gitgrep|dir|no-show-diff|keep-comments|smpl-spacing|linux-spacing|max-width|include-headers|include-headers-for-types|no-includes|all-includes|local-includes|recursive-includes|relax-include-path|very-quiet|quiet|timeout|ignore|allow-inconsistent-paths|c\+\+|I|D|j|jobs)(?:=.*)?$/;

function spatchRule(given: readonly Argument[]): string | null {
  if (!given.some(({ text }) => text !== null && /^--?(?:sp|cocci)[-_]file\b/.test(text)))
    return "spatch is not told by `--sp-file` which semantic patch it is to use";
  const open = given.find(({ mayBeOption, listsFiles }) => mayBeOption && !listsFiles);
  if (open !== undefined) return `\`${open.written}\` may come out as an option`;
  for (const { text, written } of given) {
    if (text?.startsWith("-") && !spatchOptions.test(text)) return `spatch's option \`${written}\` is not known here`;
  }
  return null;
}

const gitCommands = new Set(["grep", "ls-files", "mv", "rm"]);

function gitRule([command, ...given]: readonly Argument[]): string | null {
  const name = command?.text ?? null;
  if (name === null || !gitCommands.has(name)) {
    return `it runs \`git ${command?.written ?? ""}\`; only git grep, ls-files, mv and rm are replayed`;
  }
  if (name === "rm" && !given.every(isSeen)) return "what `git rm` takes away depends on other commands";
  if (name !== "grep") return null;
  return openEnded(given) ?? notAmong(given, grepOptions, "git grep");
}

const grepOptions =
  /^(?:-[aiIwvEGPFnlLcohHqzrpW]+|-[ABCem].*|-\d+|--(?:text|ignore-case|word-regexp|invert-match|extended-regexp|basic-regexp|perl-regexp|fixed-strings|line-number|files-with-matches|name-only|files-without-match|count|only-matching|null|quiet|full-name|cached|untracked|recursive|no-color|and|or|not|all-match|max-depth=\d+))$/s;

/** Options of these programs start others or write files, so every word must be known to be one or none. */
function openEnded(given: readonly Argument[]): string | null {
  const found = given.find(({ mayBeOption }) => mayBeOption);
  return found === undefined ? null : `\`${found.written}\` may come out as an option`;
}

/** Into a folder of the tree, and no way out of it. */
function cdRule([folder, ...more]: readonly Argument[]): string | null {
  const path = more.length === 0 ? (folder?.text ?? null) : null;
  const isInside = path !== null && /^[\w.+-][\w.+/-]*$/.test(path) && !path.includes("..");
  return isInside ? null : "`cd` leads where nobody can tell";
}

function findRule(given: readonly Argument[], endOptions: (end: number) => void): string | null {
  // What comes out as several words can end one command and begin another, so that is true of those behind `-exec` as
  // well.
  const open = openEnded(given);
  if (open !== null) return open;
  for (let at = 0; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: null, written: "" };
    if (text === null) continue;
    if (/^-f(?:print|ls)|^-ok/.test(text)) return `find's \`${written}\` is not replayed`;
    if (text !== "-exec" && text !== "-execdir") continue;
    const end = given.findIndex((one, index) => index > at && endsExec(one, given[index - 1]));
    if (end === -1) return `find's \`${written}\` has no end`;
    const program = given[at + 1]?.text ?? null;
    const own = given.slice(at + 2, end);
    // find puts a name wherever the two brackets stand, in a text of perl as well.
    if (program === "perl" && own.some(({ written, text: word }) => word !== "{}" && written.includes("{}")))
      return "find puts words into what `perl` is told";
    const why = whyNotRun(program, own, endOptions);
    if (why !== null) return why;
    at = end;
  }
  return null;
}

/** `;`, or a `+` behind `{}`: any other `+` is an argument. */
const endsExec = ({ text }: Argument, previous: Argument | undefined): boolean =>
  text === ";" || (text === "+" && previous?.text === "{}");

/** Options of `xargs` that take the next argument, when they stand alone. */
const xargsWithValue = /^-[nLIdEs]$|^--(?:max-args|delimiter|max-chars)$/;
const xargsAlone =
  /^-(?:0|r|t|x|i\S*|l\d*|[nLIdEs]\S+)+$|^--(?:null|no-run-if-empty|verbose|exit|replace|max-lines|(?:max-args|max-lines|delimiter|replace)=.*)$/;

const notBehindXargs = new Set(["find", "sort", "uniq", "xargs", "git grep", "cd"]);

function xargsRule(given: readonly Argument[], endOptions: (end: number) => void): string | null {
  let at = 0;
  let replaced: string | null = null;
  for (; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: "", written: "" };
    if (text === null) return "what xargs runs depends on variables";
    if (!text.startsWith("-")) break;
    const replacing = /^-[0rtx]*[iI](.*)$|^--replace(?:=(.*))?$/.exec(text);
    if (replacing !== null)
      replaced = (replacing[1] ?? replacing[2] ?? "") || (text.endsWith("I") ? (given[at + 1]?.text ?? "") : "{}");
    if (xargsWithValue.test(text)) at += 1;
    else if (!xargsAlone.test(text)) return `xargs' option \`${written}\` is not replayed`;
  }
  const [program, ...more] = given.slice(at);
  if (program === undefined) return null;
  const name = program.text === "git" ? `git ${more[0]?.text ?? ""}` : program.text;
  // What xargs adds may begin with `-`.
  if (name !== null && notBehindXargs.has(name)) return `it runs \`${name}\` by xargs`;
  // A text of perl, or an option, would be another behind what xargs puts in its place.
  if (replaced !== null && (name === "perl" || name === "spatch"))
    return `xargs puts words into what \`${name}\` is told`;
  const own = more.map((one) =>
    replaced !== null && one.written.includes(replaced) ? { ...one, mayBeOption: true } : one,
  );
  return whyNotRun(program.text, own, endOptions);
}
