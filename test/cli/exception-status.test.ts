import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statusSchema } from "../../src/core/report/schemas/status-schema.ts";
import type { Person, TestRepository } from "../git/repository.ts";
import {
  declining,
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  maintainersFile,
  proviso,
  type Run,
  repositoryWith,
  using,
} from "./proviso.ts";

const ken: Person = { name: "Ken Exämple", email: "ken@example.org" };
const ada: Person = { name: "Ada Example", email: "ada@example.org" };
const lin: Person = { name: "Lin Example", email: "lin@example.org" };

const entry = (covers: string, more = ""): string =>
  `\n#### Uniform changes\n\n- **Exception:** uniform-changes\n- **Covers:** ${covers}\n${more}\nThe same edit in many places.\n`;
const from = "From ada@example.org Mon Sep 17 00:00:00 2001\n";

/** When the maintainers changed: between the two versions. */
const changed = 1_700_500_000;

let repository: TestRepository;
let mbox = "";

/** The proposal as git mails it, with a letter above it, and the Message-Id of the patch. */
function patchOf(
  document: string,
  date: number,
  ...options: readonly string[]
): { readonly mails: string; readonly id: string } {
  repository.git("switch", "--quiet", "--create", `v${date}`, "base");
  repository.commit({
    message: "doc: list uniform changes\n\nThey are asked for.\n\nSigned-off-by: Ken Exämple <ken@example.org>\n",
    files: { "doc.md": document },
    author: ken,
    date,
  });
  const mails = repository.git("format-patch", "--stdout", "--thread", "--cover-letter", ...options, "base..HEAD");
  repository.git("switch", "--quiet", "main");
  // git dates a letter by the clock, and a test has none.
  const dated = mails
    .replaceAll(/^Date: .*$/gm, `Date: ${new Date(date * 1000).toUTCString()}`)
    .replaceAll(/<cover\.\d+\./g, `<cover.${date}.`);
  const id = /^Message-Id: (<(?!cover)[^>]+>)$/im.exec(dated)?.[1] ?? "";
  return {
    mails: `${dated.replaceAll("*** BLURB HERE ***", "Hello.").replaceAll(/^From: Ada Example.*$/gm, "From: =?UTF-8?q?Ken=20Ex=C3=A4mple?= <ken@example.org>")}\n\n`,
    id,
  };
}

const answerTo = (id: string, who: Person, seconds: number, text: string, name = who.name): string =>
  `${from}From: ${name} <${who.email}>\nDate: ${new Date(seconds * 1000).toUTCString()}\nMessage-Id: <${seconds}@example.org>\nIn-Reply-To: ${id}\nSubject: Re: it\n\n${text}\n`;

beforeAll(() => {
  repository = repositoryWith(declining);
  const one = patchOf(decliningDocument + entry("code", "- **At most:** 400 added lines\n"), 1_700_100_000);
  const two = patchOf(
    decliningDocument + entry("code, tests", "- **Judgement:** it is uniform\n"),
    1_700_600_000,
    "-v2",
  );
  const moved = maintainersFile
    .replace("M: Lin Example <lin@example.org>\n", "")
    .concat("\nDocs\nM: L. E. <LIN@example.org>\nF: docs/\n");
  repository.commit({
    message: "maintainers: move Lin\n",
    files: { MAINTAINERS: moved, ".mailmap": "Lin Example <lin@example.org> <lin@home.example.org>\n" },
    date: changed,
  });
  mbox = [
    one.mails,
    answerTo(
      one.id,
      lin,
      1_700_110_000,
      "> :Exception: x\n> Acked-by: Lin Example <lin@example.org>\n\nFrom here on this is body text\n\nNacked-by: Lin Example <lin@example.org>\n",
    ),
    answerTo(one.id, ada, 1_700_120_000, "Acked-by: Ada Example <ada@example.org>\n"),
    two.mails,
    answerTo(
      two.id,
      { ...lin, email: "lin@home.example.org" },
      1_700_610_000,
      "Reviewed-by: Lin Example <lin@example.org>\nTested-by: Ada Example <ada@example.org>\n",
    ),
  ].join("");
  writeFileSync(join(repository.home, "thread.mbox"), mbox);
});
afterAll(() => repository.remove());

const status = (...more: readonly string[]): Run => proviso(repository, ["exception", "status", ...more]);
const thread = (): readonly string[] => ["--thread", join(repository.home, "thread.mbox")];

/** Writes a file next to the repository, and gives its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(repository.home, name);
  writeFileSync(path, content);
  return path;
}

describe("a discussion of three people and two versions", () => {
  test("is a page", () => {
    const { status: code, stdout, stderr } = status(...thread());
    expect(stderr).toBe("");
    expect(stdout.replaceAll(/\([0-9a-f]{12}\)/g, "(commit)")).toBe(`uniform-changes: Uniform changes
  document    not listed in doc.md
  discussion  7 postings, 3 people, 2023-11-16 to 2023-11-21, in 2 threads

versions
  v1  2023-11-16  Ken Exämple, mail 2: [PATCH 1/1] doc: list uniform changes
      Exception  uniform-changes
      Covers     code
      At most    400 added lines
  v2  2023-11-21  Ken Exämple, mail 6: [PATCH v2 1/1] doc: list uniform changes
      ~ Covers     code → code, tests
      + Judgement  it is uniform
      - At most    400 added lines

people
  Ken Exämple <ken@example.org>
      standing       maintains nothing (commit)
      proposed       v1, v2
      Signed-off-by  v1, v2
  Lin Example <lin@example.org>
      maintainer                   Everything (commit)
      maintainer since 2023-11-21  Docs (commit)
      Nacked-by                    v1
      Reviewed-by                  v2
  Ada Example <ada@example.org>
      maintainer  Everything (commit)
      Acked-by    v1

objections
  closed  Lin Example <lin@example.org>: Nacked-by v1, 2023-11-16 (mail 3, line 6); then Reviewed-by v2, 2023-11-21 (mail 7, line 1)

not counted
  mail 7, line 2: \`Tested-by: Ada Example <ada@example.org>\` is relayed by lin@example.org
`);
    expect(code).toBe(0);
  });

  test("is JSON by the published schema", () => {
    const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(statusSchema);
    const { stdout, status: code } = status("uniform-changes", ...thread(), "--format", "json");
    const value = JSON.parse(stdout) as Record<string, unknown>;
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(0);
    expect(value).toMatchObject({
      exception: "uniform-changes",
      problems: [],
      open: 0,
      document: { source: "doc.md", state: "not-listed", entry: null, difference: null },
      versions: [
        { label: "v1", difference: null },
        { label: "v2", difference: { proseChanged: false } },
      ],
      people: [
        { email: "ken@example.org" },
        { email: "lin@example.org", standings: [{ maintains: ["Everything"] }, { maintains: ["Docs"] }] },
        { email: "ada@example.org" },
      ],
      missing: [],
    });
    expect(validate({ ...value, more: 1 })).toBe(false);
  });

  test("is the same as a Maildir, as files, from standard input, and twice", () => {
    const wanted = status(...thread()).stdout;
    expect(proviso(repository, ["exception", "status", "--thread", "-"], { input: mbox }).stdout).toBe(wanted);
    const maildir = join(repository.home, "maildir");
    for (const name of ["cur", "new", "tmp", "files"]) mkdirSync(join(maildir, name), { recursive: true });
    repository.run(["mailsplit", `-o${join(maildir, "files")}`, join(repository.home, "thread.mbox")]);
    const plain = (stdout: string): string => stdout.replaceAll(/mail (\d) \([^)]*\)/g, "mail $1");
    const names = readdirSync(join(maildir, "files"));
    for (const name of names)
      writeFileSync(
        join(maildir, Number(name) % 2 === 0 ? "cur" : "new", `${name}.host`),
        readFileSync(join(maildir, "files", name)),
      );
    expect(plain(status("--thread", maildir).stdout)).toBe(wanted);
    for (const name of names) renameSync(join(maildir, "files", name), join(maildir, "files", `${name}.eml`));
    expect(plain(status("--thread", join(maildir, "files")).stdout)).toBe(wanted);
    const twice = status("--thread", join(repository.home, "thread.mbox"), join(maildir, "files")).stdout;
    expect(twice).toContain(
      "  discussion  7 postings, 3 people, 2023-11-16 to 2023-11-21, in 2 threads, 7 more came twice\n",
    );
  });

  test("may be listed: then the document is compared with the last version", () => {
    const clone = repository.clone("--no-local");
    const listed =
      decliningDocument +
      entry("code, tests", "- **Judgement:** it is uniform\n- **Agreed:** 2026-01-20 <9@example.org>\n");
    clone.commit({ message: "list\n", files: { "doc.md": listed } });
    const same = proviso(clone, ["exception", "status", ...thread()]).stdout;
    expect(same).toContain(
      "  document    listed, agreed on 2026-01-20, doc.md:15\n              its conditions are those of v2\n              + Agreed  2026-01-20 <9@example.org>\n",
    );
    clone.commit({
      message: "widen\n",
      files: { "doc.md": listed.replace("code, tests", "code, docs").replace("2026-01-20 <9", "2026-01-20 <8") },
    });
    const other = proviso(clone, ["exception", "status", ...thread()]).stdout;
    expect(other).toContain("its conditions are not those of v2\n              ~ Covers  code, tests → code, docs\n");
    clone.commit({
      message: "withdraw\n",
      files: {
        "doc.md": listed.replace("Agreed:** 2026-01-20", "Withdrawn:** 2026-02-01 it failed\n- **Agreed:** 2026-01-20"),
      },
    });
    expect(proviso(clone, ["exception", "status", ...thread()]).stdout).toContain(
      "  document    withdrawn 2026-02-01, doc.md:15\n",
    );
    expect(proviso(clone, ["exception", "status", "small-fixes", ...thread()])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining("the thread proposes no exception `small-fixes`"),
    });
  });
});

test("an issue is a discussion, too", () =>
  using(
    repositoryWith({ ...declining, "proviso.yaml": `${decliningPolicy}people:\n  lin-account: lin@example.org\n` }),
    (own) => {
      const at = (minute: number): string => `2026-01-12T10:${minute}:00Z`;
      const comments = [
        {
          author: { login: "Lin-Account" },
          body: "/object too wide",
          createdAt: at(11),
          url: "https://forge.example.org/1",
        },
        {
          author: { login: "ken" },
          body: `New words:\n\n\`\`\`markdown${entry("tests")}\`\`\`\n`,
          createdAt: at(12),
          url: "https://forge.example.org/2",
        },
        {
          author: { login: "lin-account" },
          body: "Fine.\r\n\r\nAcked-by: Lin Example <lin@example.org>",
          createdAt: at(13),
          url: "https://forge.example.org/3",
        },
        {
          author: { login: "ken" },
          body: "Acked-by: Ada Example <ada@example.org>\n<!--\n/agree\n-->",
          createdAt: at(14),
          url: "https://forge.example.org/4",
        },
      ];
      const issue = {
        author: { login: "ken" },
        body: `Please.\n${entry("code")}`,
        comments,
        createdAt: at(10),
        title: "Uniform changes",
        url: "https://forge.example.org/0",
      };
      const { stdout, status: code } = proviso(own, ["exception", "status", "--thread", "-"], {
        input: JSON.stringify(issue),
      });
      expect(code).toBe(0);
      expect(stdout).toContain("  v2  2026-01-12  @ken, comment 2\n      ~ Covers  code → tests\n");
      expect(stdout).toContain("  @lin-account, lin@example.org\n      maintainer  Everything");
      expect(stdout).toContain(
        '  closed  @Lin-Account, lin@example.org: /object v1, 2026-01-12 (comment 1, line 1): "too wide"; then Acked-by v2, ',
      );
      expect(stdout).toContain("whose the account @ken is, is not known");
      expect(stdout).not.toContain("/agree");
    },
  ));

describe("what cannot be read is said, with status 2", () => {
  const one = (text: string, headers = ""): string =>
    `${from}From: Ken <ken@example.org>\nDate: Mon, 12 Jan 2026 10:00:00 +0000\nMessage-Id: <1@example.org>\n${headers}\n${text}\n`;
  test.each<readonly [string, string, string]>([
    [
      "broken MIME",
      one("--b\n\nx", "Content-Type: multipart/mixed; boundary=b\n"),
      "mail 1, <1@example.org>, ends in the middle of a part",
    ],
    [
      "a text that is HTML",
      one("<p>Nacked-by: me</p>", "Content-Type: text/html\n"),
      "mail 1, <1@example.org>, has a text as HTML only, which is not read",
    ],
    [
      "a mail that is missing",
      one(":Exception: a\n", "In-Reply-To: <0@example.org>\n"),
      "mail 1 answers <0@example.org>, which is not here; what else was said there is not known",
    ],
    [
      "a sender who has another's address in a comment",
      one("Acked-by: Ada <ada@example.org>").replace(
        "Ken <ken@example.org>",
        "ken@example.org (x (y) <ada@example.org>) z",
      ),
      "mail 1, <1@example.org>, has a From that does not name one address: `ken@example.org (x (y) <ada@example.org>) z`",
    ],
    [
      "comments as GraphQL has them",
      JSON.stringify({
        author: { login: "ken" },
        body: "x",
        createdAt: "2026-01-12T10:00:00Z",
        comments: { nodes: [] },
      }),
      "the issue has `comments` in a form that is not read",
    ],
    ["a thread about something else", one("x"), "the thread proposes no exception `small-fixes`"],
  ])("%s", (name, content, sentence) => {
    const { status: code, stdout, stderr } = status("small-fixes", "--thread", file(`${name}.mbox`, content));
    expect(stderr).toBe("");
    expect(stdout).toContain(`\nnot read\n`);
    expect(stdout).toContain(`  ${sentence}`);
    expect(code).toBe(2);
  });

  test("a shallow clone does not know who they were", () => {
    const clone = repository.clone("--depth=1");
    const { stdout } = proviso(clone, ["exception", "status", ...thread()]);
    expect(stdout).toContain("standing     not known: history is cut by a shallow clone");
  });
});

test("what it cannot do is one sentence", () => {
  expectRefusal(status("--thread", "nosuch"), 3, "`nosuch` cannot be read: there is no such file or directory");
  expectRefusal(status("--thread", file("text", "Hello.\n")), 3, "holds neither mails nor the JSON of an issue");
  expectRefusal(status("--thread", file("package.json", '{"name": "x"}')), 3, "is no JSON of an issue that is read");
  expectRefusal(status("uniform-change", ...thread()), 3, "did you mean `uniform-changes`?");
  expectRefusal(status("--thread", "-", "-"), 3, "standard input can be read once");
  const many = mbox.replaceAll("uniform-changes", "other-changes");
  expectRefusal(
    status(
      "--thread",
      join(repository.home, "thread.mbox"),
      file("other.mbox", many.replaceAll(/<([^<>]*)>/g, "<x$1>")),
    ),
    3,
    "the thread proposes `uniform-changes`, `other-changes`; say which one by its id",
  );
  expectRefusal(
    status("--thread", file("none.mbox", `${from}From: a@example.org\n\nx\n`)),
    3,
    "the thread proposes no exception (not all of it was read: mail 1 has no Date); say by its id which one it is about",
  );
  expectRefusal(status("a\x1b[31m\u202e", ...thread()), 3, "the thread proposes no exception `a\\x1b[31m\\u{202e}`");
});

test("an entry of 30,000 fields is a page", () => {
  const text = `:Exception: a\n${":B: c\n".repeat(30_000)}`;
  const mail = `${from}From: a@example.org\nDate: Mon, 12 Jan 2026 10:00:00 +0000\nMessage-Id: <1@x>\n\n${text}`;
  const { status: code, stdout } = status("--thread", file("long.mbox", mail));
  expect(code).toBe(0);
  expect(stdout).toContain("and 29,981 more fields; -v lists them\n");
});

test("what strangers write acts nowhere", () => {
  const hostile = "\x1b[31m\x1b]0;t\x07\u202e##[error]\x9b2J";
  const encoded = `=?utf-8?b?${Buffer.from(`${hostile}\nFrom: Ada <ada@example.org>\r`).toString("base64")}?=`;
  const mail = `${from}From: ${encoded} <ken@example.org>\nDate: ${hostile}\nMessage-Id: <1\x1b[0m@example.org>\nIn-Reply-To: <${hostile}@x>\nSubject: ${encoded}\n\n`;
  const text = `${mail}:Exception: uniform-changes\n:Tool: ${hostile}\n:${hostile}: x\n\nNacked-by: ${hostile} <ken@example.org>\nAcked-by: Ada ${hostile} <ada@example.org>\nReviewed-by: ${hostile}\0\n`;
  const path = file("hostile.mbox", Buffer.from(text));
  for (const more of [[], ["-v"], ["--format", "json"]]) {
    const { stdout, status: code } = status("--thread", path, ...more);
    expect(code).toBe(2);
    expect(stdout).toContain("is relayed by ken@example.org");
    expect(stdout).toMatch(/Nacked-by/);
    expect(stdout).not.toMatch(/##\[/);
  }
});
