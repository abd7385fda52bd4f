import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { imapSource } from "../../src/adapters/mail/imap-source.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { Follower, mailNamed, sourceContract } from "./contract.ts";
import { type Dovecot, hasDovecot, startDovecot } from "./dovecot.ts";

/** Pauses between tries are short; nobody looks by himself, so that what is found was told. */
const clock: Clock = {
  now: Date.now,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (milliseconds < 60_000) setTimeout(resolve, 50);
    }),
};

const folderOn = (port: number, more: object = {}) => {
  const at = {
    host: "127.0.0.1",
    port,
    tls: "none",
    user: "x",
    password: "pw",
    folder: "INBOX",
    authorities: null,
  } as const;
  return { source: imapSource({ ...at, ...more }, clock), poke: () => {} };
};

describe.skipIf(!hasDovecot)("a folder of a real server", () => {
  describe("as every source", () =>
    sourceContract(async () => {
      const dovecot = await startDovecot();
      return {
        open: () => folderOn(dovecot.port),
        deliver(mail) {
          dovecot.deliver(mail);
          return "";
        },
        remove: null,
        close: () => dovecot.remove(),
      };
    }));

  describe("", () => {
    let dovecot: Dovecot;
    beforeEach(async () => {
      dovecot = await startDovecot();
    });
    afterEach(() => dovecot.remove());

    test("a server that goes away is said, and gone on with when it is back", async () => {
      dovecot.deliver(mailNamed("one"));
      const follower = new Follower(folderOn(dovecot.port));
      expect(await follower.untilCaughtUp()).toEqual(["one", "caught-up"]);
      await dovecot.stop();
      expect(await follower.next()).toBe("notice");
      dovecot.deliver(mailNamed("two"));
      await dovecot.start();
      const later = await follower.untilCaughtUp();
      expect(later.filter((one) => one !== "notice")).toEqual(["+two", "caught-up"]);
      await follower.stop();
    });

    test("where numbers begin anew, what was there is old and what came since is not", async () => {
      dovecot.deliver(mailNamed("one"));
      const first = new Follower(folderOn(dovecot.port));
      await first.untilCaughtUp();
      await first.stop();
      await dovecot.stop();
      await dovecot.start("renumber");
      const second = new Follower(folderOn(dovecot.port), first.start);
      expect(await second.untilCaughtUp()).toEqual(["notice", "one", "caught-up"]);
      dovecot.deliver(mailNamed("two"));
      expect(await second.untilCaughtUp()).toEqual(["+two", "caught-up"]);
      await second.stop();
    });

    test.each([
      ["a wrong password", { password: "no" }, "the login was refused"],
      ["a folder that is not there", { folder: "Nowhere" }, "there is no such folder"],
      ["a connection that nobody encrypts to another machine", { host: "192.0.2.1" }, "to this machine only"],
    ])("%s is refused", async (_, more, words) => {
      const { source } = folderOn(dovecot.port, more);
      const start = { position: null, newest: 1, known: () => [] };
      for await (const event of source.follow(start, AbortSignal.any([])))
        expect(event).toEqual({ kind: "failed", fault: "work", text: expect.stringContaining(words) });
      await source.close();
    });
  });
});
