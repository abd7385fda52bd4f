import type { CiOptions } from "./commands/ci.ts";
import { CommandFailure } from "./exit-status.ts";

type Inputs = Partial<{ -readonly [Name in keyof CiOptions]: CiOptions[Name] }> & { directory?: string };

/**
 * The inputs of an action, as runners hand them on: INPUT_ and the input's name in upper case, empty where nobody gave one
 * (GitHub: "Metadata syntax for GitHub Actions", inputs). What an input may be stands in `action.yml`.
 */
export function inputOptions(environment: { readonly [name: string]: string | undefined }): Inputs {
  const input = (name: string): string | undefined => {
    const value = environment[`INPUT_${name.toUpperCase()}`]?.trim();
    return value === "" ? undefined : value;
  };
  const options: Inputs = {
    fetch: flag("fetch", input("fetch"), true),
    verbose: flag("verbose", input("verbose"), false),
  };
  for (const [name, option] of texts) {
    const value = input(name);
    if (value !== undefined) options[option] = value;
  }
  const mergeMethod = choice("merge-method", input("merge-method"), ["commits", "squash"] as const);
  const squashMessage = choice("squash-message", input("squash-message"), ["description", "commits", "blank"] as const);
  const undecided = choice("undecided", input("undecided"), ["fail", "neutral"] as const);
  if (mergeMethod !== undefined) options.mergeMethod = mergeMethod;
  if (squashMessage !== undefined) options.squashMessage = squashMessage;
  if (undecided !== undefined) options.undecided = undecided;
  const reports = input("reports");
  if (reports !== undefined) options.report = lines(reports);
  return options;
}

/** Inputs that are options as they stand. */
const texts = [
  ["base", "base"],
  ["head", "head"],
  ["branches", "branches"],
  ["policy-from", "policyFrom"],
  ["directory", "directory"],
  ["token", "token"],
] as const;

const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function flag(name: string, value: string | undefined, otherwise: boolean): boolean {
  return (choice(name, value, ["true", "false"] as const) ?? String(otherwise)) === "true";
}

function choice<const C extends readonly string[]>(
  name: string,
  value: string | undefined,
  choices: C,
): C[number] | undefined {
  if (value === undefined || choices.includes(value)) return value;
  throw new CommandFailure(
    `the input \`${name}\` is ${choices.map((one) => `\`${one}\``).join(" or ")}, not \`${value}\``,
    "usage",
  );
}
