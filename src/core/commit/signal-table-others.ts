import { account, identities, type SignalEntry } from "./signal-entry.ts";

const reviewer = identities("review-bot");
const bot = identities("bot");

const copilotNumber = 175728472;

/** AI reviewers, and suggestions of theirs that somebody accepted: weaker evidence than an agent. */
export const reviewerEntries: readonly SignalEntry[] = [
  reviewer.address("GitHub Copilot review", "Homebrew/brew@3fa754a94209", [account(copilotNumber, "Copilot")]),
  reviewer.app(
    "GitHub Copilot Autofix",
    "Homebrew/brew@80bf383a67b5",
    ["github-advanced-security[bot]", "github-code-quality[bot]"],
    { name: /^copilot autofix powered by ai$/i },
  ),
  reviewer.app("Gemini Code Assist", "google-gemini/gemini-cli@4848f42486c9", ["gemini-code-assist[bot]"]),
  reviewer.app("CodeRabbit", "ast-grep/ast-grep@289eab4d28ea, @bb4a14051ab2", ["coderabbitai[bot]"]),
  reviewer.app("Ellipsis", "RooCodeInc/Roo-Code@861139ca24d4", ["ellipsis-dev[bot]"]),
  reviewer.app("Greptile", "cline/cline@b905c78640ab", ["greptile-apps[bot]"]),
  reviewer.app("Cubic", "reported; an app's login", ["cubic-dev-ai[bot]"]),
];

/** Ordinary automation. It is listed so that rules can tell it from people, and so that it never counts as AI. */
export const botEntries: readonly SignalEntry[] = [
  bot.app("Dependabot", "ChecKMarKDevTools/rai-lint@eb4512645230", ["dependabot[bot]"]),
  bot.address("Dependabot", "k0sproject/rig#462", ["support@github.com"], {
    name: /^dependabot\[bot\]$/i,
    fields: ["signed-off-by"],
  }),
  bot.app("Renovate", "ast-grep/ast-grep@96c6792b5156", ["renovate[bot]"]),
  bot.address("Renovate", "reported", ["bot@renovateapp.com"]),
  bot.app("GitHub Actions", "reported; an app's login", ["github-actions[bot]"]),
  // The same address in a tag is a hand-made Copilot co-author, told by its name.
  bot.address("GitHub web flow", "reported", ["noreply@github.com"], { fields: ["committer"] }),
  bot.app("pre-commit.ci", "commit-check/commit-check-action@28e1fe669d5b", ["pre-commit-ci[bot]"]),
  bot.app("autofix.ci", "biomejs/biome@bbb48b68690b", ["autofix-ci[bot]"]),
  bot.app("bors", "tigerbeetle/tigerbeetle@222004feff30", ["bors[bot]"]),
  bot.app("GitHub merge queue", "tigerbeetle/tigerbeetle@5153f719340a", ["github-merge-queue[bot]"]),
  bot.app("Kubernetes Prow", "kubernetes/community@24e7d8f5409c", ["kubernetes-prow[bot]"]),
  bot.address("Kubernetes Prow", "reported; the account number is exact", [account(20407524, "k8s-ci-robot")]),
  bot.app("Imgbot", "home-assistant/developers.home-assistant@1e4b4efa653f", ["imgbot[bot]"]),
  bot.app("Ghostty vouch", "ghostty-org/ghostty@d03cd1f5340f", ["ghostty-vouch[bot]"]),
  bot.app("Zed Zippy", "reported; an app's login", ["zed-zippy[bot]"]),
  bot.app("Blacksmith", "OpenHands/OpenHands@09aa62f1c34a", ["blacksmith-sh[bot]"]),
  bot.app("Aikido Autofix", "cline/cline", ["aikido-autofix[bot]"]),
  bot.address("Gemini CLI release robot", "google-gemini/gemini-cli@e90c63fa158b", [
    "gemini-cli-robot@google.com",
    account(224641728, "gemini-cli-robot"),
  ]),
  bot.address("Snyk", "continuedev/continue", ["snyk-bot@snyk.io"]),
];
