import { parse } from "smol-toml";
import { translateSettings } from "../../core/adoption/translate/translate.ts";
import { jsonText } from "../../core/report/json.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { writeOut } from "../output.ts";
import { utf8Text } from "../utf8.ts";

/** Bytes of a file of settings. */
const settingsBytesMax = 1 << 20;

/** `proviso policy translate`: prints the settings of other tools as a policy. */
export async function runPolicyTranslate(
  files: readonly string[],
  options: { readonly format: string },
): Promise<void> {
  const sources = await Promise.all(
    files.map(async (name) => ({ name, text: utf8Text(await readInput(name, settingsBytesMax), `\`${name}\``) })),
  );
  const translated = translateSettings(sources, readToml);
  if (!translated.ok) throw new CommandFailure(translated.why, "usage");
  const { text, settings, leftOver } = translated;
  await writeOut(
    options.format === "json" ? `${jsonText({ translation: 1, policy: text, settings, leftOver })}\n` : text,
  );
}

function readToml(text: string): Learned<unknown> {
  try {
    return learned(parse(text));
  } catch (error) {
    return unknown((error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "it is no TOML");
  }
}
