import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { decliningPolicy, repositoryWith } from "../cli/proviso.ts";
import type { TestRepository } from "../git/repository.ts";

const document = `# Provenance

## AI

Contributions made with AI are declined.

## Exceptions

### Documentation

- **Exception:** doc-fixes
- **Covers:** docs
- **Paths:** docs/**
- **Needs:** second opinion
- **Agreed:** 2026-01-05, https://lists.example.org/1

### Tests

- **Exception:** old-tests
- **Covers:** tests
- **Withdrawn:** 2026-02-01, nobody used it
- **Agreed:** 2026-01-05, https://lists.example.org/2
`;

const maintainers = `Documentation
M: Ada Example <ada@example.org>
M: Grace Example <grace@example.org>
S: Maintained
F: docs/
`;

let repository: TestRepository;
const clients: Client[] = [];

beforeAll(() => {
  repository = repositoryWith({ "proviso.yaml": decliningPolicy, "doc.md": document, MAINTAINERS: maintainers });
  repository.commit({
    message: "docs: a page\n\nSigned-off-by: Ada Example <ada@example.org>\n",
    files: { "docs/a.md": "a\n" },
  });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  repository.remove();
});

/** The official client, with a server that runs in the repository. */
async function connected(...words: readonly string[]): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const environment = Object.fromEntries(
    Object.entries(repository.environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [inject("bundle"), "mcp", "--day", "2026-11-30", ...words],
    cwd: repository.path,
    env: environment,
    stderr: "inherit",
  });
  await client.connect(transport);
  clients.push(client);
  return client;
}

type Answered = { readonly text: string; readonly data: unknown; readonly isError: boolean };

async function ask(client: Client, name: string, asked: Record<string, unknown> = {}): Promise<Answered> {
  const answered = await client.callTool({ name, arguments: asked });
  const [first] = answered.content as readonly { readonly text: string }[];
  return { text: first?.text ?? "", data: answered.structuredContent, isError: answered.isError === true };
}

describe("proviso mcp", () => {
  test("says what can be asked, and that nothing is changed by asking", async () => {
    const client = await connected();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["provenance_policy", "may_use_ai", "second_opinion", "check"]);
    for (const { annotations, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(description).not.toBe("");
    }
    expect(client.getInstructions()).toContain("Nothing here grants an exception");
  });

  test("tells the policy", async () => {
    const { text, data } = await ask(await connected(), "provenance_policy");
    expect(text).toContain("No, except where an exception that the document lists covers it.");
    expect(data).toMatchObject({
      policy: { source: "proviso.yaml", revision: repository.git("rev-parse", "HEAD").trim() },
      position: { kind: "declined", hasExceptions: true },
      exceptions: [{ id: "doc-fixes" }, { id: "old-tests" }],
    });
  });

  test.each([
    [["docs/a.md"], true, "Only under an exception that the document lists"],
    [["docs/a.md", "src/a.c"], false, "no exception that its document lists covers this change"],
    [["src/a.c"], false, "`doc-fixes`: src/a.c is code"],
    [["test/a.c"], false, "`old-tests`: it was withdrawn on 2026-02-01"],
  ])("a change of %j may be made with AI: %s", async (paths, mayCover, words) => {
    const { text, data } = await ask(await connected(), "may_use_ai", { paths });
    expect(text).toContain(words);
    expect(data).toMatchObject({
      position: { kind: "declined" },
      exceptions: [{ id: "doc-fixes", mayCover }, { mayCover: false }],
    });
  });

  test("looks at what is staged when no path is named, and counts nothing as given", async () => {
    const client = await connected();
    repository.write("docs/new.md", "new\n");
    repository.git("add", "docs/new.md");
    const { text, data } = await ask(client, "may_use_ai");
    expect(text).toContain("still to come: the word of another maintainer");
    expect(data).toMatchObject({
      exceptions: [
        { mayCover: true, needs: ["second opinion"], conditions: [{ state: "holds" }, { state: "holds" }] },
        {},
      ],
    });
    repository.write("src.c", "int a;\n");
    repository.git("add", "src.c");
    expect((await ask(client, "may_use_ai")).data).toMatchObject({ exceptions: [{ mayCover: false }, {}] });
    repository.git("reset", "--quiet");
  });

  test("names who can give a second opinion, and never the author", async () => {
    const { text, data } = await ask(await connected(), "second_opinion", { paths: ["docs/a.md"] });
    expect(data).toMatchObject({ ofThesePaths: true, people: [{ email: "grace@example.org" }] });
    expect(text).toContain("never write it for anybody");
    expect(text).not.toContain("ada@example.org");
  });

  test("judges the commit about to be made, a range, and what HEAD brings", async () => {
    const client = await connected();
    repository.write("docs/new.md", "new\n");
    repository.git("add", "docs/new.md");
    const unsigned = await ask(client, "check", { message: "docs: say more\n" });
    expect(unsigned.data).toMatchObject({ conclusion: "fail" });
    expect(unsigned.text).toContain("the commit has no sign-off");
    const signed = await ask(client, "check", {
      message: "docs: say more\n\nSigned-off-by: Ada Example <ada@example.org>\n",
    });
    expect(signed).toMatchObject({ text: "pass: there is nothing to say\n", data: { conclusion: "pass" } });
    repository.git("reset", "--quiet");
    expect((await ask(client, "check", { range: "HEAD" })).data).toMatchObject({ report: 1, conclusion: "pass" });
  });

  test.each([
    ["check", { range: "HEAD", message: "x" }, "it goes with no range"],
    ["check", { range: "nowhere" }, "`nowhere` names no commit in this repository"],
    ["check", { range: "--output=x" }, "--output=x"],
    ["may_use_ai", { paths: [""] }, "paths"],
    ["second_opinion", { paths: "docs" }, "paths"],
    ["grant", {}, "grant"],
  ])("%s of %j is refused in words", async (name, asked, words) => {
    const { isError, text } = await ask(await connected(), name, asked);
    expect(isError).toBe(true);
    expect(text).toContain(words);
  });

  test("a policy with problems permits nothing", async () => {
    repository.write("broken.yaml", "proviso: 1\nai: { stance: permitted }\nrules: { no-such-rule: require }\n");
    const client = await connected("--policy-from", "./broken.yaml");
    for (const name of ["provenance_policy", "may_use_ai", "second_opinion"])
      expect(await ask(client, name)).toMatchObject({
        isError: true,
        text: expect.stringContaining("the policy has problems"),
      });
  });

  test("what strangers wrote acts nowhere", async () => {
    const client = await connected();
    const { text } = await ask(client, "may_use_ai", { paths: ["src/\u202e\u001b[31m`<b>*a*.c"] });
    expect(text).not.toMatch(/[\u001b\u202e]|<b>/);
  });
});
