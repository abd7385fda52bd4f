import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWatchState } from "../../src/adapters/database/watch-state.ts";
import type { ArrivedMail, WatchState } from "../../src/ports/watch-state.ts";

const mail = (id: string, answers: readonly string[] = [], more: Partial<ArrivedMail> = {}): ArrivedMail => ({
  place: `at ${id}`,
  messageId: `<${id}>`,
  answers: answers.map((one) => `<${one}>`),
  kinships: [],
  isOld: false,
  seen: 1000,
  ...more,
});

describe("the state of a watch", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "proviso-state-"));
    path = join(directory, "watch.db");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function open(source = "a source"): WatchState {
    const opened = openWatchState(path, source);
    if (!opened.known) throw new Error(opened.why);
    return opened.value;
  }

  function record(
    state: WatchState,
    mails: readonly ArrivedMail[],
    more: { awaited?: string[]; gone?: string[]; position?: null } = {},
  ) {
    state.record({ mails, gone: [], awaited: [], position: "1", ...more });
  }

  const idsOf = (state: WatchState, thread = 1): readonly (string | null)[] =>
    state.mailsOf(thread, 100).mails.map(({ messageId }) => messageId);

  test.each([
    ["a reply behind what it answers", [mail("1"), mail("2", ["1"])]],
    ["a reply before what it answers", [mail("2", ["1"]), mail("1")]],
    ["two whose common thread comes last", [mail("1", ["0"]), mail("2", ["9"]), mail("0", ["9"])]],
  ])("%s is one thread", (_, mails) => {
    const state = open();
    record(state, mails, { awaited: ["at 1", "at 2"] });
    const [awaited] = state.awaited();
    expect(state.awaited()).toHaveLength(1);
    expect(new Set(idsOf(state, awaited?.thread))).toEqual(new Set(mails.map(({ messageId }) => messageId)));
    expect(awaited?.mails).toBe(2);
    state.close();
  });

  test("where nothing is said of the position, it stays as it is", () => {
    const state = open();
    record(state, [mail("1")], { position: null });
    expect([state.position(), ...state.places()]).toEqual([null, "at 1"]);
    record(state, [mail("1"), mail("2")]);
    expect([state.position(), ...state.places()]).toEqual(["1", "at 1", "at 2"]);
    record(state, [], { position: null });
    expect(state.position()).toBe("1");
    state.close();
  });

  test("kin are looked at together, where they must only if they came together", () => {
    const state = open();
    const title = { key: "title", within: null };
    const loose = { key: "loose", within: 10 };
    record(state, [
      mail("1", [], { kinships: [title, loose] }),
      mail("2", [], { kinships: [title], seen: 5000 }),
      mail("3", [], { kinships: [loose], seen: 1010 }),
      mail("4", [], { kinships: [loose], seen: 1011 }),
    ]);
    expect(idsOf(state)).toEqual(["<1>", "<3>", "<2>"]);
    expect(state.mailsOf(1, 2)).toMatchObject({ complete: false, mails: [{ messageId: "<3>" }, { messageId: "<2>" }] });
    state.close();
  });

  test("a thread that somebody wrote to while it was looked at is awaited still", () => {
    const state = open();
    record(state, [mail("1")], { awaited: ["at 1"] });
    const looked = { thread: 1, again: null, standings: [], answers: [] };
    record(state, [mail("2", ["1"])], { awaited: ["at 2"] });
    state.finish({ ...looked, mails: 1 });
    expect(state.awaited()).toHaveLength(1);
    state.finish({ ...looked, mails: 2 });
    expect(state.awaited()).toEqual([]);
    state.close();
  });

  test("what is taken away is forgotten, and so is what is old, but for places that are needed and threads that are awaited", () => {
    const state = open();
    record(state, [mail("1"), mail("2"), mail("3")], { awaited: ["at 3"] });
    record(state, [], { gone: ["at 1"] });
    expect([...state.places()]).toEqual(["at 2", "at 3"]);
    state.forgetBefore(2000, "keep places");
    expect([...state.places()]).toEqual(["at 2", "at 3"]);
    expect([idsOf(state, 2), idsOf(state, 3)]).toEqual([[], ["<3>"]]);
    state.forgetBefore(2000, "forget places");
    expect([...state.places()]).toEqual(["at 3"]);
    state.close();
  });

  test("one process has it at a time, and the next sees all of it", () => {
    const first = open();
    record(first, [mail("1")]);
    expect(openWatchState(path, "a source")).toEqual({
      known: false,
      why: `another process has \`${path}\`: one watches at a time`,
    });
    first.close();
    const second = open();
    expect([...second.places(), second.position(), second.has("<1>")]).toEqual(["at 1", "1", true]);
    second.close();
  });

  test.each([
    [
      "another source's",
      () => open("another source").close(),
      "is the state of a watch of another source, not of a source",
    ],
    ["a text", () => writeFileSync(path, "hello ".repeat(100)), "file is not a database"],
    ["a directory", () => mkdirSync(path), "cannot be opened: EISDIR"],
    [
      "a database of something else",
      () => spawnSync(process.execPath, [writer, path, "other"]),
      "is a database of something else",
    ],
  ])("%s is refused", (_, prepare, words) => {
    prepare();
    const opened = openWatchState(path, "a source");
    expect(opened.known ? "" : opened.why).toContain(words);
  });

  test("a process that is killed leaves whole changes and no lock", async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [writer, path, "records"], { stdio: ["ignore", "pipe", "inherit"] });
      let last = 0;
      child.stdout.on("data", (chunk: Buffer) => {
        last = Number(chunk.toString().trim().split("\n").at(-1));
        if (last >= 20) child.kill("SIGKILL");
      });
      await new Promise((resolve) => child.on("close", resolve));
      expect({ last, isLocked: existsSync(`${path}.lock`) }).toEqual({ last, isLocked: true });
      const state = open();
      const places = [...state.places()];
      // All that it was told is on the disk, and of what it was not told whole changes only.
      expect(places.length).toBeGreaterThanOrEqual(2 * last);
      expect(places.length % 2).toBe(0);
      expect(state.position()).toBe(`${places.length / 2}`);
      state.close();
      rmSync(path);
    }
  });
});

const writer = fileURLToPath(new URL("state-writer.ts", import.meta.url));
