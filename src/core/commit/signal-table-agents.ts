import { account, footerOf, identities, type SignalEntry, trailerOf } from "./signal-entry.ts";

const { address, app } = identities("agent");

const coAuthors = ["co-authored-by", "co-developed-by"] as const;

/** A name that is a model or a product, never a person's: `Claude`, `Claude Opus 4.8 (1M context)`, `Claude 3.5 Sonnet`. */
const claudeProduct = /^claude(?:$| (?:code|opus|sonnet|haiku|fable|ai|v?\d[\d.]*|\()[\w .()-]*$)/i;
const claudeModel = /^claude(?: code)? (?:claude-|opus|sonnet|haiku|fable|v?\d)[\w .()-]*$/i;

/** Anthropic, GitHub, Cursor, OpenAI and Google: the agents that most commits name. */
const largeVendors: readonly SignalEntry[] = [
  address("Claude Code", "Homebrew/brew@9d1706f921f0", ["noreply@anthropic.com"]),
  address("Claude Code", "barebox/barebox@e3078309ff30", ["noreply@claude.ai", "claude@anthropic.com"], {
    name: claudeProduct,
  }),
  address("Claude", "OpenHands/OpenHands@ef502ccba888", ["claude-3-5-sonnet@anthropic.com"]),
  app("Claude (GitHub app)", "anthropics/claude-code-action@220272d38887, @cc5ef44546fd", ["claude[bot]"]),
  app("Claude (GitHub app)", "chaoss/disclosure@90877f4", ["anthropic-claude[bot]", "claude-code-action[bot]"]),
  address("Claude (GitHub app)", "reported; the account number is exact", [account(242468646, "Claude")]),
  trailerOf("Claude Code", "barebox/barebox@b7327cb3b148", ["co-developed-by", "co-authored-by"], claudeModel),
  trailerOf(
    "Claude Code",
    "Homebrew/brew@a923f2766191",
    ["claude-session"],
    /^https:\/\/claude\.ai\/code\/session_\w+$/,
  ),
  trailerOf("Claude Code", "commit-check/commit-check@0f6e628", ["claude-workflow"], /^wf_\w+$/),
  trailerOf(
    "Claude Code",
    "anthropics/claude-code-action@49cfcf81070e",
    ["claude-generated-by"],
    /^claude code \(.*\)$/i,
  ),
  trailerOf(
    "Claude Code",
    "anthropics/claude-code-action@49cfcf81070e",
    ["claude-permission-prompts", "claude-steers"],
    /^\d+$/,
  ),
  footerOf(
    "Claude Code",
    "Homebrew/brew@e6ba71c5b118",
    "Generated with ",
    /^(?:\S{1,8} )?Generated with \[Claude Code\]\(https:\/\/claude\.(?:ai\/code|com\/claude-code)\)$/,
  ),
  footerOf(
    "Claude Code",
    "anthropics/claude-code-action@232c9a15f498",
    "://claude.ai/code/session_",
    /^https:\/\/claude\.ai\/code\/session_\w+$/,
  ),

  address("GitHub Copilot coding agent", "Homebrew/brew@a24ff2444322", [account(198982749, "Copilot")]),
  address("GitHub Copilot", "Homebrew/brew@f9c460cb0dab", [account(223556219, "Copilot")]),
  address("GitHub Copilot", "biomejs/biome@2093e3ee2a61", ["copilot@github.com"], {
    noEvidence: {
      since: "2026-04-22",
      until: "2026-05-06",
      why: "VS Code 1.117 added this co-author without any use of the tool (microsoft/vscode#314311)",
    },
  }),
  address(
    "GitHub Copilot",
    "ChecKMarKDevTools/rai-lint@378d988366e6",
    ["noreply@github.com", "github.copilot@github.com"],
    {
      name: /^(?:github )?copilot(?: \([^()]*\))?$/i,
    },
  ),
  trailerOf("GitHub Copilot", "block/aittributor@f8c4839", coAuthors, /^(?:github )?copilot(?: \([^()]*\))?$/i),
  trailerOf(
    "GitHub Copilot",
    "a request for comments on Linux' list, 2025",
    coAuthors,
    withModel("github[- ]copilot|copilot"),
  ),
  app("GitHub Copilot", "chaoss/disclosure@90877f4", ["copilot[bot]"]),
  trailerOf(
    "GitHub Copilot",
    "commit-check/commit-check@3cb11ae8c745",
    ["agent-logs-url"],
    /^https:\/\/github\.com\/[^/\s]+\/[^/\s]+\/sessions\/[0-9a-f-]{36}$/,
  ),
  trailerOf("GitHub Copilot", "open-telemetry/community@4b2ce1178b80", ["copilot-session"], /^[0-9a-f-]{36}$/),

  address("Cursor", "cline/cline@1de61b178aec", ["cursoragent@cursor.com"]),
  address("Cursor", "open-telemetry/community@5125996b5d15", ["noreply@cursor.com"]),
  app("Cursor", "chaoss/disclosure@90877f4", ["cursor[bot]"]),
  trailerOf("Cursor", "moby/moby@5c80a6e8264b", ["made-with"], /^cursor$/i),
  trailerOf("Cursor", "a request for comments on Linux' list, 2025", coAuthors, withModel("cursor")),

  address("OpenAI Codex", "docker/cli@e660030f3af6", ["codex@openai.com", "noreply@openai.com"]),
  address("OpenAI Codex", "reported; the account numbers are exact", [
    account(242516109, "Codex"),
    account(267193182, "codex"),
  ]),
  app("OpenAI Codex", "chaoss/disclosure@90877f4", ["chatgpt-codex-connector[bot]", "openai-codex[bot]"]),

  app("Gemini CLI", "google-gemini/gemini-cli@363854172f74", ["gemini-cli[bot]"]),
  address(
    "Gemini CLI",
    "sashiko-dev/sashiko@e1c6f238e543",
    ["noreply@google.com", "gemini-cli@google.com", "gemini-cli-agent@google.com", "gemini@google.com"],
    { name: /^gemini\b/i, fields: coAuthors },
  ),
  // The addresses in these sign-offs are invented by the tool and vary, so the whole value is the identity.
  trailerOf(
    "Gemini CLI",
    "sashiko-dev/sashiko@36820eb48b25, @ec842406a771, @167ad23ea866",
    ["signed-off-by"],
    /^gemini(?: agent| cli)?(?: ?<[^<>]*>|, your friendly neighborhood code agent\.)?$/i,
    "ai-signoff",
  ),
  app("Google Jules", "google-gemini/gemini-cli@b38e0984b983", ["google-labs-jules[bot]"]),
];

/** The other agents, in alphabetical order. */
const otherAgents: readonly SignalEntry[] = [
  address("Aider", "Aider-AI/aider@5dc9490bb35f", [
    "aider@aider.chat",
    "noreply@aider.chat",
    "aider@aider.dev",
    "noreply@aider.dev",
  ]),
  // The suffix marks a person who works with the tool; it is the tool that writes it.
  { kind: "name", tool: "Aider", class: "agent", suffix: " (aider)", source: "Aider-AI/aider@5dc9490bb35f" },
  app("Amazon Q Developer", "chaoss/disclosure@90877f4", ["amazon-q-developer[bot]"]),
  address("Amp", "reported; the form was seen in several public repositories", ["amp@ampcode.com"]),
  trailerOf(
    "Amp",
    "typescript-eslint/typescript-eslint@79c16e784056",
    ["amp-thread-id"],
    /^https:\/\/ampcode\.com\/threads\/T-[0-9a-f-]{36}$/,
  ),
  footerOf(
    "Amp",
    "ghostty-org/ghostty@c3febabd286d",
    "://ampcode.com/threads/",
    /^(?:[\w-]{1,20}: ?)?https:\/\/ampcode\.com\/threads\/T-[0-9a-f-]+$/,
  ),
  address("Cline", "cline/cline@c18d9478bae5", ["cline-agent@users.noreply.github.com"]),
  app("Cline", "chaoss/disclosure@90877f4", ["cline[bot]"]),
  address("Continue", "continuedev/continue@d0a3c0b626b5, @ab93032d0d69", [
    "noreply@continue.dev",
    "agent@continue.dev",
  ]),
  app("Continue", "continuedev/continue", ["continue[bot]"]),
  address("Crush", "charmbracelet/crush@7d8e93fb5783, @270f0d259cff", ["crush@charm.land", "noreply@crush.charm.land"]),
  trailerOf("Crush", "charmbracelet/crush@7dc88e247d7a", ["assisted-by"], /^crush(?::\S.*)?$/i),
  trailerOf("Crush", "charmbracelet/crush@3446255daa02", ["assisted-by"], /^[^<>]{1,80} via crush$/i),
  footerOf("Crush", "charmbracelet/crush@7dc88e247d7a", "Generated with ", generatedWith("Crush")),
  app("Devin", "git-ai-project/git-ai@9259bd4b0307", ["devin-ai-integration[bot]"]),
  app("Factory Droid", "Factory-AI/droid-action@e3fc78bb1fad", ["factory-droid[bot]"]),
  footerOf("Firebender", "git-ai-project/git-ai@b8bbdb69c758", "Generated with ", generatedWith("Firebender")),
  app("JetBrains AI", "chaoss/disclosure@90877f4", ["jetbrains-ai[bot]"]),
  address("JetBrains Junie", "JetBrains/junie@ae6e2aa28480", ["junie@jetbrains.com"]),
  address("Kiro", "reported; the account number is exact", [account(244629292, "kiro-agent")]),
  app("Kiro", "reported; an app's login", ["kiro-agent[bot]"]),
  app("Lovable", "reported; an app's login", ["gpt-engineer-app[bot]"]),
  address("Lovable", "reported; the form was seen in several public repositories", ["noreply@lovable.dev"]),
  app("Mentat", "AbanteAI/mentat@3a01f0a59404", ["mentatai[bot]"]),
  address("Mentat", "AbanteAI/mentat@3a01f0a59404", [account(162378962, "mentatai")]),
  address("OpenClaw", "webpro-nl/knip@b86b421ec9f6", ["bot@openclaw.ai", "openclaw@openclaw.dev"]),
  address("opencode", "charmbracelet/crush@36172979b45f", ["noreply@opencode.ai"]),
  app("opencode", "reported; an app's login", ["opencode-agent[bot]"]),
  footerOf("opencode", "charmbracelet/crush@36172979b45f", "Generated with ", generatedWith("opencode")),
  address("OpenHands", "OpenHands/OpenHands@2841e35f2467, @051c57985592", [
    "openhands@all-hands.dev",
    "opendevin@all-hands.dev",
    "contact@all-hands.dev",
    "opendevin@opendevin.ai",
  ]),
  address("Perfloop", "astral-sh/ruff@660edc07a908", ["agent@perfloop.ai"]),
  app("Pullfrog", "colinhacks/zod@4cc4053d28fe", ["pullfrog[bot]"]),
  address("Pullfrog", "colinhacks/zod@8506c352e8f6", ["team@pullfrog.com"]),
  address("Qwen Code", "biomejs/biome@2cba2b399644", ["qwen-coder@alibabacloud.com"]),
  trailerOf("Replit", "chaoss/disclosure@90877f4", ["replit-commit-author"], /^(?:agent|assistant)$/i),
  trailerOf("Replit", "chaoss/disclosure@90877f4", ["replit-commit-session-id"], /^[0-9a-f-]+$/i),
  address("Replit", "reported; the form was seen in several public repositories", ["agent@replit.com"]),
  address("Roo Code", "RooCodeInc/Roo-Code@319b5576c7b8", ["roomote@roocode.com", "roomote@roomote.dev"]),
  app("Roo Code", "RooCodeInc/Roo-Code", ["roomote[bot]", "roomote-v0[bot]", "roomote-roomote[bot]"]),
  app("Sourcegraph Cody", "chaoss/disclosure@90877f4", ["sourcegraph-cody[bot]"]),
  app("Sweep", "sweepai/sweep@0f0a34d1bbae, @530e7660124b", ["sweep-ai[bot]", "sweep-nightly[bot]"]),
  address("Sweep", "sweepai/sweep@8848d54497ca", [account(324098, "sweep-nightly")]),
  footerOf("termai", "charmbracelet/crush@64199736677a", "Generated with ", generatedWith("termai")),
  app("v0", "reported; an app's login", ["v0[bot]"]),
  address("Verdent", "ChecKMarKDevTools/rai-lint@777d583227b6", ["verdent@verdent.ai", "noreply@verdent.ai"]),
  address("Warp", "scipy/scipy@867ebce42b32", ["oz-agent@warp.dev", "agent@warp.dev"]),
];

/** A tool and its model, written by hand in place of a name and an address: `GitHub-Copilot GPT-4 v1.0.0`, `Cursor gpt-4-turbo-2024-04-09`. */
function withModel(tool: string): RegExp {
  return new RegExp(`^(?:${tool}) (?:gpt|claude|gemini|composer)[-\\w .]*$`, "i");
}

/** `💘 Generated with Crush`, `Generated with [Crush](https://…)`, alone on its line. */
function generatedWith(tool: string): RegExp {
  return new RegExp(`^(?:\\S{1,8} )?Generated with (?:${tool}|\\[${tool}\\]\\(https://[^\\s()]+\\))$`);
}

export const agentEntries: readonly SignalEntry[] = [...largeVendors, ...otherAgents];
