/**
 * Example contributions that every profile judges. Written for this corpus, with invented people; none is copied. What a project says of each is in
 * `expectations.ts`.
 */
export type Example = {
  readonly id: string;
  /** What it shows, for the gallery; a clause. */
  readonly shows: string;
  readonly message: string;
  readonly author?: string;
  readonly committer?: string;
  readonly isMerge?: boolean;
  /** Paths with their status: `A logo.png binary`, `M src/parser.c +3 -1`. */
  readonly changes?: readonly string[];
  /** The pull request, where a forge was asked; else nobody knows of one. */
  readonly request?: ExampleRequest;
};

/** A person opened it, about no issue, and has no other open, unless it says otherwise. */
export type ExampleRequest = {
  readonly text: string;
  readonly labels: readonly string[];
  readonly byProgram?: boolean;
  /** Labels of the issue that it is about. */
  readonly issue?: readonly string[];
  /** The text of another request that is open. */
  readonly other?: string;
};

export const ada = "Ada Lovely <ada@example.org>";
const mary = "Mary Maintainer <mary@example.org>";
const lin = "Lin Example <lin@example.org>";
/** A tool as its maker has it sign, and a forge's bot and web interface: exact identities, not people. */
const agent = "Claude <noreply@anthropic.com>";
const bot = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>";
const forge = "GitHub <noreply@github.com>";

const box = "- [x] AI was used to generate or assist with generating this PR.";
const signed = `Signed-off-by: ${ada}`;
const title = "parser: accept folded trailers";
const body = "Some editors fold long lines.";
const why = "Some editors fold long lines, which were cut.";
const message = (...trailers: readonly string[]): string => [title, "", body, "", ...trailers].join("\n");

export const examples = [
  { id: "plain", shows: "signed off by its author, nothing else", message: message(signed) },
  { id: "unsigned", shows: "no sign-off", message: `${title}\n\n${body}` },
  { id: "signed-by-another", shows: "signed off by somebody else only", message: message(`Signed-off-by: ${lin}`) },
  {
    id: "passed-on",
    shows: "signed off by the author, then by the maintainer who committed it",
    committer: mary,
    message: message(signed, `Signed-off-by: ${mary}`),
  },
  {
    id: "passed-on-unsigned",
    shows: "committed by a maintainer who did not sign off",
    committer: mary,
    message: message(signed),
  },
  {
    id: "anonymous",
    shows: "author and sign-off under no name",
    author: "anonymous <nobody@example.org>",
    committer: "anonymous <nobody@example.org>",
    message: message("Signed-off-by: anonymous <nobody@example.org>"),
  },
  {
    id: "sign-off-without-address",
    shows: "a sign-off with a name alone",
    message: message("Signed-off-by: Ada Lovely"),
  },
  { id: "tool-signs", shows: "a tool signs off, too", message: message(`Signed-off-by: ${agent}`, signed) },
  {
    id: "tool-author",
    shows: "a tool is the author, a person committed and signed",
    author: agent,
    message: message(signed),
  },
  { id: "tool-co-author", shows: "a tool as co-author", message: message(`Co-authored-by: ${agent}`, signed) },
  { id: "tool-co-developer", shows: "a tool as co-developer", message: message(`Co-developed-by: ${agent}`, signed) },
  {
    id: "tool-footer",
    shows: "a footer that only a tool writes",
    message: message("🤖 Generated with [Claude Code](https://claude.com/claude-code)", "", signed),
  },
  { id: "assisted-llm", shows: "`Assisted-by: LLM`", message: message("Assisted-by: LLM", signed) },
  {
    id: "assisted-agent-model",
    shows: "`Assisted-by` with agent and model",
    message: message("Assisted-by: Claude:claude-opus-4-8", signed),
  },
  {
    id: "assisted-tool",
    shows: "`Assisted-by` with a tool's name alone",
    message: message("Assisted-by: GitHub Copilot", signed),
  },
  {
    id: "assisted-person",
    shows: "`Assisted-by` with what may be a person",
    message: message("Assisted-by: Jay Example", signed),
  },
  {
    id: "assisted-and-co-author",
    shows: "`Assisted-by` with agent and model, and the tool as co-author",
    message: message("Assisted-by: Claude:claude-opus-4-8", `Co-authored-by: ${agent}`, signed),
  },
  { id: "assisted-unsigned", shows: "`Assisted-by: LLM`, and no sign-off", message: message("Assisted-by: LLM") },
  {
    id: "assisted-below",
    shows: "`Assisted-by: LLM` below the sign-off",
    message: message(signed, "Assisted-by: LLM"),
  },
  {
    id: "assisted-in-body",
    shows: "`Assisted-by: LLM` in the middle of the message",
    message: [title, "", "Assisted-by: LLM", "", body, "", signed].join("\n"),
  },
  {
    id: "generated-by",
    shows: "`Generated-by` with a tool and its version",
    message: message("Generated-by: Claude Code 2.1", signed),
  },
  {
    id: "ai-generated",
    shows: "`AI-Generated` before the sign-off",
    message: message("AI-Generated: Uses GitHub Copilot", signed),
  },
  {
    id: "ai-generated-below",
    shows: "`AI-Generated` below the sign-off",
    message: message(signed, "AI-Generated: Uses GitHub Copilot"),
  },
  { id: "ai-used-for", shows: "`AI-used-for: tests, docs`", message: message("AI-used-for: tests, docs", signed) },
  { id: "denied", shows: "`Assisted-by: none`", message: message("Assisted-by: none", signed) },
  {
    id: "denied-with-mark",
    shows: "`Assisted-by: none`, and a tool as co-author",
    message: message("Assisted-by: none", `Co-authored-by: ${agent}`, signed),
  },
  {
    id: "tests-only",
    shows: "`Assisted-by: LLM`, touches tests only",
    changes: ["M tests/parser.c +30 -2"],
    message: message("Assisted-by: LLM", signed),
  },
  {
    id: "docs-only",
    shows: "`Assisted-by: LLM`, touches documentation only",
    changes: ["M docs/guide.md +30 -2"],
    message: message("Assisted-by: LLM", signed),
  },
  {
    id: "media",
    shows: "`Assisted-by: LLM`, adds an image",
    changes: ["M src/window.c +2 -1", "A assets/logo.png binary"],
    message: message("Assisted-by: LLM", signed),
  },
  {
    id: "tool-files",
    shows: "`Assisted-by: LLM`, adds a tool's settings",
    changes: ["M src/parser.c +2 -1", "A .claude/settings.json +8 -0"],
    message: message("Assisted-by: LLM", signed),
  },
  {
    id: "exception-cited",
    shows: "cites an AI exception that no document lists",
    message: [title, "", "This falls under the AI exception mechanical-changes, as it only renames.", "", signed].join(
      "\n",
    ),
  },
  {
    id: "merge",
    shows: "a merge without a sign-off",
    isMerge: true,
    message: "Merge branch 'topic'\n\nIt brings in the parser.",
  },
  {
    id: "bot",
    shows: "a bot's update of a dependency, committed by the forge",
    author: bot,
    committer: forge,
    message: "build: take tables 1.5\n\nIt mends a crash.",
  },
  {
    id: "maintainers-own",
    shows: "a maintainer's own work with `Assisted-by: LLM`, reviewed by another",
    author: mary,
    committer: mary,
    message: message("Assisted-by: LLM", `Reviewed-by: ${lin}`, `Signed-off-by: ${mary}`),
  },
  {
    id: "generated-file",
    shows: "adds a binary of which the message does not speak",
    changes: ["A pc-bios/option.rom binary"],
    message: message(signed),
  },
  {
    id: "large",
    shows: "`Assisted-by: LLM` over 1,200 added lines in 30 files",
    changes: Array.from({ length: 30 }, (_, index) => `M src/part-${index + 1}.c +40 -3`),
    message: message("Assisted-by: LLM", signed),
  },
  {
    id: "request-section",
    shows: "signed off; the pull request tells of AI use in a section of its own",
    message: message(signed),
    request: {
      text: `${why}\n\n#### AI Generation Disclosure\n\nA chatbot drafted the loop, which I rewrote.`,
      labels: [],
    },
  },
  {
    id: "request-section-denies",
    shows: "signed off; the section says that no AI was used",
    message: message(signed),
    request: { text: `${why}\n\n#### AI Generation Disclosure\n\nNo AI tools used`, labels: [] },
  },
  {
    id: "request-section-empty",
    shows: "`Assisted-by: LLM`, and a pull request that leaves the section empty",
    message: message("Assisted-by: LLM", signed),
    request: { text: `${why}\n\n#### AI Generation Disclosure\n\n<!-- Disclose tools here. -->`, labels: [] },
  },
  {
    id: "request-label",
    shows: "`Assisted-by: LLM`, and a pull request with the label `llm-assisted`",
    message: message("Assisted-by: LLM", signed),
    request: { text: why, labels: ["llm-assisted"] },
  },
  {
    id: "request-by-program",
    shows:
      "`Assisted-by: LLM`, and a pull request with a ticked box that a program opened, for an issue kept for newcomers, beside another of the kind",
    message: message("Assisted-by: LLM", signed),
    request: {
      text: `${why}\n\n${box}`,
      labels: [],
      byProgram: true,
      issue: ["good first issue"],
      other: box,
    },
  },
] as const satisfies readonly Example[];

export type ExampleId = (typeof examples)[number]["id"];
