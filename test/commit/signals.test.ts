import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import type { CommitFacts } from "../../src/core/commit/facts.ts";
import { createObserver } from "../../src/core/commit/observe.ts";
import type { SignalEntry } from "../../src/core/commit/signal-entry.ts";
import { createSignalReader } from "../../src/core/commit/signal-reader.ts";
import { builtInSignals, setAside } from "../../src/core/commit/signal-table.ts";
import type { Signal, SignalAdjustment } from "../../src/core/commit/signals.ts";
import { commitOf } from "./facts.ts";

const asIs: SignalAdjustment = { add: [], off: [] };

function signalsOf(commit: CommitFacts, adjustment = asIs): readonly Signal[] {
  const observe = createObserver({ signals: createSignalReader(builtInSignals, adjustment), claims: () => [] });
  return observe(commit).signals;
}

/** `class tool place`, one for each signal. */
const inWords = (signals: readonly Signal[]): readonly string[] =>
  signals.map(({ class: of, tool, place }) => `${of} ${tool} ${place.kind === "trailer" ? place.key : place.kind}`);

const withTrailer = (line: string): CommitFacts => commitOf(`parser: fold values\n\nWords.\n\n${line}\n`);

/** A name that an entry's pattern takes: the first of these. */
const namesOfTools = [
  "Tool",
  "Claude",
  "GitHub Copilot",
  "Gemini CLI",
  "Copilot Autofix powered by AI",
  "dependabot[bot]",
];

/** Values and lines for the entries whose pattern is no address, by their pattern's source. */
const valuesOfTools = [
  "Claude claude-opus-4-20250514",
  "https://claude.ai/code/session_01Abc",
  "wf_123",
  "Claude Code (cli/model=100%)",
  "1",
  "Copilot",
  "https://github.com/example/example/sessions/6155349e-f665-47fa-a156-cd1c84dd40c3",
  "4fa46dd0-9485-4a33-ae59-b00f60a872b1",
  "Cursor",
  "Gemini Agent <gemini-agent@example.org>",
  "https://ampcode.com/threads/T-01a019fc-8ab5-7383-9473-a9ce6494bcda",
  "GitHub-Copilot GPT-4 v1.0.0",
  "Cursor gpt-4-turbo-2024-04-09",
  "Crush:glm-5.3",
  "GLM-5.1 via Crush",
  "Agent",
  "🤖 Generated with [Claude Code](https://claude.ai/code)",
  ...["Crush", "opencode", "termai"].map((tool) => `💘 Generated with ${tool}`),
  "Generated with [Firebender](https://firebender.com)",
];

/** Commits that show an entry, made from the entry. */
function examplesOf(entry: SignalEntry): readonly CommitFacts[] {
  if (entry.kind === "name") return [commitOf("topic\n", { author: `Ada${entry.suffix} <ada@example.org>` })];
  if (entry.kind === "footer") {
    return valuesOfTools
      .filter((line) => entry.line.test(line))
      .map((line) => commitOf(`topic\n\nWords.\n\n${line}\n`));
  }
  if (entry.kind === "trailer") {
    return entry.keys.flatMap((key) =>
      valuesOfTools.filter((value) => entry.value.test(value)).map((value) => withTrailer(`${key}: ${value}`)),
    );
  }
  const logins = entry.logins.flatMap((login) =>
    ["", "1+", "99999999+"].map((number) => `${number}${login}@users.noreply.github.com`),
  );
  const name = namesOfTools.find((one) => entry.name === null || entry.name.test(one)) ?? "";
  const fields = entry.fields ?? ["author", "committer", "co-authored-by"];
  return [...entry.addresses, ...logins].flatMap((address) =>
    fields.map((field) => {
      const identity = `${name} <${address.toUpperCase()}>`;
      if (field === "author")
        return commitOf("topic\n", { author: identity, committer: "Ada Lovely <ada@example.org>" });
      return field === "committer"
        ? commitOf("topic\n", { committer: identity })
        : withTrailer(`${field}: ${identity}`);
    }),
  );
}

describe("the table", () => {
  test.each(builtInSignals.map((entry, index) => [`${index} ${entry.tool} (${entry.kind})`, entry] as const))(
    "finds %s in commits made from it",
    (_name, entry) => {
      const examples = examplesOf(entry);
      expect(examples.length).toBeGreaterThan(0);
      for (const commit of examples) {
        const found = signalsOf(commit).filter(({ tool }) => tool === entry.tool);
        expect(found, JSON.stringify(commit.message.text)).not.toEqual([]);
        expect(found[0]?.class).toBe(entry.class);
      }
    },
  );

  test.each(setAside.map((form) => [form.example, form] as const))("sets %s aside", (example, { why }) => {
    const [, field = "", value = ""] = /^(author|subject): (.*)$/.exec(example) ?? [];
    const commit =
      field === "author"
        ? commitOf("topic\n", { author: value })
        : field === "subject"
          ? commitOf(`${value}\n`)
          : withTrailer(example);
    expect(example).toMatch(/^[\w-]+: \S/);
    expect(signalsOf(commit)).toEqual([]);
    expect(why).not.toBe("");
  });

  test("has lower-case addresses, no address twice, and a source for every entry", () => {
    const addresses = builtInSignals.flatMap((entry) =>
      entry.kind === "identity" ? [...entry.addresses, ...entry.logins] : [],
    );
    expect(addresses).toEqual(addresses.map((address) => address.toLowerCase()));
    // One address of GitHub means two things, told apart by the name and the field.
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual(["noreply@github.com"]);
    for (const { source } of builtInSignals) expect(source).not.toBe("");
  });
});

const patterns = builtInSignals.flatMap((entry) =>
  entry.kind === "footer"
    ? [entry.line]
    : entry.kind === "trailer"
      ? [entry.value]
      : entry.kind === "identity" && entry.name
        ? [entry.name]
        : [],
);

describe("the table's patterns", () => {
  test.each([...new Set(patterns.map(String))])(
    "%s has no repetition inside a repetition and no back-reference",
    (source) => {
      // A group that repeats must not contain anything that repeats: that is where backtracking explodes.
      expect(source).not.toMatch(/\([^()]*[*+}][^()]*\)(?:[*+{])/);
      expect(source).not.toMatch(/\\[1-9]/);
      expect(source.startsWith("/^")).toBe(true);
    },
  );

  const hostile = [
    "claude ",
    "a",
    "<",
    "(",
    " via crush",
    "https://ampcode.com/threads/T-",
    "[Claude Code]",
    "0",
    "-",
    "github copilot (",
  ];
  test.each([...new Set(patterns.map(String))])("%s answers as a linear engine does", (source) => {
    const pattern = patterns.find((one) => String(one) === source) as RegExp;
    const linear = RE2JS.compile(pattern.source, pattern.flags.includes("i") ? RE2JS.CASE_INSENSITIVE : 0);
    const texts = [
      ...valuesOfTools,
      ...namesOfTools,
      ...hostile.flatMap((part) => [part.repeat(40), `${part.repeat(40)}x`, `x ${part}`]),
    ];
    for (const text of texts) expect(pattern.test(text), text).toBe(linear.test(text));
  });
});

describe("a name beside an address that people could have, too", () => {
  const found = (identity: string): boolean => signalsOf(withTrailer(`Co-authored-by: ${identity}`)).length > 0;
  test.each([
    ["Claude", true],
    ["claude", true],
    ["Claude Code", true],
    ["Claude Opus 4.8 (1M context)", true],
    ["Claude Sonnet", true],
    ["Claude Haiku 4", true],
    ["Claude Fable", true],
    ["Claude AI", true],
    ["Claude 3.5 Sonnet", true],
    ["Claude v2", true],
    ["Claude (bot)", true],
    ["Claude Dupont", false],
    ["Claude-Marie", false],
    ["Jean Claude", false],
    ["Claude Opus <x>", false],
  ])("%s <claude@anthropic.com>: %s", (name, is) => expect(found(`${name} <claude@anthropic.com>`)).toBe(is));

  test.each([
    ["Claude-Steers: 12", ["agent Claude Code Claude-Steers"]],
    ["Claude-Steers: 12 times", []],
    ["Claude-Workflow: wf_1a", ["agent Claude Code Claude-Workflow"]],
    ["Claude-Workflow: my wf_1a", []],
  ])("%s", (line, signals) => expect(inWords(signalsOf(withTrailer(line)))).toEqual(signals));

  test("no name ends as nothing does", () => {
    expect(signalsOf(commitOf("topic\n", { author: "Ada undefined <ada@example.org>" }))).toEqual([]);
  });
});

describe("people are never signals", () => {
  const people = [
    "Jules Sommer",
    "Devin Example",
    "Cody Example",
    "Claude Dupont",
    "Aider Smith",
    "Cline Example",
    "Gemini Rossi",
    "Claude",
    "Devin",
    "Jules",
    "Amp",
    "Cursor",
    "Kiro",
    "Crush",
  ].map((name, index) => `${name} <person${index}@example.org>`);
  const staff = [
    "ada@anthropic.com",
    "ada@openai.com",
    "ada@cline.bot",
    "ada@continue.dev",
    "ada@zed.dev",
    "ada@cursor.com",
  ];
  const odd = [
    "Claude Dupont <claude@anthropic.com>",
    "Ada Lovely <ada+noreply@anthropic.com>",
    "Ada Lovely <noreply@anthropic.com.example.org>",
    "Ada Lovely <1234+copilot@users.noreply.github.com>",
    "Ada Lovely <1234+claude@users.noreply.github.com>",
    "Ada Lovely <noreply@google.com>",
    "Copilot Example <noreply@github.com>",
    "Ada Lovely <roo-code@example.org>",
  ];
  test.each([...people, ...staff.map((email) => `Ada Lovely <${email}>`), ...odd])("%s", (person) => {
    expect(signalsOf(commitOf("topic\n", { author: person, committer: "Ada Lovely <ada@example.org>" }))).toEqual([]);
    for (const key of ["Signed-off-by", "Co-authored-by", "Co-developed-by", "Reviewed-by", "Assisted-by"]) {
      expect(signalsOf(withTrailer(`${key}: ${person}`)), key).toEqual([]);
    }
  });

  test.each([
    "Generated with savedefconfig",
    "This was generated by Replit, said the reporter, but I typed it.",
    "Drop the footer `Generated with [Claude Code](https://claude.ai/code)` from the template",
    "    🤖 Generated with [Claude Code](https://claude.ai/code)",
    "> https://claude.ai/code/session_01Abc",
    "See https://claude.ai/code/session_01Abc for what went wrong.",
    "Claude Code and Copilot are named in this sentence.",
    "    Co-authored-by: Claude <noreply@anthropic.com>",
  ])("prose is none: %s", (line) => {
    expect(signalsOf(commitOf(`topic\n\n${line}\nand more words\n`))).toEqual([]);
  });
});

describe("where a tool stands decides its class", () => {
  test.each([
    ["Co-authored-by: Claude Opus 4.8 <noreply@anthropic.com>", "agent Claude Code Co-authored-by"],
    ["signed-OFF-by: Claude <noreply@anthropic.com>", "ai-signoff Claude Code signed-OFF-by"],
    [
      "Signed-off-by: coderabbitai[bot] <1+coderabbitai[bot]@users.noreply.github.com>",
      "ai-signoff CodeRabbit Signed-off-by",
    ],
    ["Reported-by: Claude <noreply@anthropic.com>", "review-bot Claude Code Reported-by"],
    ["Reviewed-by: Claude <noreply@anthropic.com>", "review-bot Claude Code Reviewed-by"],
    ["Signed-off-by: dependabot[bot] <support@github.com>", "bot Dependabot Signed-off-by"],
    ["Co-authored-by: GitHub Copilot", "agent GitHub Copilot Co-authored-by"],
    ["Co-developed-by: GitHub-Copilot GPT-4 v1.0.0", "agent GitHub Copilot Co-developed-by"],
    ["Co-developed-by: Cursor gpt-4-turbo-2024-04-09", "agent Cursor Co-developed-by"],
    ["Co-developed-by: Claude claude-4-sonnet", undefined],
  ])("%s", (line, expected) => {
    expect(inWords(signalsOf(withTrailer(line)))).toEqual(
      expected === undefined ? ["agent Claude Code Co-developed-by"] : [expected],
    );
  });

  test("a tag in the middle of a body is seen too", () => {
    const text =
      "topic\n\nCo-authored-by: Claude <noreply@anthropic.com>\n\nMore words.\n\nSigned-off-by: Ada Lovely <ada@example.org>\n";
    expect(inWords(signalsOf(commitOf(text)))).toEqual(["agent Claude Code Co-authored-by"]);
  });

  test("a forge's own committer is a bot, and its address in a tag is none", () => {
    const found = signalsOf(
      commitOf("topic\n\nCo-authored-by: Ada Lovely <noreply@github.com>\n", {
        committer: "GitHub <noreply@github.com>",
      }),
    );
    expect(inWords(found)).toEqual(["bot GitHub web flow committer"]);
  });

  test("a co-author that an editor added unasked is weak in those days, and evidence before and after", () => {
    const line = "Co-authored-by: Copilot <copilot@github.com>";
    const day = (date: string): number => Date.parse(`${date}Z`) / 1000;
    const classOn = (date: string): readonly string[] =>
      signalsOf(commitOf(`topic\n\n${line}\n`, { seconds: day(date) })).map((one) => one.class);
    expect(classOn("2026-04-21T23:59:59")).toEqual(["agent"]);
    expect(classOn("2026-04-22T00:00:00")).toEqual(["review-bot"]);
    expect(classOn("2026-05-06T23:59:59")).toEqual(["review-bot"]);
    expect(classOn("2026-05-07T00:00:00")).toEqual(["agent"]);
  });
});

describe("a policy adjusts the table", () => {
  const claude = withTrailer("Co-authored-by: Claude <noreply@anthropic.com>");
  const added = { tool: "House Bot", class: "agent", address: null, trailer: null, pattern: null } as const;

  test("a tool that is off is not found", () => {
    expect(signalsOf(claude, { add: [], off: ["CLAUDE code"] })).toEqual([]);
  });
  test("an address is found wherever people are named", () => {
    const adjustment = { add: [{ ...added, address: "House@Example.org" }], off: [] };
    expect(
      inWords(
        signalsOf(
          commitOf("topic\n", { author: "House <house@example.org>", committer: "Ada <ada@example.org>" }),
          adjustment,
        ),
      ),
    ).toEqual(["agent House Bot author"]);
    expect(inWords(signalsOf(withTrailer("Signed-off-by: H <house@example.org>"), adjustment))).toEqual([
      "ai-signoff House Bot Signed-off-by",
    ]);
  });
  test("a trailer with a pattern, a trailer with any value, a pattern in any trailer", () => {
    const commit = withTrailer("House-run: 42");
    expect(signalsOf(commit, { add: [{ ...added, trailer: "house-RUN", pattern: "^[0-9]+$" }], off: [] })).toHaveLength(
      1,
    );
    expect(signalsOf(commit, { add: [{ ...added, trailer: "House-run", pattern: "^x$" }], off: [] })).toEqual([]);
    expect(signalsOf(commit, { add: [{ ...added, trailer: "House-run" }], off: [] })).toHaveLength(1);
    expect(signalsOf(commit, { add: [{ ...added, pattern: "^4" }], off: [] })).toHaveLength(1);
  });
  test("a pattern that cannot be compiled, or an entry without anything, finds nothing", () => {
    expect(
      signalsOf(withTrailer("House-run: 42"), {
        add: [{ ...added, trailer: "House-run", pattern: "(" }, added],
        off: [],
      }),
    ).toEqual([]);
  });
});

test("nothing found is one shared list", () => {
  expect(signalsOf(commitOf("topic\n"))).toBe(signalsOf(commitOf("other\n")));
});

test("a long line of half footers is read once", () => {
  const text = `topic\n\n${"Generated with ".repeat(60_000)}\n\n${"https://".repeat(60_000)}`;
  expect(signalsOf(commitOf(text))).toEqual([]);
});
