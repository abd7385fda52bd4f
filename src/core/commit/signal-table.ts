import type { SignalEntry } from "./signal-entry.ts";
import { agentEntries } from "./signal-table-agents.ts";
import { botEntries, reviewerEntries } from "./signal-table-others.ts";

/**
 * What tools leave in commits: the built-in table. A policy adds to it and switches tools off (`ai.signals`).
 * Only exact identities, trailers and footers of tools are in it: nobody's name alone, no domain as a whole, no style.
 * The sources name the public commit, file or issue in which the form was seen.
 *
 * Places that only a forge knows (login, branch, text of a pull request) would be further kinds of entry.
 */
export const builtInSignals: readonly SignalEntry[] = [...agentEntries, ...reviewerEntries, ...botEntries];

/** A form that is known and deliberately counts for nothing, with an example in which no signal may be found. */
export type SetAside = { readonly tool: string; readonly example: string; readonly why: string };

const unverified = "reported only, without a commit that shows it";
const handWritten = "the tool writes no trailer of its own; the form is invented by hand";
const human = "may be a person";

/** Forms that are left out, and why: nothing here may decide anything. An example is a trailer, an author or a subject. */
export const setAside: readonly SetAside[] = [
  { tool: "Antigravity", example: "Co-authored-by: DeepMind Antigravity <antigravity@google.com>", why: handWritten },
  { tool: "Devin", example: "Co-authored-by: Devin <devin@cognition.ai>", why: `${unverified}; ${human} of that name` },
  { tool: "Cursor", example: "author: Composer <composer@anysphere.co>", why: unverified },
  { tool: "Factory Droid", example: "Co-authored-by: Droid <droid@factory.ai>", why: unverified },
  { tool: "Kiro", example: "Co-authored-by: Kiro <noreply@kiro.dev>", why: handWritten },
  {
    tool: "Amazon Q",
    example: "Co-authored-by: Amazon Q <amazon-q@amazon.com>",
    why: "seen only in a list of patterns",
  },
  { tool: "Zed", example: "Co-authored-by: Zed Agent <agent@zed.dev>", why: handWritten },
  { tool: "Windsurf", example: "Co-authored-by: Cascade AI <cascade@windsurf.ai>", why: handWritten },
  { tool: "Goose", example: "Co-authored-by: goose <opensource@block.xyz>", why: handWritten },
  { tool: "Goose", example: "Co-authored-by: goose <271095942+aaif-goose@users.noreply.github.com>", why: unverified },
  { tool: "Augment", example: "Co-authored-by: Augment <noreply@augmentcode.com>", why: unverified },
  { tool: "Grok", example: "Co-authored-by: Grok <noreply@x.ai>", why: unverified },
  { tool: "Kimi", example: "Co-authored-by: Kimi <noreply@moonshot.ai>", why: unverified },
  { tool: "Mistral Vibe", example: "Co-authored-by: Mistral Vibe <vibe@mistral.ai>", why: unverified },
  { tool: "iFlow", example: "Co-authored-by: iFlow <noreply@iflow.cn>", why: unverified },
  { tool: "Qoder", example: "Co-authored-by: Qoder <noreply@qoder.com>", why: unverified },
  { tool: "ECA", example: "Co-authored-by: eca <git@eca.dev>", why: unverified },
  { tool: "Hermes", example: "Co-authored-by: Hermes", why: human },
  { tool: "Cline", example: "Co-authored-by: Cline <noreply@cline.bot>", why: "written by another tool" },
  { tool: "Aider", example: "subject: aider: fix typo", why: "a subsystem or package may have the name" },
  { tool: "GitHub Copilot", example: "subject: Initial plan", why: "ordinary words" },
  { tool: "Replit", example: "Replit-Commit-Checkpoint-Type: full_checkpoint", why: "made for people's commits too" },
  {
    tool: "Replit",
    example: "author: Ada Lovely <1234-ada@users.noreply.replit.com>",
    why: "a person who works there",
  },
  { tool: "Gemini CLI", example: "author: Gemini CLI <gemini-cli@google.com>", why: "of a private shadow repository" },
  { tool: "Entire", example: "Entire-Checkpoint: a1b2c3d4e5f6", why: "a recorder of sessions, of people's too" },
  { tool: "session link", example: "Agent-Session: 1234", why: "a recorder of sessions" },
  { tool: "Claude", example: "Co-authored-by: Claude <81847+claude@users.noreply.github.com>", why: human },
];
