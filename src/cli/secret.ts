import { CommandFailure } from "./exit-status.ts";
import { readInput } from "./input.ts";
import { utf8Text } from "./utf8.ts";

/** Bytes of a file of settings, of a password, of certificates. */
const fileBytesMax = 1 << 20;

/** A password or a token that a file holds, without the line's end. */
export async function secretIn(path: string): Promise<string> {
  const text = (await readText(path)).replace(/\r?\n$/, "");
  if (text === "") throw new CommandFailure(`\`${path}\` is empty`, "usage");
  return text;
}

/** A password or a token that a variable of the environment holds; null: it is not set, or empty. */
export const secretInVariable = (variable: string): string | null => process.env[variable] || null;

/** The text of a file of whoever runs the program: his settings, a password, certificates. */
export const readText = async (path: string): Promise<string> =>
  utf8Text(await readInput(path, fileBytesMax), `\`${path}\``);
