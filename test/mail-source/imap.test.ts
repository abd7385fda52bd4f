import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
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

const folderOn = (port: number, more: object = {}, by = clock) => {
  const at = {
    host: "127.0.0.1",
    port,
    tls: "none",
    user: "x",
    password: "pw",
    folder: "INBOX",
    authorities: null,
  } as const;
  return { source: imapSource({ ...at, ...more }, by), poke: () => {} };
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

    test("what was there is old, also where the connection breaks off in the midst of it", async () => {
      for (let number = 1; number <= 60; number += 1) dovecot.deliver(mailNamed(`${number}`));
      const sockets: Socket[] = [];
      const between = createServer((socket) => {
        const server = dial(dovecot.port, "127.0.0.1");
        for (const one of [socket, server]) sockets.push(one.on("error", () => {}));
        socket.pipe(server).pipe(socket);
      });
      await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
      const follower = new Follower(folderOn((between.address() as AddressInfo).port));
      const first = await follower.next();
      for (const socket of sockets.splice(0)) socket.destroy();
      const all = [first, ...(await follower.untilCaughtUp())];
      expect(all).toContain("notice");
      expect(all.filter((one) => one.startsWith("+"))).toEqual([]);
      expect(new Set(all).size).toBe(62);
      await follower.stop();
      between.close();
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

/** A server of a few lines that lets everybody in, and breaks off when it is asked for mails. */
async function breakingServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((socket) => {
    socket.write("* OK [CAPABILITY IMAP4rev1] hello\r\n");
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
        const [tag = "", command = "", more = ""] = line.split(" ");
        if (/^(?:SEARCH|FETCH)$/i.test(more)) return socket.destroy();
        if (/^EXAMINE$/i.test(command)) socket.write("* 1 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 2] x\r\n");
        if (/^CAPABILITY$/i.test(command)) socket.write("* CAPABILITY IMAP4rev1\r\n");
        if (/^(?:LIST|LSUB)$/i.test(command)) socket.write(`* ${command} () "/" INBOX\r\n`);
        socket.write(`${tag} OK done\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test("a server that takes every login and breaks off at every question is asked ever more seldom", async () => {
  const server = await breakingServer();
  const pauses: number[] = [];
  const noting: Clock = {
    now: Date.now,
    wait: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  const follower = new Follower(folderOn(server.port, {}, noting));
  const said = [await follower.next(), await follower.next(), await follower.next(), await follower.next()];
  await follower.stop();
  await server.close();
  expect({ said, pauses: pauses.slice(0, 3) }).toEqual({
    said: ["notice", "notice", "notice", "notice"],
    pauses: [5_000, 10_000, 20_000],
  });
});
