import { expect, test } from "vitest";
import type { MailSource, SourceEvent, SourceStart } from "../../src/ports/mail-source.ts";

/** A place where mails lie, as a test sees it. */
export type Ground = {
  /** Opens what is there; several may be open one after another. `poke` makes it look. */
  open(): { readonly source: MailSource; readonly poke: () => void };
  /** A mail arrives. Gives what `remove` takes. */
  deliver(mail: string): string | Promise<string>;
  /** Somebody takes it away; null: nobody can. */
  readonly remove: ((mail: string) => void | Promise<void>) | null;
  close(): void | Promise<void>;
};

/** A mail that tells itself from others. */
export const mailNamed = (name: string): string =>
  `From: Ada Example <ada@example.org>\nTo: list@example.org\nSubject: ${name}\nMessage-ID: <${name}@example.org>\n` +
  `Date: Mon, 01 Jan 2024 00:00:00 +0000\n\nThis is ${name}.\n`;

/** What a test compares of an event: `+name` for a new mail, `name` for an old one. */
function shown(event: SourceEvent): string {
  if (event.kind === "mail") {
    const [, name] = /^Subject: (.*?)\r?$/m.exec(Buffer.from(event.bytes).toString("utf8")) ?? [];
    return `${event.isOld ? "" : "+"}${name}`;
  }
  return event.kind;
}

/** Follows a source as somebody who records each event with its position. */
export class Follower {
  readonly #stop = new AbortController();
  readonly #events: AsyncIterator<SourceEvent>;
  readonly source: MailSource;
  readonly poke: () => void;
  readonly places = new Map<string, string>();
  position: string | null;

  constructor({ source, poke }: ReturnType<Ground["open"]>, start: Partial<SourceStart> = {}) {
    this.source = source;
    this.poke = poke;
    this.position = start.position ?? null;
    const whole = { position: null, newest: 1000, known: () => [], ...start };
    this.#events = source.follow(whole, this.#stop.signal)[Symbol.asyncIterator]();
  }

  /** The next event, or "end". */
  async next(): Promise<string> {
    const { value, done } = await this.#events.next();
    if (done === true) return "end";
    if ("position" in value) this.position = value.position;
    if (value.kind === "gone") this.places.delete(value.place);
    else if ("place" in value) this.places.set(value.place, shown(value).replace("+", ""));
    return shown(value);
  }

  /** The events up to and with the next "caught-up". */
  async untilCaughtUp(): Promise<string[]> {
    const all: string[] = [];
    while (!["caught-up", "failed", "end"].includes(all.at(-1) ?? "")) all.push(await this.next());
    return all;
  }

  /** What is to be asked next time. */
  get start(): Partial<SourceStart> {
    const places = [...this.places.keys()];
    return { position: this.position, known: () => places };
  }

  async stop(): Promise<void> {
    const last = this.#events.next();
    this.#stop.abort();
    this.poke();
    await last;
    await this.#events.return?.();
    await this.source.close();
  }
}

/** What every source of mails does. */
export function sourceContract(prepare: () => Ground | Promise<Ground>): void {
  async function on(work: (ground: Ground) => Promise<void>): Promise<void> {
    const ground = await prepare();
    try {
      await work(ground);
    } finally {
      await ground.close();
    }
  }

  test("mails that were there are old, and what comes later is new", () =>
    on(async (ground) => {
      for (const name of ["one", "two"]) await ground.deliver(mailNamed(name));
      const follower = new Follower(ground.open());
      expect(await follower.untilCaughtUp()).toEqual(["one", "two", "caught-up"]);
      for (const name of ["three", "four"]) await ground.deliver(mailNamed(name));
      follower.poke();
      const later: string[] = [];
      while (later.filter((one) => one.startsWith("+")).length < 2) later.push(...(await follower.untilCaughtUp()));
      expect(later.filter((one) => one !== "caught-up")).toEqual(["+three", "+four"]);
      await follower.stop();
    }));

  test("whoever goes on where he stopped misses nothing and gets nothing twice", () =>
    on(async (ground) => {
      await ground.deliver(mailNamed("one"));
      const first = new Follower(ground.open());
      await first.untilCaughtUp();
      await first.stop();
      await ground.deliver(mailNamed("two"));
      const second = new Follower(ground.open(), first.start);
      expect(await second.untilCaughtUp()).toEqual(["+two", "caught-up"]);
      await second.stop();
    }));

  test("an empty place is caught up with at once, and its first mail is news", () =>
    on(async (ground) => {
      const first = new Follower(ground.open());
      expect(await first.untilCaughtUp()).toEqual(["caught-up"]);
      await first.stop();
      await ground.deliver(mailNamed("one"));
      const second = new Follower(ground.open(), first.start);
      expect(await second.untilCaughtUp()).toEqual(["+one", "caught-up"]);
      await second.stop();
    }));

  test("of what was there only the newest are given, and none of them later", () =>
    on(async (ground) => {
      for (const name of ["one", "two", "three"]) await ground.deliver(mailNamed(name));
      const first = new Follower(ground.open(), { newest: 1 });
      expect((await first.untilCaughtUp()).filter((one) => one !== "passed-over")).toEqual(["three", "caught-up"]);
      await first.stop();
      const second = new Follower(ground.open(), first.start);
      expect(await second.untilCaughtUp()).toEqual(["caught-up"]);
      await second.stop();
    }));

  test("a mail is read again by its place", () =>
    on(async (ground) => {
      for (const name of ["one", "two"]) await ground.deliver(mailNamed(name));
      const follower = new Follower(ground.open());
      await follower.untilCaughtUp();
      for (const [place, name] of follower.places) {
        const again = await follower.source.read(place);
        expect(again.kind === "mail" && Buffer.from(again.bytes).toString("utf8")).toContain(`This is ${name}.`);
      }
      expect(await follower.source.read("nowhere")).toMatchObject({ kind: "gone" });
      await follower.stop();
    }));

  test("a mail that somebody took away is gone", () =>
    on(async (ground) => {
      if (ground.remove === null) return;
      await ground.deliver(mailNamed("one"));
      const two = await ground.deliver(mailNamed("two"));
      const follower = new Follower(ground.open());
      await follower.untilCaughtUp();
      await ground.remove(two);
      // Some sources believe it only when they see it a second time.
      for (let looks = 0; looks < 2; looks += 1) follower.poke();
      expect(await follower.untilCaughtUp()).toEqual(["gone", "caught-up"]);
      expect([...follower.places.values()]).toEqual(["one"]);
      await follower.stop();
    }));

  test("somebody who stops gets no more", () =>
    on(async (ground) => {
      await ground.deliver(mailNamed("one"));
      const stop = new AbortController();
      const { source } = ground.open();
      const kinds: string[] = [];
      for await (const { kind } of source.follow({ position: null, newest: 10, known: () => [] }, stop.signal)) {
        kinds.push(kind);
        stop.abort();
      }
      expect(kinds).toEqual(["mail"]);
      await source.close();
    }));
}
