import { isUnindented } from "../../commit/claim-reader.ts";
import { positionAt } from "../../text/source.ts";
import { met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { isSignOffKey, mergeCommit, noSignOff, tagPlace } from "./signers.ts";
import { endOfMessage } from "./unread-tag.ts";

const allInTrailers = met("every sign-off stands among the trailers");

/**
 * A sign-off in the body is text: git and every tool that asks git overlook it. An indented one is somebody else's,
 * quoted.
 */
export default defineRule({
  id: "sign-off-in-trailers",
  topic: "sign-off",
  plain: true,
  summary: "No Signed-off-by tag stands outside the last paragraph, where git does not see it.",
  options: {},
  messages: {
    outside: {
      what: "git does not see the sign-off `{value}`: it stands outside the last paragraph",
      fix: "move it to the other tags with `git commit --amend`",
    },
    belowEnd: {
      what: "git does not see the sign-off `{value}`: it takes what stands below line {end} for a patch",
      fix: "move it to the other tags with `git commit --amend`",
    },
  },
  check({ commit, observed }, _options, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    if (observed.looseTags.length === 0) return allInTrailers;
    const loose = observed.looseTags.filter((tag) => isSignOffKey(tag.key) && isUnindented(commit, tag));
    if (loose.length === 0) return allInTrailers;
    const end = endOfMessage(commit);
    const endLine = positionAt(commit.message.text, end).line;
    const findings = loose.map((tag) => {
      const message = tag.start >= end ? "belowEnd" : "outside";
      return finding(message, tagPlace(commit, tag), { value: tag.value, end: endLine });
    });
    return unmetIfAny(findings, allInTrailers);
  },
});
