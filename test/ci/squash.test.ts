import { afterAll, beforeAll, expect, test } from "vitest";
import { landingMessage } from "../../src/app/ci/landing-message.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import type { RequestText } from "../../src/core/forge/decision.ts";
import { decliningDocument, decliningPolicy } from "../cli/proviso.ts";
import { ada, lin } from "../git/repository.ts";
import { createForge, signed, type TestForge } from "./forge.ts";
import { runAction } from "./job.ts";
import { pullRequest } from "./payloads.ts";

let forge: TestForge;
let main = "";
let head = "";

beforeAll(async () => {
  forge = await createForge();
  main = forge.work.git("rev-parse", "HEAD");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  forge.work.commit({ message: `Mend the lamp\n\nIt was dark.\n\n${signed}`, files: { "lamp.txt": "1\n" } });
  head = forge.work.commit({ message: `Paint the lamp\n\n${signed}`, files: { "paint.txt": "red\n" } });
  await forge.openRequest(7, head, main);
});

afterAll(() => forge.close());

const description = { squash_merge_commit_message: "PR_BODY", squash_merge_commit_title: "PR_TITLE" };
const messages = { squash_merge_commit_message: "COMMIT_MESSAGES", squash_merge_commit_title: "COMMIT_OR_PR_TITLE" };

async function judged(
  given: Partial<Parameters<typeof pullRequest>[0]>,
  inputs: Readonly<Record<string, string>> = {},
) {
  const payload = pullRequest({ head, base: main, ...given });
  const event = { name: "pull_request_target", payload, sha: main, ref: "refs/heads/main" };
  return runAction(forge, "github-target.yml", { event, inputs });
}

test("good commits whose squash would lose the sign-off do not pass", async () => {
  const end = await judged({ settings: description, body: "It was dark, and now it is red." });
  expect(end.status).toBe(1);
  expect(end.stdout).toContain("Mend the lamp (#7)");
  expect(end.stdout).toContain("fail: 3 commits: 1 failed, 2 passed");
});

test("a description with the sign-off passes", async () => {
  const end = await judged({ settings: description, body: `It was dark.\r\n\r\n${signed.trim()}\r\n` });
  expect(end).toMatchObject({ status: 0, outputs: { conclusion: "pass" } });
});

test("messages that the forge puts together keep their sign-offs", async () => {
  expect(await judged({ settings: messages, body: null })).toMatchObject({ status: 0 });
});

test("what the event does not say is no pass", async () => {
  const end = await judged({});
  expect(end.status).toBe(2);
  expect(end.stdout).toContain("what a squash would land is not known");
  expect(end.stdout).toContain("squash-message");
});

test("undecided lets the job pass only if somebody says so", async () => {
  const end = await judged({}, { undecided: "neutral" });
  expect(end).toMatchObject({ status: 0, outputs: { conclusion: "undecided" } });
  expect(end.stderr).toContain("a person must still judge it");
});

test("what the event does not say can be said", async () => {
  const end = await judged({ settings: { squash_merge_commit_title: "PR_TITLE" } }, { "squash-message": "commits" });
  expect(end).toMatchObject({ status: 0 });
});

/** Lin maintains all; Ada does not. */
test.each([
  ["guide.md", ada, { status: 0, outputs: { conclusion: "pass" } }],
  ["guide.md", lin, { status: 2, outputs: { conclusion: "undecided" } }],
  ["lamp.c", ada, { status: 1, outputs: { conclusion: "fail" } }],
])("a citation that only the squash has: of %s, with a commit of %o", async (path, author, expected) => {
  const other = await createForge();
  const files = {
    "proviso.yaml": decliningPolicy,
    "doc.md": decliningDocument,
    MAINTAINERS: "Lamps\nM: Lin Example <lin@example.org>\nF: *\n",
  };
  const base = other.work.commit({ message: `Decline\n\n${signed}`, files });
  await other.push("HEAD:refs/heads/main");
  other.work.git("checkout", "--quiet", "-b", "topic");
  other.work.commit({ message: `Mend one line\n\n${signed}`, files: { [path]: `${decliningDocument}\nOne.\n` } });
  const tip = other.work.commit({
    message: `Mend another\n\n${signed}`,
    author,
    files: { [path]: `${decliningDocument}\nTwo.\n` },
  });
  await other.openRequest(7, tip, base);
  const body = `A program mended these lines, under exception small-fixes.\n\n${signed}`;
  const payload = pullRequest({ head: tip, base, settings: description, body });
  const event = { name: "pull_request_target", payload, sha: base, ref: "refs/heads/main" };
  const end = await runAction(other, "github-target.yml", { event });
  await other.close();
  expect(end, end.stdout).toMatchObject(expected);
});

const commit = (message: string) => {
  const person = "Ada Example <ada@example.org> 1700000000 +0000";
  const bytes = new TextEncoder().encode(`tree ${"0".repeat(40)}\nauthor ${person}\ncommitter ${person}\n\n${message}`);
  return parseCommit("1".repeat(40), bytes);
};

const text = (given: Partial<RequestText>): RequestText => ({
  number: 7,
  mark: "#",
  title: "Mend the lamp",
  body: "Words.",
  truncated: null,
  labels: null,
  openedBy: null,
  subjectFrom: "title",
  bodyFrom: "description",
  ...given,
});

const two = [commit("One\n\nWhy one.\n\nSigned-off-by: A <a@example.org>\n"), commit("Two\n")];
const single = two.slice(0, 1);
const oneBody = "Why one.\n\nSigned-off-by: A <a@example.org>\n";

test.each<[string, Partial<RequestText>, typeof two, string]>([
  ["title and description", {}, two, "Mend the lamp (#7)\n\nWords.\n"],
  ["no description", { body: " \r\n" }, two, "Mend the lamp (#7)\n"],
  ["nothing", { bodyFrom: "blank" }, two, "Mend the lamp (#7)\n"],
  ["GitLab's title", { mark: "!", bodyFrom: "blank" }, two, "Mend the lamp\n"],
  ["commits", { bodyFrom: "commits" }, two, `Mend the lamp (#7)\n\n* One\n\n${oneBody}\n* Two\n`],
  ["one commit's body", { bodyFrom: "commits" }, single, `Mend the lamp (#7)\n\n${oneBody}`],
  ["one commit's subject", { bodyFrom: "commits", subjectFrom: "title-or-commit" }, single, `One (#7)\n\n${oneBody}`],
  ["the title of several", { bodyFrom: "blank", subjectFrom: "title-or-commit" }, two, "Mend the lamp (#7)\n"],
  ["a title of several lines", { title: "a\n\nSigned-off-by: x", bodyFrom: "blank" }, two, "a Signed-off-by: x (#7)\n"],
])("%s", (_, given, commits, expected) => {
  expect(landingMessage(text(given), commits, null)).toMatchObject({ ok: true, text: expected });
});

test.each<[Partial<RequestText>, string]>([
  [{ bodyFrom: null }, "what body a squash gets"],
  [{ subjectFrom: null }, "takes the title"],
  [{ title: " " }, "what the request's title is"],
  [{ truncated: "it was cut" }, "it was cut"],
])("%o is not known", (given, words) => {
  const message = landingMessage(text(given), two, null);
  expect(message.ok ? "" : message.why).toContain(words);
});
