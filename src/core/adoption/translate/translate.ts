import { shown } from "../../report/words.ts";
import type { Learned } from "../../text/learned.ts";
import type { Source } from "../../text/source.ts";
import { readPlainValue } from "../plain-values.ts";
import { proposalBody } from "../proposal-text.ts";
import type { Setting } from "../setting.ts";
import { commentOf } from "../yaml-writing.ts";
import { aiContributionPolicy } from "./ai-contribution-policy.ts";
import { commitCheck } from "./commit-check.ts";
import { dcoApps } from "./dco-apps.ts";
import { commitlint, gitlint } from "./linters.ts";
import { mergewarden } from "./mergewarden.ts";
import { type LeftOver, leftOver, type Translation, type Translator } from "./translation.ts";

/** Every tool whose settings can be read. */
export const translators: readonly Translator[] = [
  dcoApps,
  aiContributionPolicy,
  commitCheck,
  commitlint,
  gitlint,
  mergewarden,
];

/** What somebody needs who writes the settings of other tools as a `proviso.yaml`. */
export type Translated =
  | {
      readonly ok: true;
      /** The whole file, commented. */
      readonly text: string;
      readonly settings: readonly Setting[];
      readonly leftOver: readonly (LeftOver & { readonly path: string })[];
    }
  | { readonly ok: false; readonly why: string };

/** Without a rule there is no policy. */
const asksForSomething = ({ name, state }: Setting): boolean => state === "proposed" && name.startsWith("rules.");

type OfFile = Translation & { readonly path: string; readonly tool: string };

/**
 * Translates files of settings, each by its name.
 *
 * @param toml reads TOML as plain data, or says why it cannot
 */
export function translateSettings(sources: readonly Source[], toml: (text: string) => Learned<unknown>): Translated {
  const files: OfFile[] = [];
  for (const source of sources) {
    const translator = translators.find(({ reads }) => reads(source.name));
    if (translator === undefined)
      return { ok: false, why: `\`${source.name}\` is no file of settings that is known here` };
    const settings = settingsOf(translator, source, toml);
    if (!settings.known) return { ok: false, why: `\`${source.name}\` cannot be read: ${settings.why}` };
    const { tool } = translator;
    files.push({ ...translator.translate(settings.value, source), path: source.name, tool });
  }
  const { settings, conflicts } = together(files);
  if (!settings.some(asksForSomething))
    return { ok: false, why: "nothing in these settings is a question of provenance" };
  const all = [...files.flatMap(({ path, leftOver }) => leftOver.map((one) => ({ ...one, path }))), ...conflicts];
  return { ok: true, text: textOf(files, settings, all), settings, leftOver: all };
}

function settingsOf({ form }: Translator, source: Source, toml: (text: string) => Learned<unknown>): Learned<unknown> {
  if (form === "text") return { known: true, value: null };
  if (form === "toml") return toml(source.text);
  const read = readPlainValue(source);
  return read.ok ? { known: true, value: read.value } : { known: false, why: read.why };
}

/** Of a setting that two files have, the first counts, and a different one is said. */
function together(files: readonly OfFile[]): {
  readonly settings: readonly Setting[];
  readonly conflicts: readonly (LeftOver & { readonly path: string })[];
} {
  const byName = new Map<string, Setting>();
  const conflicts: (LeftOver & { readonly path: string })[] = [];
  for (const { path, settings } of files)
    for (const setting of settings) {
      const known = byName.get(setting.name);
      if (known === undefined || (known.state === "left-open" && setting.state === "proposed"))
        byName.set(setting.name, setting);
      else if (known.value !== setting.value && setting.state === "proposed")
        conflicts.push({
          path,
          ...leftOver(setting.name, `would be \`${setting.value}\` by this file; what another file says stands above`),
        });
    }
  return { settings: [...byName.values()], conflicts };
}

function textOf(
  files: readonly OfFile[],
  settings: readonly Setting[],
  left: readonly (LeftOver & { readonly path: string })[],
): string {
  const from = files.map(({ path, tool }) => `${path} (${tool})`).join(", ");
  const introduction = commentOf(
    `Translated by \`proviso policy translate\` from ${onOneLine(from)}. Read it before you commit it: \`proviso policy lint\` checks it, and \`proviso explain RULE\` explains a rule.`,
    "",
  );
  const notes = left.flatMap(({ path, setting, why }) => commentOf(onOneLine(`${path}: ${setting}: ${why}.`), ""));
  const lines = notes.length === 0 ? [] : ["# What does not carry over:", "#", ...notes, ""];
  const quoted = settings.map((setting) => ({ ...setting, reasons: setting.reasons.map(onOneLine) }));
  return [...introduction, proposalBody(quoted), ...lines].join("\n");
}

/** The code points shown of a sentence that quotes a file of settings. */
const sentenceMax = 1_000;

/** What a file says must not end the comment that it is quoted in. */
const onOneLine = (sentence: string): string => shown(sentence, sentenceMax);
