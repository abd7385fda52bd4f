import { isOpen, nothingOpen, readOn } from "./open-command.ts";

/** Does a command of the script change files? Only `sed` and `perl` in place, `git mv`, `git rm` and `spatch` do, as far as this is known. */
export function isWriter(commands: string): boolean {
  const text = joined(commands);
  return (
    isGiven(text, /\bsed\b/g, /\s(?:-[A-Za-z]*i|--in-place)/y) ||
    isGiven(text, /\bperl\b/g, /\s-[A-Za-z0-9]*i/y) ||
    /\bgit\s+(?:mv|rm)\s/.test(commands) ||
    /(?:^|[\s|])spatch\s+-/m.test(text)
  );
}

/** Is an option like this given to such a program, before its command ends? Each command is gone through once, however often it names the program. */
function isGiven(commands: string, program: RegExp, option: RegExp): boolean {
  let seen = 0;
  for (const { index, 0: name } of commands.matchAll(program)) {
    if (index < seen) continue;
    for (seen = index + name.length; seen < commands.length; seen += 1) {
      option.lastIndex = seen;
      if (option.test(commands)) return true;
      if (/[|;\n]/.test(commands.charAt(seen))) break;
    }
  }
  return false;
}

/** Lines that a backslash joins are one. */
const joined = (commands: string): string => commands.replaceAll(/\\\n/g, " ");

/**
 * The commands in a block of a message, prompts taken off. Where some lines have a prompt, only they begin a command, and what stands between is what a
 * program printed. In running text, only a line that can be nothing else begins one.
 */
export function commandsOf(lines: readonly string[], kind: "block" | "text"): string {
  const hasPrompt = lines.some((line) => promptLine.test(line));
  const begins = (line: string): boolean =>
    hasPrompt ? promptLine.test(line) : kind === "block" || commandLine.test(line);
  const commands: string[] = [];
  let open = nothingOpen;
  let last = -1;
  for (const [index, line] of lines.entries()) {
    if (!isOpen(open) && last === index - 1 && last !== -1 && goesOn.test(line)) {
      // Somebody wrapped the line where the shell would have ended it.
      commands.push(`${commands.pop() ?? ""} ${line.trim()}`);
      last = index;
      continue;
    }
    if (!isOpen(open) && !begins(line)) continue;
    last = index;
    const command = isOpen(open) ? line : line.replace(promptLine, "");
    open = readOn(open, command);
    commands.push(command);
  }
  return commands.join("\n");
}

/** No command begins with an option or a pipe. */
const goesOn = /^\s*(?:--?[A-Za-z]|\|)/;

/** A line that a shell was given. */
export const promptLine = /^\s*[$%] +/;

/** A line of running text that is a command and no sentence. */
const commandLine =
  /^\s*(?:sed\s+(?:-[A-Za-z]+\s+)*(?:-[A-Za-z]*i|--in-place)|perl\s+-[A-Za-z0-9]+|git\s+(?:mv|rm)\s+\S+\s+\S+$|git\s+grep\s+.*\||spatch\s+-|find\s+\S+\s+.*(?:-exec\s|\|)|for\s+\w+\s+in\s.*(?:;\s*do\b|\\$)|xargs\s+-)/;
