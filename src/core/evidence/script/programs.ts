import { type Argument, type Notes, notePutIn, shown } from "./arguments.ts";
import { perlRule } from "./perl-command.ts";
import { readSed } from "./sed.ts";

/** Why a program is not run with these arguments, as a clause for people; null when it is. */
export type ArgumentsRule = (given: readonly Argument[], notes: Notes) => string | null;

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
  ["chmod", chmodRule],
  ["sort", (given) => openEnded(given) ?? notAmong(given, sortOptions, "sort")],
  ["uniq", (given) => (given.every(({ text }) => text?.startsWith("-")) ? null : "`uniq` with a file may write one")],
  ...["grep", "egrep", "fgrep", "cut", "head", "tail", "cat", "ls", "wc", "basename", "dirname", "echo", "true"].map(
    (name): [string, ArgumentsRule] => [name, () => null],
  ),
]);

/** Why a command is not run: its program is not on the list, or not with these arguments. */
export function whyNotRun(name: string | null, given: readonly Argument[], notes: Notes): string | null {
  const rule = name === null ? undefined : programs.get(name);
  if (name === null) return "it runs a program that a variable names";
  return rule === undefined
    ? `it runs \`${shown(name)}\`, which is not among the programs that are replayed`
    : rule(given, notes);
}

/** Can a reader see what it is: as it stands, or as the files that a command lists? */
const isSeen = ({ known, listsFiles }: Argument): boolean => known !== null || listsFiles;

/** Every option must be known in full: programs take any beginning of a long one for it. */
function notAmong(given: readonly Argument[], known: RegExp, program: string): string | null {
  const end = given.findIndex(({ text }) => text === "--");
  const options = end === -1 ? given : given.slice(0, end);
  const found = options.find(({ text }) => text?.startsWith("-") && text !== "-" && !known.test(text));
  return found === undefined ? null : `${program}'s option \`${shown(found.written)}\` is not known to be harmless`;
}

const sortOptions =
  /^(?:-[bdfghinrRsuVz]+|-[kt].*|--(?:unique|reverse|zero-terminated|version-sort|numeric-sort|ignore-case))$/;

/**
 * `sed` with a script that stands in the command itself, where a reader sees it. Names of files that only come out when it runs may begin with `-`, so the
 * options end before them.
 */
function sedRule(given: readonly Argument[], notes: Notes): string | null {
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
    const odd = text === null ? "sed's text depends on variables" : notePutIn(readSed(text), notes);
    if (odd !== null) return odd;
  }
  notes.endOptions(last.end);
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

/** The suffix of a copy names no folder, and no file by its own name (`*`). */
const sedOptions =
  /^(?:-[nErsuz]*(?:i[\w.~]*|e.*)?|--(?:in-place(?:=[\w.~]*)?|regexp-extended|expression(?:=.*)?|quiet|silent|null-data|separate|unbuffered|posix|debug))$/s;

const spatchOptions =
  /^--?(?:sp[-_]file|cocci[-_]file|in[-_]place|macro[-_]file(?:-builtins)?|use-gitgrep|dir|no-show-diff|keep-comments|smpl-spacing|linux-spacing|max-width|include-headers|include-headers-for-types|no-includes|all-includes|local-includes|recursive-includes|relax-include-path|very-quiet|quiet|timeout|ignore|allow-inconsistent-paths|c\+\+|I|D|j|jobs)(?:=.*)?$/;

/** The semantic patch is the message's own, where the sandbox has it: nothing that the script does changes it there. */
function spatchRule(given: readonly Argument[]): string | null {
  const files = given.flatMap(({ text }, index) => {
    const [option, value] = /^--?(?:sp|cocci)[-_]file(?:=(.*))?$/.exec(text ?? "") ?? [];
    return option === undefined ? [] : [value ?? given[index + 1]?.text ?? null];
  });
  if (files.length === 0) return "spatch is not told by `--sp-file` which semantic patch it is to use";
  if (!files.every((file) => file !== null && patchPath.test(file)))
    return "spatch is told of a semantic patch that is not the message's";
  const open = given.find(({ mayBeOption, listsFiles }) => mayBeOption && !listsFiles);
  if (open !== undefined) return `\`${shown(open.written)}\` may come out as an option`;
  for (const { text, written } of given) {
    if (text?.startsWith("-") && !spatchOptions.test(text))
      return `spatch's option \`${shown(written)}\` is not known here`;
  }
  return null;
}

/** Where the sandbox has the message's semantic patches, by their number. */
export const patchPathOf = (number: number): string => `/patches/${number}.cocci`;
const patchPath = /^\/patches\/\d+\.cocci$/;

const gitCommands = new Set(["grep", "ls-files", "mv", "rm"]);

function gitRule([command, ...given]: readonly Argument[], { endOptions }: Notes): string | null {
  const name = command?.text ?? null;
  if (command === undefined || name === null || !gitCommands.has(name)) {
    return `it runs \`git ${shown(command?.written ?? "")}\`; only git grep, ls-files, mv and rm are replayed`;
  }
  if (name === "grep") return openEnded(given) ?? notAmong(given, grepOptions, "git grep");
  if (name === "ls-files") return null;
  if (name === "rm" && !given.every(isSeen)) return "what `git rm` takes away depends on other commands";
  if (!given.some(({ text }) => text === "--")) {
    const first = given.findIndex(({ text }) => text === null || !text.startsWith("-"));
    endOptions((given[first - 1] ?? command).end);
  }
  return notAmong(given, moveOptions, `git ${name}`);
}

const moveOptions = /^-[fkqrnv]+$|^--(?:force|quiet|verbose)$/;

const grepOptions =
  /^(?:-[aiIwvEGPFnlLcohHqzrpW]+|-[ABCem].*|-\d+|--(?:text|ignore-case|word-regexp|invert-match|extended-regexp|basic-regexp|perl-regexp|fixed-strings|line-number|files-with-matches|name-only|files-without-match|count|only-matching|null|quiet|full-name|cached|untracked|recursive|no-color|and|or|not|all-match|max-depth=\d+))$/s;

/** Options of these programs start others or write files, so every word must be known to be one or none. */
function openEnded(given: readonly Argument[]): string | null {
  const found = given.find(({ mayBeOption }) => mayBeOption);
  return found === undefined ? null : `\`${shown(found.written)}\` may come out as an option`;
}

/** Into a folder of the tree, and no way out of it. */
function cdRule([folder, ...more]: readonly Argument[]): string | null {
  const path = more.length === 0 ? (folder?.text ?? null) : null;
  const isInside = path !== null && /^[\w.+-][\w.+/-]*$/.test(path) && !path.includes("..");
  return isInside ? null : "`cd` leads where nobody can tell";
}

function chmodRule([mode, ...paths]: readonly Argument[]): string | null {
  if (!/^(?:[0-7]{3,4}|[ugoa]*[+=-][rwxX]+)$/.test(mode?.text ?? ""))
    return "`chmod` is told a mode that is not known here";
  return paths.every(isSeen) ? null : "what `chmod` is told depends on other commands";
}

/** What `find` may be told: which files, and what to do with them. */
const findWords =
  /^-(?:i?name|i?path|i?regex|regextype|type|maxdepth|mindepth|depth|prune|print|print0|exec|execdir|not|and|or|a|o|xdev|mount|empty|newer|size|perm|readable|writable|executable)$/;

function findRule(given: readonly Argument[], notes: Notes): string | null {
  // What comes out as several words can end one command and begin another, so that is true of those behind `-exec` as
  // well.
  const open = openEnded(given);
  if (open !== null) return open;
  for (let at = 0; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: null, written: "" };
    if (text === null) continue;
    if (text.startsWith("-") && !findWords.test(text)) return `find's \`${shown(written)}\` is not replayed`;
    if (text !== "-exec" && text !== "-execdir") continue;
    const end = given.findIndex((one, index) => index > at && endsExec(one, given[index - 1]));
    if (end === -1) return `find's \`${shown(written)}\` has no end`;
    const program = given[at + 1]?.text ?? null;
    const own = given.slice(at + 2, end);
    // find puts a name wherever the two brackets stand, in a text of sed or perl as well.
    if (!own.every(({ known }) => known === "{}" || (known !== null && !known.includes("{}"))))
      return `find puts words into what \`${shown(program ?? "")}\` is told`;
    const why = notBehindLists(program, own) ?? whyNotRun(program, own, notes);
    if (why !== null) return why;
    at = end;
  }
  return null;
}

/** `;`, or a `+` behind `{}`: any other `+` is an argument. */
const endsExec = ({ text }: Argument, previous: Argument | undefined): boolean =>
  text === ";" || (text === "+" && previous?.text === "{}");

/** What is moved, taken away or changed in its mode stands in the script, and not in a list that another command makes. */
function notBehindLists(program: string | null, [command]: readonly Argument[]): string | null {
  const name = program === "git" ? `git ${command?.text ?? ""}` : program;
  return name === "git mv" || name === "git rm" || name === "chmod"
    ? `what \`${name}\` is told depends on other commands`
    : null;
}

/** Options of `xargs` that take the next argument, when they stand alone. */
const xargsWithValue = /^-[nLIdEs]$|^--(?:max-args|delimiter|max-chars)$/;
const xargsAlone =
  /^-(?:0|r|t|x|i\S*|l\d*|[nLIdEs]\S+)+$|^--(?:null|no-run-if-empty|verbose|exit|replace|max-lines|(?:max-args|max-lines|delimiter|replace)=.*)$/;

const notBehindXargs = new Set(["find", "sort", "uniq", "xargs", "git grep", "cd"]);

function xargsRule(given: readonly Argument[], notes: Notes): string | null {
  let at = 0;
  let mark: string | null = null;
  for (; at < given.length; at += 1) {
    const { text, written } = given[at] ?? { text: "", written: "" };
    if (text === null) return "what xargs runs depends on variables";
    if (!text.startsWith("-")) break;
    const replacing = /^-[0rtx]*[iI](.*)$|^--replace(?:=(.*))?$/s.exec(text);
    if (replacing !== null)
      mark = (replacing[1] ?? replacing[2] ?? "") || (text.endsWith("I") ? (given[at + 1]?.text ?? "") : "{}");
    if (xargsWithValue.test(text)) at += 1;
    else if (!xargsAlone.test(text)) return `xargs' option \`${shown(written)}\` is not replayed`;
  }
  const [program, ...own] = given.slice(at);
  if (program === undefined) return null;
  const name = program.text === "git" ? `git ${own[0]?.text ?? ""}` : program.text;
  // What xargs adds may begin with `-`.
  if (name !== null && notBehindXargs.has(name)) return `it runs \`${name}\` by xargs`;
  const listed = notBehindLists(program.text, own);
  if (listed !== null) return listed;
  if (mark === null) return whyNotRun(program.text, own, notes);
  // A text of sed or perl, or an option, would be another with what xargs puts in its place.
  if (name === "perl" || name === "spatch" || !isMarked([program, ...own], mark))
    return `xargs puts words into what \`${shown(name ?? "")}\` is told`;
  const marked = own.map((one) => (one.text === mark ? { ...one, mayBeOption: true } : one));
  return whyNotRun(program.text, marked, notes);
}

/** Does the mark stand nowhere but as a word of its own, among words that are known as they stand? */
const isMarked = (given: readonly Argument[], mark: string): boolean =>
  mark !== "" &&
  given.every(({ text }, index) => text !== null && (index > 0 && text === mark ? true : !text.includes(mark)));
