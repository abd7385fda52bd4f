import { fieldAt } from "../../text/foreign-value.ts";
import type { Source } from "../../text/source.ts";
import { readLinterSettings } from "../linter-settings.ts";
import { itemsOf, keysOf } from "../plain-values.ts";
import { proposed, type Setting } from "../setting.ts";
import { fileName, leftOver, type Translator } from "./translation.ts";

/** commitlint: of its rules two can speak of sign-offs. */
export const commitlint: Translator = {
  tool: "commitlint",
  reads: (path) => /^\.commitlintrc(?:\.json|\.ya?ml)?$/.test(fileName(path)) || fileName(path) === "package.json",
  form: "yaml",
  translate(settings, source) {
    const own = fileName(source.name) === "package.json" ? fieldAt(settings, "commitlint") : settings;
    const others = keysOf(fieldAt(own, "rules")).filter((name) => !["signed-off-by", "trailer-exists"].includes(name));
    return {
      settings: signOffsAskedFor(readLinterSettings([atTop(source)]).settings),
      leftOver: [
        ...itemsOrOne(fieldAt(own, "extends")).map((name) =>
          leftOver("extends", `\`${name}\` was not read: translate it by itself, if it speaks of sign-offs`),
        ),
        ...itemsOrOne(fieldAt(own, "ignores")).map(() =>
          leftOver("ignores", "a function that lets messages through; nothing here does, but what the document lists"),
        ),
        ...(others.length === 0 ? [] : [leftOver(`rules: ${others.join(", ")}`, formOnly)]),
      ],
    };
  },
};

/** gitlint: one rule that it brings along asks for sign-offs. */
export const gitlint: Translator = {
  tool: "gitlint",
  reads: (path) => fileName(path) === ".gitlint",
  form: "text",
  translate: (_, source) => ({
    settings: signOffsAskedFor(readLinterSettings([atTop(source)]).settings),
    leftOver: [
      leftOver("`gitlint-ignore:` in a message", "lets its own commit through; no message does so here"),
      leftOver("every other rule", formOnly),
    ],
  }),
};

/** Settings are read by the names that they have at the top of a repository. */
const atTop = ({ name, text }: Source): Source => ({ name: fileName(name), text });

const formOnly = "about the form of messages, which is no question of provenance: keep the tool for it";

const signOffsAskedFor = (settings: ReturnType<typeof readLinterSettings>["settings"]): readonly Setting[] =>
  settings
    .slice(0, 1)
    .map(({ setting, asks }) =>
      proposed(
        "rules.sign-off-present",
        asks === "error" ? "require" : "warn",
        `From ${setting}. It takes a sign-off on other lines, too; here one counts where git reads trailers.`,
      ),
    );

const itemsOrOne = (value: unknown): readonly string[] =>
  (typeof value === "string" ? [value] : itemsOf(value)).map((one) => (typeof one === "string" ? one : "a function"));
