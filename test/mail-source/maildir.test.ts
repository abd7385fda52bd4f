import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MaildirMail, maildirMailAfter, readMaildirMail } from "../../src/adapters/mail/maildir-scan.ts";
import { maildirSource } from "../../src/adapters/mail/maildir-source.ts";
import type { SourceEvent } from "../../src/ports/mail-source.ts";
import { Follower, type Ground, mailNamed, sourceContract } from "./contract.ts";
import { pokedChanges } from "./poked.ts";

let delivered = 0;

function maildir(): Omit<Ground, "deliver"> & { readonly path: string; deliver(mail: string): string } {
  const path = mkdtempSync(join(tmpdir(), "proviso-maildir-"));
  for (const box of ["new", "cur", "tmp"]) mkdirSync(join(path, box));
  return {
    path,
    open() {
      const { changes, poke } = pokedChanges();
      return { source: maildirSource(path, changes), poke };
    },
    deliver(mail) {
      delivered += 1;
      const name = `${1_700_000_000 + delivered}.M1P1.host`;
      writeFileSync(join(path, "tmp", name), mail);
      renameSync(join(path, "tmp", name), join(path, "new", name));
      return name;
    },
    remove: (name) => rmSync(join(path, "new", name)),
    close: () => rmSync(path, { recursive: true }),
  };
}

sourceContract(maildir);

describe("a Maildir", () => {
  let ground: ReturnType<typeof maildir>;
  beforeEach(() => {
    ground = maildir();
  });
  afterEach(() => ground.close());

  test("a mail that is read, flagged and moved is the same mail", async () => {
    const name = ground.deliver(mailNamed("one"));
    const follower = new Follower(ground.open());
    await follower.untilCaughtUp();
    renameSync(join(ground.path, "new", name), join(ground.path, "cur", `${name}:2,`));
    ground.deliver(mailNamed("two"));
    follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+two", "caught-up"]);
    renameSync(join(ground.path, "cur", `${name}:2,`), join(ground.path, "cur", `${name}:2,RS`));
    expect(await follower.source.read(name)).toMatchObject({ kind: "mail" });
    await follower.stop();
    const again = new Follower(ground.open(), follower.start);
    expect(await again.untilCaughtUp()).toEqual(["caught-up"]);
    await again.stop();
  });

  test("mails come in the order of their seconds, however many digits these have", async () => {
    for (const name of ["1000000000.b", "999999999.a", "1000000000.a"])
      writeFileSync(join(ground.path, "cur", `${name}:2,S`), mailNamed(name));
    const follower = new Follower(ground.open());
    expect(await follower.untilCaughtUp()).toEqual(["999999999.a", "1000000000.a", "1000000000.b", "caught-up"]);
    await follower.stop();
  });

  test("names may be anything that a file system takes", async () => {
    const names = [Buffer.from("1.line\nbreak"), Buffer.from([0x32, 0x2e, 0xff, 0xfe]), Buffer.from("3.:2,\u202e")];
    for (const [index, name] of names.entries())
      writeFileSync(Buffer.concat([Buffer.from(`${ground.path}/new/`), name]), mailNamed(`mail${index}`));
    const follower = new Follower(ground.open());
    expect(await follower.untilCaughtUp()).toEqual(["mail0", "mail1", "mail2", "caught-up"]);
    for (const place of follower.places.keys())
      expect(await follower.source.read(place)).toMatchObject({ kind: "mail" });
    await follower.stop();
  });

  test("what is no plain file is named and not opened, and what begins with a dot is no mail", async () => {
    execFileSync("mkfifo", [join(ground.path, "new", "1.pipe")]);
    symlinkSync("/etc/passwd", join(ground.path, "new", "2.link"));
    mkdirSync(join(ground.path, "new", "3.directory"));
    writeFileSync(join(ground.path, "new", ".4.hidden"), "");
    writeFileSync(join(ground.path, "new", "5.huge"), "");
    truncateSync(join(ground.path, "new", "5.huge"), 100 << 20);
    ground.deliver(mailNamed("one"));
    const follower = new Follower(ground.open());
    expect(await follower.untilCaughtUp()).toEqual([...Array(4).fill("unreadable"), "one", "caught-up"]);
    await follower.stop();
  });

  describe("a mail that this machine cannot read now", () => {
    const failure = { kind: "later", why: "cannot be read now: EMFILE" } as const;

    /** A source that reads no mail of which the name is here. */
    function openWithout(broken: ReadonlySet<string>): ReturnType<Ground["open"]> {
      const { changes, poke } = pokedChanges();
      const read = async (directory: string, entry: Parameters<typeof readMaildirMail>[1]): Promise<MaildirMail> =>
        broken.has(entry.unique) ? failure : readMaildirMail(directory, entry);
      return { source: maildirSource(ground.path, changes, read), poke };
    }

    test("is said once, and read when it can be", async () => {
      ground.deliver(mailNamed("one"));
      const broken = new Set([ground.deliver(mailNamed("two"))]);
      const follower = new Follower(openWithout(broken));
      expect(await follower.untilCaughtUp()).toEqual(["one", "notice", "caught-up"]);
      ground.deliver(mailNamed("three"));
      follower.poke();
      expect(await follower.untilCaughtUp()).toEqual(["+three", "caught-up"]);
      broken.clear();
      follower.poke();
      expect(await follower.untilCaughtUp()).toEqual(["two", "caught-up"]);
      await follower.stop();
    });

    test("is news where it came as news", async () => {
      const broken = new Set<string>();
      const follower = new Follower(openWithout(broken));
      await follower.untilCaughtUp();
      broken.add(ground.deliver(mailNamed("one")));
      follower.poke();
      expect(await follower.next()).toBe("notice");
      broken.clear();
      follower.poke();
      expect(await follower.untilCaughtUp()).toEqual(["+one", "caught-up"]);
      await follower.stop();
    });

    test("is no news after a stop, if it was there when nobody had looked", async () => {
      const broken = new Set([ground.deliver(mailNamed("one"))]);
      const first = new Follower(openWithout(broken));
      expect(await first.untilCaughtUp()).toEqual(["notice", "caught-up"]);
      await first.stop();
      const second = new Follower(ground.open(), first.start);
      expect(await second.untilCaughtUp()).toEqual(["one", "caught-up"]);
      ground.deliver(mailNamed("two"));
      second.poke();
      expect(await second.untilCaughtUp()).toEqual(["+two", "caught-up"]);
      await second.stop();
    });

    test("is asked for again later", async () => {
      const broken = new Set<string>();
      const name = ground.deliver(mailNamed("one"));
      const follower = new Follower(openWithout(broken));
      await follower.untilCaughtUp();
      broken.add(name);
      expect(await follower.source.read(name)).toEqual(failure);
      broken.clear();
      expect(await follower.source.read(name)).toMatchObject({ kind: "mail" });
      await follower.stop();
    });

    test.each([
      ["ENOENT", "moved"],
      ["ELOOP", "unreadable"],
      ["ENXIO", "unreadable"],
      ["EACCES", "unreadable"],
      ["EPERM", "unreadable"],
      ["EMFILE", "later"],
      ["ENFILE", "later"],
      ["ENOMEM", "later"],
      ["EIO", "later"],
      ["ESTALE", "later"],
      [undefined, "later"],
    ])("is told from others by its error: %s", (code, kind) => {
      expect(maildirMailAfter(Object.assign(new Error("no"), { code })).kind).toBe(kind);
    });
  });

  test("a directory that is no Maildir is refused", async () => {
    rmSync(join(ground.path, "cur"), { recursive: true });
    const events = ground.open().source.follow({ position: null, newest: 1, known: () => [] }, AbortSignal.any([]));
    const all: SourceEvent[] = [];
    for await (const event of events) all.push(event);
    const text = expect.stringMatching(/is no Maildir .* no directory `cur`$/);
    expect(all).toEqual([{ kind: "failed", fault: "usage", text }]);
  });

  test("a Maildir that goes away is said once, and followed when it is back", async () => {
    const follower = new Follower(ground.open());
    await follower.untilCaughtUp();
    renameSync(join(ground.path, "new"), join(ground.path, "away"));
    follower.poke();
    expect(await follower.next()).toBe("notice");
    renameSync(join(ground.path, "away"), join(ground.path, "new"));
    ground.deliver(mailNamed("one"));
    for (let looks = 0; looks < 2; looks += 1) follower.poke();
    expect(await follower.untilCaughtUp()).toEqual(["+one", "caught-up"]);
    await follower.stop();
  });
});
