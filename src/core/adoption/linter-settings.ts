import { fieldAt } from "../text/foreign-value.ts";
import { append } from "../text/long-lists.ts";
import type { Source } from "../text/source.ts";
import { itemsOf, readPlainValue } from "./plain-values.ts";
import type { NotRead } from "./seen.ts";

/**
 * What a linter's settings say of sign-offs. `error`: a commit without one is refused; `warning`: it is pointed out; `named`: a hook is
 * called so, and what it does is not known here.
 */
export type LinterSetting = {
  readonly path: string;
  readonly line: number | null;
  /** The setting as people know it. */
  readonly setting: string;
  readonly asks: "error" | "warning" | "named";
};

export type LinterSettings = { readonly settings: readonly LinterSetting[]; readonly notRead: readonly NotRead[] };

/** Reads the settings of commitlint, gitlint and pre-commit that concern sign-offs. What a file extends or imports is not followed. */
export function readLinterSettings(sources: readonly Source[]): LinterSettings {
  const settings: LinterSetting[] = [];
  const notRead: NotRead[] = [];
  for (const source of sources) {
    if (source.name === ".gitlint") {
      append(settings, gitlintSettings(source));
      continue;
    }
    const read = readPlainValue(source);
    if (!read.ok) notRead.push({ what: source.name, why: read.why });
    else if (source.name === ".pre-commit-config.yaml") append(settings, hookSettings(source, read.value));
    else if (source.name === "package.json")
      append(settings, commitlintSettings(source, fieldAt(read.value, "commitlint")));
    else append(settings, commitlintSettings(source, read.value));
  }
  return { settings, notRead };
}

/** `rules: { signed-off-by: [2, always, "Signed-off-by:"] }`; of `trailer-exists` only one about sign-offs. Levels: 0 off, 1 warning, 2 error. */
function commitlintSettings(source: Source, value: unknown): readonly LinterSetting[] {
  const rules = fieldAt(value, "rules");
  return ["signed-off-by", "trailer-exists"].flatMap((name): LinterSetting[] => {
    const [level, applicable, wanted] = itemsOf(fieldAt(rules, name));
    if (level !== 1 && level !== 2) return [];
    if (applicable !== undefined && applicable !== "always") return [];
    const isAboutSignOffs = typeof wanted === "string" && /^signed-off-by\b/i.test(wanted);
    if (wanted === undefined ? name !== "signed-off-by" : !isAboutSignOffs) return [];
    const asks = level === 2 ? "error" : "warning";
    return [{ path: source.name, line: lineOf(source.text, name), setting: `commitlint's rule \`${name}\``, asks }];
  });
}

const gitlintRule = "contrib-body-requires-signed-off-by";

/** gitlint's file has the form of Python's configparser: `contrib` of `[general]` switches rules on, `ignore` takes them out again. */
function gitlintSettings({ name, text }: Source): readonly LinterSetting[] {
  const general = new Map<string, string>();
  let section = "";
  let key = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const isContinued = /^\s/.test(line) && key !== "";
    const heading = isContinued ? undefined : /^\[([^\]]*)\]/.exec(line)?.[1];
    if (heading !== undefined) [section, key] = [heading, ""];
    if (heading !== undefined || section !== "general") continue;
    const pair = isContinued ? null : /^([^=:]+)[=:](.*)$/.exec(line);
    if (pair !== null) key = (pair[1] ?? "").trim().toLowerCase();
    general.set(key, `${isContinued ? (general.get(key) ?? "") : ""} ${pair?.[2] ?? line}`);
  }
  const names = (of: string): readonly string[] => (general.get(of) ?? "").split(/[,\s]+/);
  const isNamed = (list: readonly string[]): boolean => list.includes(gitlintRule) || list.includes("CC1");
  if (!isNamed(names("contrib")) || isNamed(names("ignore"))) return [];
  return [{ path: name, line: lineOf(text, "contrib"), setting: `gitlint's rule \`${gitlintRule}\``, asks: "error" }];
}

/** Names of hooks are their makers', so all that is known of one is what it is called. */
const aboutSignOffs = /sign[-_]?off|signed[-_]off|(?:^|[-_])dco(?:$|[-_])/i;

function hookSettings({ name, text }: Source, value: unknown): readonly LinterSetting[] {
  return itemsOf(fieldAt(value, "repos"))
    .flatMap((repository) => itemsOf(fieldAt(repository, "hooks")))
    .flatMap((hook): LinterSetting[] => {
      const id = fieldAt(hook, "id");
      if (typeof id !== "string" || !aboutSignOffs.test(id)) return [];
      return [{ path: name, line: lineOf(text, id), setting: `the pre-commit hook \`${id}\``, asks: "named" }];
    });
}

/** The line on which a word first stands. */
function lineOf(text: string, word: string): number | null {
  const at = text.indexOf(word);
  return at === -1 ? null : text.slice(0, at).split("\n").length;
}
