import { texts } from "../../text/shape.ts";
import { spanOf } from "../../text/source.ts";
import { met, notApplicable, type Outcome, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { findAutomation, showsCommand } from "./automation.ts";

const mergeCommit = notApplicable("a merge commit's changes were judged where they were written");
const notAutomated = notApplicable("the message does not say that a program made the change");
const shown = met("the message shows the command or script, or says where it is");

/**
 * QEMU, code-provenance: changes by deterministic tools (Coccinelle, sed, awk) are the author's own, and should be declared in
 * the message. That a tool was used and kept quiet, no program can see; that a message names one and not what it did, it can.
 */
export default defineRule({
  id: "automation-declared",
  topic: "generated",
  summary: "A message that says a program made the change shows the command or script.",
  options: {
    tools: texts("programs whose work depends on what they were told", ["coccinelle", "spatch", "sed", "awk", "gawk"]),
  },
  messages: {
    commandMissing: {
      what: "the message says that `{tool}` made the change and does not show what it was told",
      fix: "put the command or script into the message, indented, or say where it is",
    },
  },
  check({ commit }, { tools }, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    const { message } = commit;
    const found = findAutomation(message.text, tools);
    if (found === null) return notAutomated;
    if (showsCommand(message.text, found)) return shown;
    const at = spanOf(message, found.start, found.end);
    return unmet(finding("commandMissing", { kind: "message", at }, { tool: found.tool }));
  },
});
