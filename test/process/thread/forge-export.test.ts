import { describe, expect, test } from "vitest";
import { readForgeExport } from "../../../src/core/process/thread/forge-export.ts";
import * as fc from "../../random-cases.ts";

const told = (value: unknown): unknown => {
  const read = readForgeExport(typeof value === "string" ? value : JSON.stringify(value), "");
  if (read === null) return null;
  return [
    ...read.postings.map(({ place, id, author, date, text }) => [place, id, author.login, date.seconds, text]),
    ...read.problems,
  ];
};

const at = Date.parse("2026-01-12T10:00:00Z") / 1000;

const github = (id: number, login: string | null, body: string): unknown => ({
  id,
  html_url: `https://forge.example.org/i/1#${id}`,
  user: login === null ? null : { login },
  body,
  created_at: "2026-01-12T10:00:00Z",
});
const gitlab = (id: number, username: string, body: string, system = false): unknown => ({
  id,
  author: { username, name: "A Name" },
  body,
  system,
  created_at: "2026-01-12T11:00:00.123+01:00",
});

describe("what forges export", () => {
  test.each<readonly [string, unknown, readonly unknown[]]>([
    [
      "GitHub's issue and its comments",
      {
        issue: { ...(github(1, "ada", "text") as object), title: "T", comments: 1 },
        comments: [github(2, "lin", "x\r\ny")],
      },
      [
        ["the issue", "https://forge.example.org/i/1#1", "ada", at, "text"],
        ["comment 1", "https://forge.example.org/i/1#2", "lin", at, "x\ny"],
      ],
    ],
    [
      "GitHub's comments",
      [github(1, "ada", "x"), github(2, null, "y")],
      [
        ["comment 1", "https://forge.example.org/i/1#1", "ada", at, "x"],
        ["comment 2", "https://forge.example.org/i/1#2", null, at, "y"],
        "comment 2 does not say who wrote it",
      ],
    ],
    [
      "pages of comments",
      [[github(1, "ada", "x")], [github(2, "lin", "y")]],
      [
        ["comment 1", "https://forge.example.org/i/1#1", "ada", at, "x"],
        ["comment 2", "https://forge.example.org/i/1#2", "lin", at, "y"],
      ],
    ],
    [
      "what gh gives",
      {
        author: { login: "ada", id: "1" },
        body: "text",
        comments: [
          {
            id: "IC_1",
            author: { login: "lin" },
            body: "x",
            createdAt: "2026-01-12T10:00:00Z",
            url: "https://forge.example.org/i/1#9",
          },
        ],
        createdAt: "2026-01-12T10:00:00Z",
        title: "T",
        url: "https://forge.example.org/i/1",
      },
      [
        ["the issue", "https://forge.example.org/i/1", "ada", at, "text"],
        ["comment 1", "https://forge.example.org/i/1#9", "lin", at, "x"],
      ],
    ],
    [
      "an issue without text",
      { issue: { ...(github(1, "ada", "") as object), body: null }, comments: [] },
      [["the issue", "https://forge.example.org/i/1#1", "ada", at, ""]],
    ],
    [
      "a discussion",
      { discussion: github(1, "ada", "x"), comments: [] },
      [["the issue", "https://forge.example.org/i/1#1", "ada", at, "x"]],
    ],
    [
      "GitLab's issue and notes, without its own",
      {
        issue: { id: 1, author: { username: "ada" }, description: "text", created_at: "2026-01-12T10:00:00Z" },
        notes: [gitlab(1, "ada", "closed", true), gitlab(2, "lin", "x")],
      },
      [
        ["the issue", null, "ada", at, "text"],
        ["comment 1", "2", "lin", at, "x"],
      ],
    ],
    [
      "GitLab's discussions",
      [{ id: "abc", notes: [gitlab(1, "ada", "x"), gitlab(2, "lin", "y")] }],
      [
        ["comment 1", "1", "ada", at, "x"],
        ["comment 2", "2", "lin", at, "y"],
      ],
    ],
  ])("%s", (_, value, wanted) => {
    expect(told(value)).toEqual(wanted);
  });

  test.each<readonly [string, unknown]>([
    ["no JSON", "{"],
    ["a text", '"x"'],
    ["an empty list", []],
    ["numbers", [1, 2]],
    ["something else", { name: "proviso", author: "Ada", description: "text" }],
    ["too deep", "[".repeat(200_000)],
  ])("%s is none", (_, value) => {
    expect(told(value)).toBeNull();
  });
});

describe("answers that are not read are said", () => {
  const issue = github(1, "ada", "x") as object;
  const objection = github(2, "lin", "/object");
  const unread = (name: string, place = "the issue"): string => `${place} has \`${name}\` in a form that is not read`;
  const without =
    "the issue is here without its comments: export it with them, by the commands of docs/exception-status.md";
  test.each<readonly [string, unknown, readonly string[]]>([
    ["GraphQL's comments", { ...issue, comments: { nodes: [objection] } }, [unread("comments")]],
    ["comments of another form", { issue, comments: { "2": objection } }, [unread("comments")]],
    ["comments as a text", { ...issue, comments: "/object" }, [unread("comments")]],
    ["null for comments", { ...issue, comments: null }, [unread("comments")]],
    ["a count around the issue", { issue, comments: 1 }, [unread("comments")]],
    ["no comments at all", issue, [without]],
    ["no comments beside an issue", { issue }, [without]],
    ["a count of none", { ...issue, comments: 0 }, []],
    ["reviews", { ...issue, comments: [], reviews: [objection] }, [unread("reviews")]],
    [
      "reviews of the inner one",
      { pull_request: { ...issue, review_comments: 2 }, comments: [] },
      [unread("review_comments")],
    ],
    [
      "no reviews",
      { ...issue, comments: [], reviews: [], latestReviews: { nodes: [] }, reviewThreads: { totalCount: 0 } },
      [],
    ],
    ["a page of no reviews", { ...issue, comments: [], reviews: { nodes: [], totalCount: 3 } }, [unread("reviews")]],
    [
      "a comment's replies",
      { issue, comments: [{ ...issue, replies: [objection] }] },
      [unread("replies", "comment 1")],
    ],
    ["replies as GraphQL has them", [{ ...issue, replies: { nodes: [objection] } }], [unread("replies", "comment 1")]],
    [
      "no replies",
      [
        { ...issue, replies: { nodes: [] } },
        { ...issue, replies: null },
      ],
      [],
    ],
    ["a comment's comments", [{ ...issue, comments: [objection] }], [unread("comments", "comment 1")]],
    [
      "a discussion's notes of another form",
      [{ ...issue, notes: { nodes: [objection] } }],
      [unread("notes", "comment 1")],
    ],
  ])("%s", (_, value, wanted) => {
    expect(readForgeExport(JSON.stringify(value), "")?.problems).toEqual(wanted);
  });

  test.each<readonly [string, unknown]>([
    ["within an issue that is within", { issue: { ...issue, comments: [objection] } }],
    ["in a second list", { issue, comments: [], notes: [objection] }],
    ["above its notes", { issue, discussions: [{ ...(objection as object), notes: [] }] }],
  ])("an objection %s is read", (_, value) => {
    expect(readForgeExport(JSON.stringify(value), "")).toMatchObject({
      problems: [],
      postings: [{ text: "x" }, { text: "/object" }],
    });
  });
});

test("an issue's title is its subject, and a comment has none", () => {
  const issue = { ...(github(1, "ada", "x") as object), title: "T" };
  const read = readForgeExport(JSON.stringify({ issue, comments: [github(2, "lin", "y")] }), "");
  expect(read?.postings.map(({ subject }) => subject)).toEqual(["T", ""]);
});

describe("when a comment was written", () => {
  test.each<readonly [written: string, same: string | null]>([
    ["2026-01-12 10:00:00 UTC", "2026-01-12T10:00:00Z"],
    ["2026-01-12T10:00:00.5-01:30", "2026-01-12T11:30:00Z"],
    ["2026-01-12T10:00:00+0530", "2026-01-12T04:30:00Z"],
    ["2026-01-12T23:59:60Z", "2026-01-13T00:00:00Z"],
    ["2026-01-12T24:00:00Z", null],
    ["2026-01-12T10:60:00Z", null],
    ["2026-01-12T10:00:61Z", null],
    ["2026-02-29T10:00:00Z", null],
    ["2026-01-12T10:00:00", null],
  ])("%s", (written, same) => {
    const comment = { ...(github(1, "ada", "x") as object), created_at: written };
    expect(readForgeExport(JSON.stringify([comment]), "")?.postings[0]?.date.seconds).toBe(
      same === null ? null : Date.parse(same) / 1000,
    );
  });
});

test.each(["rob ", " rob", "r\u200bob", "r\nob"])("no forge has an account %j", (login) => {
  expect(told([github(1, login, "x")])).toEqual([
    ["comment 1", "https://forge.example.org/i/1#1", null, at, "x"],
    "comment 1 does not say who wrote it",
  ]);
});

describe("what is missing is said", () => {
  test("comments that were not exported", () => {
    const issue = { ...(github(1, "ada", "x") as object), comments: 42 };
    expect(told({ issue, comments: [github(2, "lin", "y")] })).toContain(
      "the issue has 42 comments, and 1 are here: export all pages (`gh api --paginate`)",
    );
  });

  test("a list as long as one page", () => {
    const page = Array.from({ length: 30 }, (_, index) => github(index, "ada", "x"));
    expect(readForgeExport(JSON.stringify(page), " of page.json")?.problems).toEqual([
      "the 30 comments of page.json are exactly one page, so there may be more: export them with the issue, or all pages",
    ]);
    expect(told(page.slice(1))).not.toContainEqual(expect.stringContaining("exactly one page"));
  });

  test("comments that are none, and dates that cannot be read", () => {
    const odd = { ...(github(2, "lin", "y") as object), created_at: "yesterday" };
    expect(told([github(1, "ada", "x"), 7, { user: { login: "x" }, body: null }, odd])).toEqual([
      expect.anything(),
      ["comment 4", "https://forge.example.org/i/1#2", "lin", null, "y"],
      "comment 2 has no text, or is no comment",
      "comment 3 has no text, or is no comment",
      "comment 4 has no date that can be read",
    ]);
  });
});

test("no JSON makes it throw", () => {
  const key = fc.constantFrom(
    "issue",
    "comments",
    "notes",
    "body",
    "user",
    "author",
    "login",
    "created_at",
    "id",
    "system",
    "__proto__",
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("x", null, 1, "2026-01-12T10:00:00Z"),
      fc.dictionary(key, tie("any"), { maxKeys: 5 }),
      fc.array(tie("any"), { maxLength: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (any) => {
      const read = readForgeExport(JSON.stringify(any), "");
      for (const { date, author, place } of read?.postings ?? [])
        if (date.seconds === null || author.login === null) expect(read?.problems.join()).toContain(place);
    }),
  );
});
