import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/bubblewrap.ts";
import type { CheckPorts } from "../../src/app/check.ts";
import { check } from "../../src/app/check.ts";
import { documentAt } from "../../src/app/document-at.ts";
import { documentLengthMax } from "../../src/core/document/read-document.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

const policy = `proviso: 1
document: docs/provenance.md
ai:
  stance: declined
  section: AI content
  exceptions: Exceptions
rules:
  ai-content-permitted: require
  policy-self-reliance: require
`;

const document = "# Coding\n\n## Exceptions\n\n### Long lines\n\n# AI content\n\nDeclined.\n\n## Exceptions\n\nNone.\n";
const tooLong = `${document}${"x".repeat(documentLengthMax)}\n`;
const claiming = "lamp: round up\n\nThis falls under AI exception own-edit, which is listed with it.\n";

let repository: TestRepository;
let ports: CheckPorts;
const revisions = new Map<string, string>();

/** A branch with one commit on top of the plain document, by the name of what is done to the document. */
function branch(name: string, text: string | null, message = `${name}\n`): void {
  repository.git("checkout", "--quiet", "-b", name, revisions.get("plain") ?? "");
  revisions.set(name, repository.commit({ message, files: { "docs/provenance.md": text } }));
}

beforeAll(async () => {
  repository = createRepository();
  revisions.set(
    "plain",
    repository.commit({ message: "start\n", files: { "proviso.yaml": policy, "docs/provenance.md": document } }),
  );
  branch("gone", null);
  branch("too-long", tooLong, claiming);
  branch("own-edit", document.replace("None.", "### Own edit\n"), claiming);
  branch("elsewhere", document.replace("### Long lines", "### Own edit"), claiming);
  branch("no-heading", "# Coding\n");
  repository.git("checkout", "--quiet", "too-long");
  revisions.set(
    "after-too-long",
    repository.commit({ message: "shorter\n", files: { "docs/provenance.md": "# Coding\n" } }),
  );
  const opened = await openRepository(repository.path);
  if (!opened.ok) throw new Error(opened.error.text);
  ports = {
    repository: opened.value,
    files: localFiles,
    digest: sha256,
    cache: noCache,
    syntax,
    sandbox: createSandbox(),
  };
});
afterAll(async () => {
  await ports.repository.close();
  repository.remove();
});

const idOf = (name: string): string => revisions.get(name) ?? "";

describe("the document at a revision", () => {
  test.each([
    ["plain", /^Coding, Exceptions, Long lines, AI content, Exceptions$/],
    ["gone", /^none$/],
    ["too-long", /^unknown: docs\/provenance\.md at [0-9a-f]{12} cannot be read: the document is longer than/],
  ])("%s", async (name, expected) => {
    const found = await documentAt(idOf(name), "docs/provenance.md", ports.repository);
    const words = found.known
      ? (found.value?.headings.map(({ title }) => title).join(", ") ?? "none")
      : `unknown: ${found.why}`;
    expect(words).toMatch(expected);
  });

  test.each([
    ["plain", document, true],
    ["plain", `${document}.`, false],
    ["too-long", document, false],
  ])("%s is not read again where it is the text that is known", async (name, text, isKnown) => {
    const known = { source: { name: "docs/provenance.md", text }, format: "markdown", headings: [] } as const;
    const found = await documentAt(idOf(name), "docs/provenance.md", ports.repository, known);
    expect(found.known && found.value === known).toBe(isKnown);
  });
});

async function judged(name: string, base = "plain") {
  const range = { text: `${idOf(base)}..${idOf(name)}`, root: false };
  const request = {
    range,
    policyFrom: null,
    today: "2026-06-30",
    replay: false,
    listing: "all",
    progress: () => {},
  } as const;
  const checked = await check(request, ports);
  if (!checked.ok) throw new Error(checked.text);
  return checked.value;
}

describe("what a contribution's own version of the document lists", () => {
  test.each([
    ["own-edit", "unmet: reliesOnOwnEdit"],
    // The first `Exceptions` of the document is about something else: the policy reads the one of its section.
    ["elsewhere", "met"],
    ["too-long", "undecided: headUnknown"],
  ])("%s: policy-self-reliance is %s", async (name, expected) => {
    const { report } = await judged(name);
    const outcome = report.commits
      .flatMap(({ judgements }) => judgements)
      .find(({ clause }) => clause.rule.id === "policy-self-reliance")?.outcome;
    const findings = outcome !== undefined && "findings" in outcome ? outcome.findings : [];
    expect([outcome?.kind, ...findings.map(({ message }) => message)].join(": ")).toBe(expected);
  });
});

describe("a heading that is gone", () => {
  test.each([
    ["no-heading", /^vanished: the heading vanished/],
    ["after-too-long", /^vanished: .*whether it stood there earlier is unknown: .*longer than/],
  ])("%s", async (name, expected) => {
    const next = repository.run(["commit-tree", `${idOf(name)}^{tree}`, "-p", idOf(name), "-m", "next"]).trim();
    revisions.set("next", next);
    const { stance } = (await judged("next", name)).policy;
    expect(`${stance.inForce.kind}: ${"why" in stance.inForce ? stance.inForce.why : ""}`).toMatch(expected);
  });
});
