import { renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { publicInbox } from "../../src/adapters/git/public-inbox/public-inbox.ts";
import { createRepository } from "../git/repository.ts";
import { type Archive, createArchive } from "./archive.ts";
import { Follower, type Ground, mailNamed, sourceContract } from "./contract.ts";
import { pokedChanges } from "./poked.ts";

/** Opens an archive, or a place in it. */
function opened(path: string): ReturnType<Ground["open"]> {
  const { changes, poke } = pokedChanges();
  return { source: publicInbox(path, { changes }), poke };
}

const groundOf = (archive: Archive): Ground => ({
  open: () => opened(archive.path),
  deliver: archive.add,
  remove: archive.takeAway,
  close: archive.remove,
});

describe("with ids of SHA-1", () => sourceContract(() => groundOf(createArchive())));
describe("with ids of SHA-256", () => sourceContract(() => groundOf(createArchive("sha256"))));

describe("an archive", () => {
  let archive: Archive;
  beforeEach(() => {
    archive = createArchive();
  });
  afterEach(() => archive.remove());

  const from = (start: ConstructorParameters<typeof Follower>[1] = {}, path = archive.path): Follower =>
    new Follower(opened(path), start);

  test("goes on in the next epoch, whether that begins meanwhile or while it is followed", async () => {
    archive.add(mailNamed("one"));
    archive.turnOver();
    archive.add(mailNamed("two"));
    const follower = from();
    expect(await follower.untilCaughtUp()).toEqual(["one", "two", "caught-up"]);
    archive.turnOver();
    archive.turnOver();
    archive.add(mailNamed("three"));
    follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+three", "caught-up"]);
    await follower.stop();
    const again = from(follower.start);
    expect(await again.untilCaughtUp()).toEqual(["caught-up"]);
    await again.stop();
  });

  test("the newest mails may begin in an older epoch", async () => {
    for (const name of ["one", "two"]) archive.add(mailNamed(name));
    archive.turnOver();
    archive.add(mailNamed("three"));
    const follower = from({ newest: 2 });
    expect(await follower.untilCaughtUp()).toEqual(["two", "three", "caught-up"]);
    await follower.stop();
  });

  test("a mirror of one epoch is an archive", async () => {
    archive.add(mailNamed("one"));
    const follower = from({}, archive.epoch());
    expect(await follower.untilCaughtUp()).toEqual(["one", "caught-up"]);
    archive.add(mailNamed("two"));
    follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+two", "caught-up"]);
    await follower.stop();
  });

  test("a mail that was taken away and comes again is there again", async () => {
    archive.takeAway(archive.add(mailNamed("one")));
    const follower = from();
    expect(await follower.untilCaughtUp()).toEqual(["one", "gone", "caught-up"]);
    archive.add(mailNamed("one"));
    follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+one", "caught-up"]);
    await follower.stop();
  });

  test("a rewritten epoch is gone on with behind the same mail", async () => {
    for (const name of ["one", "two"]) archive.add(mailNamed(name));
    const first = from();
    await first.untilCaughtUp();
    await first.stop();
    archive.add(mailNamed("three"));
    archive.rewrite((mail) => mail.replace("This is one", "This was one"));
    const second = from(first.start);
    expect(await second.untilCaughtUp()).toEqual(["notice", "+three", "caught-up"]);
    await second.stop();
  });

  test("where the last mail itself was rewritten nothing counts as news", async () => {
    for (const name of ["one", "two"]) archive.add(mailNamed(name));
    const first = from();
    await first.untilCaughtUp();
    await first.stop();
    archive.rewrite((mail) => mail.replace("This is two", "This was two"));
    const second = from(first.start);
    const all = ["notice", "the archive was rewritten", "one", "two", "caught-up"];
    expect(await second.untilCaughtUp()).toEqual(all);
    archive.add(mailNamed("three"));
    second.poke();
    expect(await second.untilCaughtUp()).toEqual(["+three", "caught-up"]);
    await second.stop();
  });

  test("a mail over the limit is named and not read", async () => {
    archive.add(`${mailNamed("huge")}${"x".repeat(9 << 20)}`);
    archive.add(mailNamed("one"));
    const follower = from();
    expect(await follower.untilCaughtUp()).toEqual(["unreadable", "one", "caught-up"]);
    await follower.stop();
  });

  test.each([
    ["a directory that is not there", () => join(archive.path, "nowhere"), "does not exist"],
    ["a directory without a repository", () => join(archive.path, ".."), "is not in a git repository"],
    ["a directory within one", () => join(archive.epoch(), "refs"), "is no public-inbox archive"],
  ])("%s is refused", async (_, path, words) => {
    const events = opened(path()).source.follow({ position: null, newest: 1, known: () => [] }, AbortSignal.any([]));
    for await (const event of events)
      expect(event).toEqual({ kind: "failed", fault: "usage", text: expect.stringContaining(words) });
  });

  test("a repository of something else is refused, and so is a position that we did not write", async () => {
    const other = createRepository();
    other.commit({ message: "start\n", files: { "README.md": "hello\n" } });
    const bare = other.clone("--bare");
    expect(await from({}, bare.path).untilCaughtUp()).toEqual(["failed"]);
    other.remove();
    expect(await from({ position: "--output=x" }).untilCaughtUp()).toEqual(["failed"]);
  });

  test("an epoch that cannot be read at first fails, and later is tried again", async () => {
    archive.add(mailNamed("one"));
    const follower = from();
    await follower.untilCaughtUp();
    archive.turnOver();
    const head = join(archive.epoch(), "HEAD");
    renameSync(head, `${head}-away`);
    follower.poke();
    expect(await follower.next()).toBe("notice");
    renameSync(`${head}-away`, head);
    archive.add(mailNamed("two"));
    follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+two", "caught-up"]);
    await follower.stop();
  });
});
