import type { Argument, Command, Option } from "commander";
import { createProgram } from "../../src/cli/main.ts";

/** Text as a cell of a table. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** Text of help as Markdown: what would be a tag or emphasis stays what it is. */
const prose = (text: string): string =>
  text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/[\\*_[\]<>#]/g, "\\$&") : part))
    .join("`");

/** Every command with its arguments and options, as the command line itself describes them. */
export async function commandsPage(): Promise<string> {
  const program = await createProgram();
  return [
    "# Commands and options",
    "Made from what `proviso --help` is made from. `-C` stands before or behind any command; every command has `--help`.",
    ...optionTable(program.options),
    exitStatus,
    ...program.commands.flatMap((command) => commandSection(command, ["proviso"])),
  ].join("\n\n");
}

const exitStatus = `| Exit status | Meaning |
|---|---|
| 0 | pass |
| 1 | fail |
| 2 | undecided: a person must judge, or a fact is missing |
| 3 | wrong usage, or a policy with problems |
| 4 | the work could not be done: git, network, disk |`;

/** Every command that there is, deepest too, as its words. */
export async function commandNames(): Promise<readonly string[]> {
  const below = (command: Command, before: readonly string[]): readonly string[] => {
    const words = [...before, command.name()];
    return [words.join(" "), ...command.commands.flatMap((one) => below(one, words))];
  };
  return (await createProgram()).commands.flatMap((command) => below(command, ["proviso"]));
}

function commandSection(command: Command, before: readonly string[]): readonly string[] {
  const words = [...before, command.name()];
  const { registeredArguments: given, options } = command;
  const level = "#".repeat(Math.min(words.length, 4));
  const usage = [...words, ...given.map(argumentWord), ...(options.length > 0 ? ["[options]"] : [])].join(" ");
  return [
    `${level} ${words.join(" ")}`,
    prose(command.description() || `${command.summary()}.`),
    ...(command.commands.length > 0 ? [] : [`\`\`\`\n${usage}\n\`\`\``]),
    ...argumentTable(given),
    ...optionTable(options),
    ...command.commands.flatMap((one) => commandSection(one, words)),
  ];
}

function argumentWord(one: Argument): string {
  const words = `${one.name()}${one.variadic ? "..." : ""}`;
  return one.required ? `<${words}>` : `[${words}]`;
}

const argumentTable = (given: readonly Argument[]): readonly string[] =>
  given.length === 0
    ? []
    : [
        [
          "| Argument | Meaning |",
          "|---|---|",
          ...given.map((one) => `| \`${cell(argumentWord(one))}\` | ${cell(prose(one.description))} |`),
        ].join("\n"),
      ];

function optionTable(options: readonly Option[]): readonly string[] {
  const shown = options.filter(({ hidden }) => !hidden);
  if (shown.length === 0) return [];
  const rows = shown.map(
    (option) => `| \`${cell(option.flags)}\` | ${cell(prose(option.description))}${cell(prose(bounds(option)))} |`,
  );
  return [["| Option | Meaning |", "|---|---|", ...rows].join("\n")];
}

/** What may stand there, and what stands there if nobody says. */
function bounds({ argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices === undefined ? "" : ` One of ${argChoices.map((one) => `\`${one}\``).join(", ")}.`;
  const value = defaultValueDescription ?? (typeof defaultValue === "string" ? defaultValue : undefined);
  return value === undefined || value === "" ? choices : `${choices} Without it: \`${value}\`.`;
}
