import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRequestSource } from "../../src/adapters/forge/token-requests.ts";
import { openerOf } from "../../src/core/forge/opener.ts";
import { unknown } from "../../src/core/text/learned.ts";
import type { RequestSource } from "../../src/ports/forge.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import type { Fault } from "./doubles/server.ts";
import { accountId, newRequest, type WorldIssue } from "./doubles/world.ts";

const issue = (number: number, more: Partial<WorldIssue> = {}): WorldIssue => ({
  number,
  labels: [],
  state: "open",
  closedBy: [7],
  ...more,
});

describe.each(forgeDoubles)("what rules ask %s about a request", (_name, start) => {
  let forge: ForgeDouble;
  beforeEach(async () => {
    forge = await start();
    forge.world.requests.set(7, newRequest({ body: "Closes #12, closes #13, see #14." }));
  });
  afterEach(() => forge.server.close());

  /** As a service asks, and as a job of CI does with a token. */
  const workItems = (number = 7) => forge.port.workItems(forge.repository, number);
  const items = async () => {
    const answer = await workItems();
    return answer.ok ? answer.value.items.map(({ name }) => name) : answer.error.text;
  };
  const opener = async (number = 7) => {
    const answer = await forge.port.opener(forge.repository, number);
    if (!answer.ok) throw new Error(answer.error.text);
    return answer.value;
  };
  const others = async (number = 7) => forge.port.othersOpen(forge.repository, number, await opener(number));
  const fault = (what: Fault["what"], path: RegExp): Fault => ({
    when: (asked) => path.test(asked.path),
    times: 1,
    what,
  });

  describe("who opened it", () => {
    test("by login and number", async () =>
      expect(await opener()).toMatchObject({ id: String(accountId("ada")), login: "ada" }));

    test.each([true, false])("and whether that is a program: %s", async (isBot) => {
      // A name says nothing, one way or the other.
      const author = isBot ? "grace" : "fixer[bot]";
      forge.world.requests.set(7, newRequest({ author }));
      if (isBot) forge.world.bots.add(author);
      const said = await forge.port.isBot(await opener());
      if (forge.name === "Forgejo") expect(said).toMatchObject({ ok: true, value: { known: false } });
      else expect(said).toEqual({ ok: true, value: { known: true, value: isBot } });
    });

    test("of a request that is not there nobody opened", async () =>
      expect(await forge.port.opener(forge.repository, 99)).toMatchObject({ ok: false, error: { code: "gone" } }));
  });

  describe("the issues that it closes", () => {
    test("with their labels and state, and no others", async () => {
      forge.world.issues.push(
        issue(12, { labels: ["accepted", "bug"] }),
        issue(13, { state: "closed" }),
        issue(14, { closedBy: [8] }),
      );
      expect(await workItems()).toEqual({
        ok: true,
        value: {
          complete: true,
          items: [
            { name: "#12", labels: { known: true, value: ["accepted", "bug"] }, state: { known: true, value: "open" } },
            { name: "#13", labels: { known: true, value: [] }, state: { known: true, value: "closed" } },
          ],
        },
      });
    });

    test("none", async () => {
      forge.world.requests.set(7, newRequest({ body: "No issue." }));
      expect(await workItems()).toEqual({ ok: true, value: { complete: true, items: [] } });
    });

    test("of a request that is not there", async () =>
      expect(await workItems(99)).toMatchObject({ ok: false, error: { code: "gone" } }));

    test("a limit that is reached says when to come back", async () => {
      const limit = { status: 429, headers: { "Retry-After": "120" } };
      forge.server.faults.push(fault(limit, /graphql|closes_issues|pulls\/7$/));
      expect(await workItems()).toMatchObject({ ok: false, error: { code: "later" } });
    });
  });

  describe("what else its author has open", () => {
    test("with title, text and labels, and nothing of others, on however many pages", async () => {
      forge.world.requests.set(8, newRequest({ number: 8, title: "Eight", body: "With AI", labels: ["ai"] }));
      forge.world.requests.set(9, newRequest({ number: 9, author: "lin" }));
      forge.world.requests.set(10, newRequest({ number: 10, state: "closed" }));
      for (let number = 11; number < 80; number += 1) forge.world.requests.set(number, newRequest({ number }));
      const answer = await others();
      const mark = forge.name === "GitLab" ? "!" : "#";
      expect(answer).toMatchObject({ ok: true, value: { complete: true } });
      if (!answer.ok) return;
      expect(answer.value.items.map(({ name }) => name)).toEqual(
        [8, ...Array.from({ length: 69 }, (_, index) => 11 + index)].map((number) => `${mark}${number}`),
      );
      expect(answer.value.items[0]).toEqual({
        name: `${mark}8`,
        title: { known: true, value: "Eight" },
        text: { known: true, value: "With AI" },
        labels: { known: true, value: ["ai"] },
      });
    });

    test("none", async () => expect(await others()).toEqual({ ok: true, value: { complete: true, items: [] } }));

    test("more than are looked through is said, and the list is not taken for whole", async () => {
      for (let number = 8; number < 600; number += 1) forge.world.requests.set(number, newRequest({ number }));
      expect(await others()).toMatchObject({ ok: true, value: { complete: false } });
      expect(forge.server.asked.length).toBeLessThan(250);
    });

    test("of a program's account are found by its number", async () => {
      for (const number of [7, 8]) forge.world.requests.set(number, newRequest({ number, author: "fixer[bot]" }));
      forge.world.bots.add("fixer[bot]");
      forge.world.requests.set(9, newRequest({ number: 9 }));
      expect(await others()).toMatchObject({ ok: true, value: { complete: true, items: [{ name: /8/ }] } });
    });

    test("a list without the request itself is not believed: it may leave out others, too", async () => {
      forge.world.requests.set(9, newRequest({ number: 9, author: "lin" }));
      const other = { ...(await opener()), id: String(accountId("lin")) };
      expect(await forge.port.othersOpen(forge.repository, 7, other)).toMatchObject({
        ok: true,
        value: { complete: false },
      });
    });
  });

  describe("nothing is heard of a repository that has the name now, and another number:", () => {
    const taken = () => ({ ...forge.repository, id: "16" });
    const gone = { ok: false, error: { code: "gone" } };

    test("who opened its request", async () => expect(await forge.port.opener(taken(), 7)).toMatchObject(gone));

    test("the issues that it closes", async () => expect(await forge.port.workItems(taken(), 7)).toMatchObject(gone));

    test("what else its author has open", async () =>
      expect(await forge.port.othersOpen(taken(), 7, await opener())).toMatchObject(gone));
  });

  test("a job's token asks the same", async () => {
    forge.world.issues.push(issue(12, { labels: ["accepted"] }));
    const kind = forge.port.forge;
    const source: RequestSource = createRequestSource({
      forge: kind,
      api: `${forge.server.url}${kind === "gitlab" ? "/api/v4" : kind === "forgejo" ? "/api/v1" : ""}`,
      graph: kind === "github" ? forge.server.url : null,
      token: forge.token,
      now: () => 0,
    });
    expect(await source.workItems(forge.repository, 7)).toEqual(await workItems());
    expect(await source.opener(forge.repository, 7)).toEqual({ ok: true, value: await opener() });
    const wrong = createRequestSource({
      forge: kind,
      api: `${forge.server.url}/api/v4`,
      graph: forge.server.url,
      token: "none",
      now: () => 0,
    });
    expect(await wrong.workItems(forge.repository, 7)).toMatchObject({ ok: false, error: { code: "refused" } });
  });

  if (_name === "GitHub") {
    test("an issue of another repository has its name, and one that may not be seen leaves the list not whole", async () => {
      forge.world.issues.push(issue(12), issue(2, { path: "other/lanterns" }));
      expect(await items()).toEqual(["#12", "other/lanterns#2"]);
      forge.world.issues.push(issue(3, { isHidden: true }));
      expect(await workItems()).toMatchObject({ ok: true, value: { complete: false } });
    });

    test("who may not read issues hears that, and not that there are none", async () => {
      const repository = {
        databaseId: 15,
        issues: null,
        pullRequest: { closingIssuesReferences: { totalCount: 0, nodes: [] } },
      };
      const body = JSON.stringify({ data: { repository } });
      forge.server.faults.push(
        fault({ status: 200, headers: { "Content-Type": "application/json" }, body }, /graphql/),
      );
      expect(await workItems()).toMatchObject({ ok: false, error: { code: "later" } });
    });

    test("more issues than one answer has, and more than are looked at", async () => {
      for (let number = 100; number < 170; number += 1) forge.world.issues.push(issue(number));
      expect(await items()).toHaveLength(70);
      for (let number = 200; number < 270; number += 1) forge.world.issues.push(issue(number));
      expect(await workItems()).toMatchObject({ ok: true, value: { complete: false } });
    });

    test("pages with nothing on them are not turned for ever", async () => {
      const pageInfo = { hasNextPage: true, endCursor: "again" };
      const pullRequest = { closingIssuesReferences: { totalCount: 1, pageInfo, nodes: [] } };
      const body = JSON.stringify({ data: { repository: { databaseId: 15, issues: { totalCount: 1 }, pullRequest } } });
      const endless = fault({ status: 200, headers: { "Content-Type": "application/json" }, body }, /graphql/);
      forge.server.faults.push({ ...endless, times: 1_000_000 });
      expect(await workItems()).toEqual({ ok: true, value: { items: [], complete: false } });
    });

    test.each([
      ["RATE_LIMITED", "later"],
      ["FORBIDDEN", "refused"],
      ["NOT_FOUND", "gone"],
    ])("an answer of 200 with the error %s is none", async (type, code) => {
      const body = JSON.stringify({ data: null, errors: [{ type, message: "no" }] });
      forge.server.faults.push(
        fault({ status: 200, headers: { "Content-Type": "application/json" }, body }, /graphql/),
      );
      expect(await workItems()).toMatchObject({ ok: false, error: { code } });
    });

    test.each([
      ["no list", {}],
      ["an empty list", []],
      ["null", null],
    ])("an answer with data whose errors are %s is none", async (_what, errors) => {
      const pullRequest = { closingIssuesReferences: { totalCount: 0, nodes: [] } };
      const data = { repository: { databaseId: 15, issues: { totalCount: 1 }, pullRequest } };
      const body = JSON.stringify({ data, errors });
      forge.server.faults.push(
        fault({ status: 200, headers: { "Content-Type": "application/json" }, body }, /graphql/),
      );
      expect(await workItems()).toMatchObject({ ok: false, error: { code: "refused" } });
    });
  }

  if (_name === "GitLab")
    test("an issue of another project has its name, and one of another tracker has no labels that are known", async () => {
      forge.world.issues.push(issue(2, { path: "other/lanterns", labels: ["bug"] }), issue(3, { path: "tracker" }));
      expect(await items()).toEqual(["other/lanterns#2", "LAMP-3"]);
      expect(await workItems()).toMatchObject({
        value: { items: [{ labels: { known: true } }, { labels: { known: false } }] },
      });
    });

  if (_name === "Forgejo")
    test.each([
      ["closes #99, which nobody can see", "issue #99, which the text may mean, cannot be seen"],
      ["closes other/lanterns#3", "elsewhere"],
      ["closes https://forge.example.org/other/lanterns/issues/3", "elsewhere"],
      [Array.from({ length: 21 }, (_, index) => `#${index + 20}`).join(" "), "more than the 20 issues"],
    ])("what cannot be asked is not known: %s", async (body, why) => {
      forge.world.requests.set(7, newRequest({ body }));
      expect(await items()).toContain(why);
    });
});

describe("whether an account is a program's", () => {
  test.each([
    ["github", { id: 1, login: "a", type: "Bot" }, true],
    ["github", { id: 1, login: "fixer[bot]", type: "User" }, false],
    ["github", { id: 1, login: "a", type: "Organization" }, null],
    ["github", { id: 1, login: "fixer[bot]" }, null],
    ["gitlab", { id: 1, username: "project_1_bot_x", bot: true }, true],
    ["gitlab", { id: 1, username: "project_1_bot_x", bot: false }, false],
    ["gitlab", { id: 1, username: "project_1_bot_x" }, null],
    ["forgejo", { id: 1, login: "fixer-bot", type: "Bot", bot: true }, null],
  ] as const)("%s: %j", (forge, account, said) => {
    const opener = openerOf(account, forge);
    if (said === null) expect(opener?.isBot).toMatchObject(unknown(expect.any(String) as unknown as string));
    else expect(opener?.isBot).toEqual({ known: true, value: said });
  });

  test("an account that is no more opened nothing", () => expect(openerOf(null, "github")).toBeNull());
});
