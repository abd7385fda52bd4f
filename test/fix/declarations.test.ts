import { describe, expect, test } from "vitest";
import { type Case, mine, planOf, told } from "./planning.ts";

const footer = "Generated with [Claude Code](https://claude.com/claude-code)";
const coAuthor = "Co-Authored-By: Claude <noreply@anthropic.com>";
const marks = "  no-tool-advertising: require\n";
const permitted = "ai:\n  stance: permitted\n";
const declined = "ai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\n";
const document = `# Provenance

## AI

Declined.

### Exceptions

#### Small fixes

- **Exception:** small-fixes
- **Covers:** docs
- **Agreed:** 2026-01-15 <1@example.org>
`;

const heart = "  ai-content-permitted: require\n";

const check = (before: string, after: string, one: Case): void => expect(told(planOf(before, one))).toBe(after);

describe("a tool's line is taken out", () => {
  test.each<[string, string, string, Case]>([
    [
      "a footer and a co-author, where the stance permits AI content",
      `title\n\nbody\n\n${footer}\n\n${coAuthor}\n${mine}\n`,
      `title\n\nbody\n\n${mine}\n`,
      { ai: permitted, rules: marks + heart },
    ],
    [
      "an advertisement beside a claim that stays",
      `title\n\nUnder exception small-fixes.\n\n${coAuthor}\n${mine}\n`,
      `title\n\nUnder exception small-fixes.\n\n${mine}\n`,
      { ai: declined, document, rules: marks + heart },
    ],
    ["the last line of a message", `title\n\n${footer}\n`, "title\n", { ai: permitted, rules: marks }],
    [
      "a tool's sign-off, and the user signs",
      "title\n\nSigned-off-by: Claude <noreply@anthropic.com>\n",
      `title\n\n${mine}\n`,
      { ai: permitted, rules: "  sign-off-human: require\n  sign-off-present: require\n" },
    ],
  ])("%s", (_what, before, after, one) => check(before, after, one));
});

describe("a declaration is not hidden", () => {
  test.each<[string, string, Case, string]>([
    [
      "where AI content is declined",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: declined, document, rules: marks + heart },
      "no-tool-advertising: coAuthor: declaration\nai-content-permitted: factMissing: people",
    ],
    [
      "where AI content is declined and no rule says so",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: declined, document, rules: marks },
      "no-tool-advertising: coAuthor: declaration",
    ],
    [
      "where it is permitted and must be disclosed",
      `title\n\n${coAuthor}\n${mine}\n`,
      { ai: permitted, rules: `${marks}  ai-signal-disclosed: require\n` },
      "no-tool-advertising: coAuthor: declaration",
    ],
    [
      "by a denial in the place of a disclosure",
      `title\n\nAssisted-by: Robin\n${mine}\n`,
      {
        ai: declined,
        document,
        rules: `${heart}  ai-disclosure-form: { level: require, trailers: [{ key: AI-used }] }\n`,
        disclosure: "AI-used: none",
      },
      "declaration",
    ],
  ])("%s", (_what, message, one, left) => {
    const plan = planOf(message, one);
    expect(plan.message).toBeNull();
    expect(told(plan)).toContain(left);
  });

  test("a sign-off is still added beside it", () =>
    check(`title\n\n${coAuthor}\n`, `title\n\n${coAuthor}\n${mine}\n`, {
      ai: declined,
      document,
      rules: `${marks}${heart}  sign-off-present: require\n`,
    }));

  test("a line that holds more than the mark stays", () => {
    const plan = planOf(`title\n\nsee ${footer} for it\n\n${mine}\n`, { ai: permitted, rules: marks });
    expect(plan.message).toBeNull();
  });

  test("a person under a refused key stays", () => {
    const plan = planOf(`title\n\nAssisted-by: Robin Example <robin@example.org>\n${mine}\n`, {
      ai: permitted,
      rules: marks,
    });
    expect(told(plan)).toBe("no-tool-advertising: trailer: people");
  });
});

describe("a disclosure is asked for", () => {
  const asks = "  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n";

  test("and never made up", () => {
    expect(told(planOf(`title\n\n${coAuthor}\n${mine}\n`, { ai: permitted, rules: asks }))).toBe(
      "ai-disclosure: missing: asks",
    );
  });

  test("and stands above the user's sign-off", () =>
    check(`title\n\n${coAuthor}\n${mine}\n`, `title\n\n${coAuthor}\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: asks,
      disclosure: "Assisted-by: Claude:some-model",
    }));

  test("then the advertisement beside it may go", () =>
    check(`title\n\n${coAuthor}\n${mine}\n`, `title\n\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: `${asks}  no-tool-advertising: { level: require, trailers: [Generated-by] }\n`,
      disclosure: "Assisted-by: Claude:some-model",
    }));

  test("one outside the block is moved there", () =>
    check(
      `title\n\nAssisted-by: Claude:some-model\n\nbody\n\n${mine}\n`,
      `title\n\nbody\n\nAssisted-by: Claude:some-model\n${mine}\n`,
      {
        ai: permitted,
        rules: asks,
      },
    ));

  test("one below every sign-off is moved above the user's", () =>
    check(`title\n\n${mine}\nAssisted-by: Claude:some-model\n`, `title\n\nAssisted-by: Claude:some-model\n${mine}\n`, {
      ai: permitted,
      rules: "  ai-disclosure-form: { level: require, trailers: [{ key: Assisted-by, order: before-sign-off }] }\n",
    }));
});
