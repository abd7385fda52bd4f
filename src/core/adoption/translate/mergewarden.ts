import { fieldAt } from "../../text/foreign-value.ts";
import { itemsOf, keysOf } from "../plain-values.ts";
import { leftOpen, proposed } from "../setting.ts";
import { clauseOf } from "../yaml-writing.ts";
import { fileName, type LeftOver, leftOver, type Translation, type Translator } from "./translation.ts";

/** MergeWarden: of its rule families `commit_trailers` speaks of provenance. */
export const mergewarden: Translator = {
  tool: "MergeWarden",
  reads: (path) => /^(?:mergewarden|agent-gate)\.ya?ml$/.test(fileName(path)),
  form: "yaml",
  translate(settings) {
    const trailers = fieldAt(settings, "commit_trailers");
    const isOn = fieldAt(trailers, "enabled") !== false;
    const mode = fieldAt(settings, "mode");
    const parts = isOn
      ? [
          ...itemsOf(fieldAt(trailers, "required")).map((entry) => required(entry, mode)),
          forbidden(itemsOf(fieldAt(trailers, "forbidden")), mode),
        ]
      : [];
    const said = parts.flatMap((part) => part.settings);
    return {
      settings: said.some(({ name }) => name !== "rules.sign-off-present")
        ? [leftOpen("ai.stance", "permitted", stanceNotSaid), ...said]
        : said,
      leftOver: [...parts.flatMap((part) => part.leftOver), ...waivers(settings), ...others(settings)],
    };
  },
};

const stanceNotSaid = "Whether AI-derived content may be contributed is not said there. People decide it.";

/** Only an error that blocks refuses there. */
const levelOf = (entry: unknown, mode: unknown): "require" | "warn" =>
  fieldAt(entry, "severity") === "error" && mode === "block" ? "require" : "warn";

const textsIn = (value: unknown): readonly string[] =>
  itemsOf(value).filter((one): one is string => typeof one === "string");

const isSignOff = (key: string): boolean => key.toLowerCase() === "signed-off-by";

function required(entry: unknown, mode: unknown): Translation {
  const keys = textsIn(fieldAt(entry, "any_of"));
  const level = levelOf(entry, mode);
  const everywhere = fieldAt(entry, "applies_to") === "all";
  const reason = `From \`required: any_of: [${keys.join(", ")}]\`. It asks for it once in a pull request, and here every commit is asked.`;
  if (keys.length === 0)
    return { settings: [], leftOver: [leftOver("commit_trailers.required", "an entry names no trailer")] };
  if (keys.every(isSignOff)) return { settings: [proposed("rules.sign-off-present", level, reason)], leftOver: [] };
  if (keys.some(isSignOff))
    return {
      settings: [],
      leftOver: [leftOver(reason, "a sign-off is no disclosure, so nothing here takes one for the other")],
    };
  const options = { trailers: keys, ...(everywhere ? { required: "always" } : {}) };
  return { settings: [proposed("rules.ai-disclosure", clauseOf(level, options, null), reason)], leftOver: [] };
}

/** Trailers that are refused whole are one setting here; by their values, tools are known by their exact identities instead of patterns. */
function forbidden(entries: readonly unknown[], mode: unknown): Translation {
  const named = entries.flatMap((entry) => {
    const name = fieldAt(entry, "name");
    return typeof name === "string"
      ? [{ name, entry, hasPatterns: textsIn(fieldAt(entry, "value_patterns")).length > 0 }]
      : [];
  });
  if (named.length === 0) return { settings: [], leftOver: [] };
  const whole = named.filter(({ hasPatterns }) => !hasPatterns).map(({ name }) => name);
  const level = named.some(({ entry }) => levelOf(entry, mode) === "require") ? "require" : "warn";
  const options = { trailers: whole, footers: false, coAuthors: named.some(({ hasPatterns }) => hasPatterns) };
  return {
    settings: [
      proposed("rules.no-tool-advertising", clauseOf(level, options, null), "From `commit_trailers.forbidden`."),
    ],
    leftOver: named
      .filter(({ hasPatterns }) => hasPatterns)
      .map(({ name }) =>
        leftOver(
          `value_patterns of ${name}`,
          "tools are known here by exact addresses, not by patterns, so that no person is taken for one; `ai.signals` adds more",
        ),
      ),
  };
}

function waivers(settings: unknown): readonly LeftOver[] {
  const count = itemsOf(fieldAt(settings, "waivers")).length;
  return count === 0
    ? []
    : [
        leftOver(
          `waivers (${count})`,
          "an exception here is listed in the policy document and agreed on there; `proviso exception request` begins one",
        ),
      ];
}

function others(settings: unknown): readonly LeftOver[] {
  const read = ["version", "mode", "commit_trailers", "waivers"];
  const names = keysOf(settings).filter((name) => !read.includes(name));
  return names.length === 0 ? [] : [leftOver(names.join(", "), "no question of provenance: keep the tool for it")];
}
