import { Session } from "node:inspector";
import { afterAll, describe, expect, test } from "vitest";

// Blocks are only counted in functions that are compiled while V8 counts, so the core is loaded after it was told to.
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
afterAll(() => session.disconnect());

const { catalogue, judge, parseCommit, policyFromTexts, profiles, renderJson, renderText } = await import(
  "../../src/core/index.ts"
);

const listing = `# P

## AI

Declined.

### Exceptions

#### Small fixes

- **Exception:** small-fixes
- **Covers:** docs
- **Judgement:** it is small
- **Needs:** justification, second opinion
`;

const everyRule = catalogue.map(({ id }) => `  ${id}: require\n`).join("");
const texts = [
  ...profiles.filter(({ name }) => ["linux", "openembedded", "qemu"].includes(name)),
  {
    name: "every rule",
    text: `proviso: 1\ndocument: doc.md\nai: { stance: declined, section: AI, exceptions: Exceptions }\nrules:\n${everyRule}`,
  },
];
const policies = texts.map(({ name, text }) => {
  const document = name === "every rule" ? { name: "doc.md", text: listing } : null;
  return policyFromTexts({ policy: { name, text }, document, maintainers: null, mailmap: null }, catalogue);
});

function judgeMessage(message: string, policy: (typeof policies)[number]) {
  const header = `tree ${"0".repeat(40)}\nauthor A <a@example.org> 1 +0000\ncommitter C <c@example.org> 1 +0000\n\n`;
  const commits = [parseCommit("a".repeat(40), new TextEncoder().encode(header + message))];
  return judge(policy, { commits, today: "2026-07-01" });
}

/** The work done: how often the blocks of our own code ran, as V8 counts it, and what the built-ins that it calls looked through. */
function workOf(action: () => void): number {
  const builtIns = countBuiltIns();
  takeCounts();
  try {
    action();
    return takeCounts() + builtIns.done();
  } finally {
    builtIns.restore();
  }
}

/** The sum of all block counts since the last call. */
function takeCounts(): number {
  let sum = 0;
  session.post("Profiler.takePreciseCoverage", (error, taken) => {
    if (error !== null) throw error;
    const own = taken.result.filter(({ url }) => url.includes("/src/core/"));
    for (const { functions } of own) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  });
  return sum;
}

/** Characters searched by patterns and `indexOf`, and items copied by `slice`, from now on. Other built-ins call back, or look at little. */
function countBuiltIns(): { done: () => number; restore: () => void } {
  let sum = 0;
  const { exec } = RegExp.prototype;
  const { indexOf } = String.prototype;
  const { slice } = Array.prototype;
  const restore = [
    // Once it is replaced, every method that uses a pattern goes through `exec`.
    replace(RegExp.prototype, "exec", function count(this: RegExp, text: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const match = exec.call(this, text);
      sum += (match === null ? (this.sticky ? from : text.length) : match.index + match[0].length) - from;
      return match;
    }),
    replace(String.prototype, "indexOf", function count(this: string, searched: string, from = 0) {
      const at = indexOf.call(this, searched, from);
      sum += (at === -1 ? this.length : at) - from;
      return at;
    }),
    replace(Array.prototype, "slice", function count(this: unknown[], ...bounds: [number?, number?]) {
      const copy = slice.apply(this, bounds);
      sum += copy.length;
      return copy;
    }),
  ];
  return { done: () => sum, restore: () => restore.forEach((undo) => undo()) };
}

function replace<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  by: Owner[Name],
): () => void {
  const original = owner[name];
  owner[name] = by;
  return () => {
    owner[name] = original;
  };
}

const each = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");
const signOffs = (count: number): string => each(count, (n) => `Signed-off-by: P${n} <p${n}@example.org>\n`);
const end = "\n\nSigned-off-by: A <a@example.org>\n";

const shapes: readonly (readonly [name: string, of: (size: number) => string])[] = [
  ["different sign-offs", (size) => `t\n\n${signOffs(size)}`],
  ["the same sign-off", (size) => `t\n\n${each(size, () => "Signed-off-by: A <a@example.org>\n")}`],
  ["sign-offs of nobody", (size) => `t\n\n${each(size, () => "Signed-off-by:\n")}`],
  [
    "co-authors, and as many sign-offs",
    (size) =>
      `t\n\n${each(size, (n) => `Co-developed-by: P${n} <p${n}@example.org>\nSigned-off-by: P${n} <p${n}@example.org>\n`)}`,
  ],
  ["acknowledgements", (size) => `t\n\n${each(size, (n) => `Acked-by: P${n} <p${n}@example.org>\n`)}`],
  ["disclosures behind a sign-off", (size) => `t${end}${each(size, () => "Assisted-by: LLM\n")}`],
  ["sign-offs before disclosures", (size) => `t\n\n${signOffs(size)}${each(size, () => "AI-Generated: LLM\n")}`],
  ["disclosures in the body", (size) => `t\n\n${each(size, () => "Assisted-by: LLM\n\n")}${end}`],
  ["citations", (size) => `t\n\n${each(size, () => "This is under AI exception other-thing, as it is small. ")}${end}`],
  [
    "listed citations, a paragraph each",
    (size) => `t\n\n${each(size, () => "This is under exception small-fixes, as it is small.\n\n")}${end}`,
  ],
  ["citing tags", (size) => `t\n\n${each(size, () => "AI-exception: small-fixes, other\n")}`],
  ["items of one citing tag", (size) => `t\n\nAI-exception: ${each(size, (n) => `x-${n}, `)}\n`],
  ["granting tags", (size) => `t\n\n${each(size, () => "AI-exception-granted-by: A <a@example.org>\n")}`],
  ["open quotations", (size) => `t\n\n${each(size, () => 'exception "')}${end}`],
  ["back-ticks", (size) => `t\n\n${each(size, () => "exception ` ")}${end}`],
  ["fences", (size) => `t\n\n${each(size, () => "```\nAssisted-by: LLM\n")}${end}`],
  ["bracket notes", (size) => `t\n\n${each(size, (n) => `[a${n}: done]\nAcked-by: A <a@example.org>\n`)}${end}`],
  ["open brackets", (size) => `t\n\n${each(size, () => "[a: x\n")}${end}`],
  ["folded lines", (size) => `t\n\nSigned-off-by: A\n${each(size, () => " <a@example.org>\n")}`],
  ["look-alike keys", (size) => `t\n\n${each(size, () => "Signed-off-b\u0443: A <a@example.org>\n")}${end}`],
  ["misspelled keys", (size) => `t\n\n${each(size, () => "Singed-off-by: A <a@example.org>\n")}`],
  ["tags in the body", (size) => `t\n\n${each(size, () => "Signed-off-by: A <a@example.org>\n\n")}prose${end}`],
  ["indented tags", (size) => `t\n\n${each(size, () => "    Signed-off-by: A <a@example.org>\n")}${end}`],
  ["colons", (size) => `t\n\n${":".repeat(size)}${end}`],
  ["blanks", (size) => `t\n\n${" ".repeat(size)}x${end}`],
  ["blank lines", (size) => `t${"\n".repeat(size)}x${end}`],
  ["dashes", (size) => `t\n\n${"-".repeat(size)}\n${end}`],
  ["dividers", (size) => `t\n\n${each(size, () => "---\n")}${end}`],
  ["scissors", (size) => `t\n\n${each(size, () => "# ------------------------ >8 ------------------------\n")}${end}`],
  ["conflicts", (size) => `t\n\n${each(size, () => "Conflicts:\n\tx\n")}${end}`],
  ["comments", (size) => `t${end}${each(size, () => "# x\n")}`],
  ["angle brackets", (size) => `t\n\nSigned-off-by: ${"<".repeat(size)}a@example.org${">".repeat(size)}\n`],
  ["at signs", (size) => `t\n\nSigned-off-by: A <${"a@".repeat(size)}>\n`],
  ["a squash", (size) => `t (#1)\n\n${each(size, (n) => `* part ${n}\n\nSigned-off-by: A <a@example.org>\n\n`)}`],
  [
    "cherry picks and reverts",
    (size) =>
      `t\n\n${each(size, () => `(cherry picked from commit ${"a".repeat(40)})\nThis reverts commit ${"b".repeat(40)}.\n`)}${end}`,
  ],
  ["footers of tools", (size) => `t\n\n${each(size, () => "Co-Authored-By: Claude <noreply@anthropic.com>\n")}${end}`],
  [
    "announcements of programs",
    (size) => `t\n\n${each(size, () => "This was done by coccinelle with sed. Generated by a script. ")}${end}`,
  ],
  ["escapes", (size) => `\x1b[31m${"\u202e".repeat(size)}\n\n${"\x1b]8;;x\x07".repeat(size)}${end}`],
  ["a long subject", (size) => `${"word ".repeat(size)}${end}`],
];

describe("four times the message is about four times the work", () => {
  test.each(shapes)("%s", (_name, of) => {
    for (const policy of policies) {
      // What is done once in a process is done before counting.
      judgeMessage(of(8), policy);
      const small = workOf(() => judgeMessage(of(300), policy));
      const large = workOf(() => judgeMessage(of(1200), policy));
      expect(small).toBeGreaterThan(0);
      // A quadratic reading would do sixteen times as much.
      expect(large / small).toBeLessThan(5);
    }
  });

  test("the same holds for writing thousands of findings", () => {
    const policy = policies[texts.findIndex(({ name }) => name === "openembedded")];
    const write = (size: number): void => {
      if (policy === undefined) throw new Error("there is no such profile");
      const report = judgeMessage(`t\n\n${signOffs(size)}${each(size, () => "AI-Generated: LLM\n")}`, policy);
      renderJson(report);
      renderText(report, { verbose: true, colour: true, hyperlinks: null, width: 80 });
    };
    write(8);
    expect(workOf(() => write(1200)) / workOf(() => write(300))).toBeLessThan(5);
  });

  test.each<readonly [name: string, read: (text: string) => void]>([
    ["by our own code", (text) => parseCommit("a".repeat(40), new TextEncoder().encode(`\n\nt\n\n${text}`))],
    ["by a pattern", (text) => /x|y/.test(text)],
    ["by a search", (text) => text.indexOf("x")],
    ["by copying", (text) => Array.from(text).slice(1)],
  ])("and a quadratic reading %s would be noticed", (_name, read) => {
    const readAll = (size: number): void => {
      for (let at = 0; at < size; at += 1) read("a: b\n".repeat(at));
    };
    expect(workOf(() => readAll(400)) / workOf(() => readAll(100))).toBeGreaterThan(5);
  });
});
