import { fieldAt } from "../../text/foreign-value.ts";
import { itemsOf, keysOf } from "../plain-values.ts";
import { leftOpen, proposed, type Setting } from "../setting.ts";
import { clauseOf } from "../yaml-writing.ts";
import { fileName, type LeftOver, leftOver, type Translator } from "./translation.ts";

/** commit-check: `cchk.toml`, read as its documentation of version 2 says. */
export const commitCheck: Translator = {
  tool: "commit-check",
  reads: (path) => /^(?:cchk|commit-check)\.toml$/.test(fileName(path)),
  form: "toml",
  translate(settings) {
    const commit = fieldAt(settings, "commit");
    const attribution = fieldAt(commit, "ai_attribution");
    return {
      settings: [...signOffs(fieldAt(commit, "require_signed_off_by")), ...attributions(attribution)],
      leftOver: [
        ...inherited(fieldAt(settings, "inherit_from")),
        ...ignored(fieldAt(commit, "ignore_authors")),
        ...unknownAttribution(attribution),
        ...others(settings, commit),
      ],
    };
  },
};

const signOffs = (asked: unknown): readonly Setting[] =>
  asked === true
    ? [
        proposed(
          "rules.sign-off-present",
          "require",
          "From `require_signed_off_by`. There any line will do; here a sign-off counts where git reads trailers.",
        ),
      ]
    : [];

const notSaid =
  "Whether AI-derived content may be contributed is not said there: only whether a tool may sign, or must be named. People decide it.";

function attributions(attribution: unknown): readonly Setting[] {
  if (attribution === "forbid")
    return [
      leftOpen("ai.stance", "declined", notSaid),
      proposed("rules.no-tool-advertising", "require", "From `ai_attribution = forbid`."),
      proposed("rules.no-tool-identity", "require", "From `ai_attribution = forbid`."),
    ];
  if (attribution === "disclose")
    return [
      leftOpen("ai.stance", "permitted", notSaid),
      proposed(
        "rules.ai-signal-disclosed",
        "require",
        "From `ai_attribution = disclose`: what a tool left is disclosed.",
      ),
      proposed("rules.sign-off-human", "require", "From `ai_attribution = disclose`: no tool signs off."),
      proposed(
        "rules.no-tool-identity",
        clauseOf("require", { fields: ["co-author"] }, null),
        "From `ai_attribution = disclose`.",
      ),
    ];
  return [];
}

const unknownAttribution = (attribution: unknown): readonly LeftOver[] =>
  attribution === undefined || ["ignore", "forbid", "disclose"].some((known) => known === attribution)
    ? []
    : [leftOver("commit.ai_attribution", "has a value that is not known here")];

const inherited = (from: unknown): readonly LeftOver[] =>
  from === undefined
    ? []
    : [leftOver("inherit_from", "another file is not followed: translate it, too, and put both together")];

const ignored = (authors: unknown): readonly LeftOver[] =>
  itemsOf(authors).length === 0
    ? []
    : [
        leftOver(
          "commit.ignore_authors",
          "nobody is exempt by a name that anybody can take; `bots: exempt` of the sign-off rules exempts accounts that the forge knows as bots",
        ),
      ];

const read = ["require_signed_off_by", "ai_attribution", "ignore_authors"];

function others(settings: unknown, commit: unknown): readonly LeftOver[] {
  const names = [
    ...keysOf(commit)
      .filter((name) => !read.includes(name))
      .map((name) => `commit.${name}`),
    ...keysOf(settings).filter((name) => name !== "commit" && name !== "inherit_from"),
  ];
  return names.length === 0
    ? []
    : [
        leftOver(
          names.join(", "),
          "about the form of messages and branches, which is no question of provenance: keep the tool for it",
        ),
      ];
}
