import { choices, flag } from "../../text/shape.ts";
import { met, type Outcome, type Place, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { fieldOf, isTool, type ToolField } from "./tool-fields.ts";

const onlyPeople = met("no tool stands where people are named");

const words: { readonly [Field in ToolField]: string } = {
  author: "the author",
  committer: "the committer",
  "co-author": "a co-author",
  reviewer: "a reviewer",
  reporter: "a reporter",
  signer: "a signer",
  other: "named",
};

/** Authorship and review are people's: Linux, Kubernetes, Homebrew, systemd and others say so in their policies. */
export default defineRule({
  id: "no-tool-identity",
  topic: "ai",
  plain: true,
  summary: "Where a commit names people, it names no tool.",
  options: {
    fields: choices(
      "where no tool may stand; `reviewer` is Reviewed-by, Acked-by and Tested-by, `reporter` is Reported-by and Suggested-by",
      ["author", "committer", "co-author", "reviewer", "reporter"],
      ["author", "committer", "co-author", "reviewer"],
    ),
    bots: flag("ordinary automation (dependabot, a forge's web flow) may not stand there either", false),
  },
  tighter: { fields: "more", bots: [false, true] },
  messages: {
    tool: {
      what: "`{text}` is {field}, and it is a tool ({tool})",
      fix: "name the person who answers for the work: `git commit --amend --reset-author`, or take the line out",
    },
  },
  check({ observed }, { fields, bots }, finding): Outcome {
    if (observed.signals.length === 0) return onlyPeople;
    const refused: ReadonlySet<ToolField> = new Set(fields);
    const findings = observed.signals.flatMap((signal) => {
      const { place, text, tool } = signal;
      const field = fieldOf(place);
      if (!refused.has(field) || !(bots || isTool(signal))) return [];
      const at: Place = "at" in place ? { kind: "message", at: place.at } : { kind: place.kind };
      return [finding("tool", at, { text, tool, field: words[field] })];
    });
    return unmetIfAny(findings, onlyPeople);
  },
});
