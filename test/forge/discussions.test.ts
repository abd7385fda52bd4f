import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readForgeExport } from "../../src/core/process/thread/forge-export.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import { newDiscussion, newRequest } from "./doubles/world.ts";

describe.each(forgeDoubles)("what people discuss on %s", (_name, start) => {
  let forge: ForgeDouble;
  beforeEach(async () => {
    forge = await start();
  });
  afterEach(() => forge.server.close());
  const listed = async (since: number | null) => {
    const answer = await forge.port.issues(forge.repository, since);
    if (!answer.ok) throw new Error(answer.error.text);
    return answer.value;
  };

  test("issues are listed on however many pages, the longest untouched first, and no pull request among them", async () => {
    forge.world.requests.set(7, newRequest());
    for (let number = 40; number < 160; number += 1) {
      const updatedAt = new Date(Date.parse("2026-11-05T10:00:00Z") + (160 - number) * 60_000).toISOString();
      forge.world.discussions.push(newDiscussion({ number, updatedAt, state: number % 2 === 0 ? "open" : "closed" }));
    }
    const { items, complete } = await listed(null);
    expect(complete).toBe(true);
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 120 }, (_, index) => 159 - index));
    expect(items[0]).toMatchObject({
      number: 159,
      title: "Exception request: Misspelt words",
      author: "grace",
      state: "closed",
      updatedAt: Date.parse("2026-11-05T10:01:00Z"),
    });
    expect(items[0]?.text).toContain("misspelt-words");
    const since = items.at(-2)?.updatedAt ?? 0;
    expect((await listed(since)).items.map(({ number }) => number)).toEqual([41, 40]);
  });

  test("a discussion is what `exception status` reads, with all comments", async () => {
    const comments = Array.from({ length: 120 }, (_, index) => ({
      author: "lin",
      body: `/object to word ${index}`,
      at: new Date(Date.parse("2026-11-06T10:00:00Z") + index * 1_000).toISOString(),
    }));
    forge.world.discussions.push(newDiscussion({ comments }));
    const answer = await forge.port.discussion(forge.repository, 40);
    if (!answer.ok) throw new Error(answer.error.text);
    expect(answer.value).toMatchObject({ number: 40, state: "open", author: "grace", complete: true });
    const read = readForgeExport(answer.value.exported, "");
    expect(read?.problems).toEqual([]);
    expect(read?.postings).toHaveLength(121);
    expect(read?.postings.at(-1)).toMatchObject({ text: "/object to word 119", author: { login: "lin" } });
  });

  test("nothing is heard of a repository that has the name now, and another number", async () => {
    forge.world.discussions.push(newDiscussion());
    const taken = { ...forge.repository, id: "16" };
    const gone = { ok: false, error: { code: "gone" } };
    expect(await forge.port.issues(taken, null)).toMatchObject(gone);
    expect(await forge.port.discussion(taken, 40)).toMatchObject(gone);
    expect(await forge.port.discussion(forge.repository, 41)).toMatchObject(gone);
  });

  if (_name === "GitLab")
    test("what not everybody may see is not there", async () => {
      forge.world.discussions.push(newDiscussion({ isConfidential: true }));
      const internal = { author: "lin", body: "between us", at: "2026-11-06T10:00:00Z", isInternal: true };
      forge.world.discussions.push(newDiscussion({ number: 41, comments: [internal] }));
      const { items, hidden } = await listed(null);
      expect(items.map(({ number }) => number)).toEqual([41]);
      expect(hidden).toEqual([40]);
      expect(await forge.port.discussion(forge.repository, 40)).toMatchObject({ ok: false, error: { code: "gone" } });
      const open = await forge.port.discussion(forge.repository, 41);
      expect(open.ok && open.value.exported).not.toContain("between us");
      forge.world.hasPrivateIssues = true;
      expect(await forge.port.issues(forge.repository, null)).toMatchObject({ ok: false, error: { code: "gone" } });
      expect(await forge.port.discussion(forge.repository, 41)).toMatchObject({ ok: false, error: { code: "gone" } });
    });
});
