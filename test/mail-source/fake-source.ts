import type { MailSource } from "../../src/ports/mail-source.ts";

/** Mails in memory, as a source of them: the place of each is its number. */
export type FakeSource = {
  /** Opens it; several may be open one after another. */
  open(): MailSource;
  deliver(mail: string): string;
  remove(place: string): void;
};

export function fakeSource(): FakeSource {
  /** What happened, in order. */
  const happened: { readonly kind: "mail" | "gone"; readonly place: string }[] = [];
  const mails = new Map<string, string>();
  let wake = (): void => {};

  function happen(kind: "mail" | "gone", place: string): void {
    happened.push({ kind, place });
    wake();
  }

  return {
    open: () => ({
      name: "a fake source",
      hasOrder: true,
      async *follow({ position, newest }, signal) {
        let at = position === null ? Math.max(0, happened.length - newest) : Number(position);
        let isOld = position === null;
        for (let isFirst = true; !signal.aborted; isFirst = false) {
          const hasNews = at < happened.length;
          while (at < happened.length && !signal.aborted) {
            const { kind, place } = happened[at] ?? { kind: "gone", place: "" };
            at += 1;
            const where = { place, position: `${at}` };
            const bytes = Buffer.from(mails.get(place) ?? "");
            yield kind === "mail" ? { kind, ...where, bytes, isOld } : { kind, ...where };
          }
          if (signal.aborted) return;
          if (isFirst || hasNews) yield { kind: "caught-up", position: `${at}` };
          isOld = false;
          if (at < happened.length || signal.aborted) continue;
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener("abort", () => resolve(), { once: true });
          });
        }
      },
      read(place) {
        const mail = mails.get(place);
        return Promise.resolve(
          mail === undefined ? { kind: "gone", why: "is not there" } : { kind: "mail", bytes: Buffer.from(mail) },
        );
      },
      close: () => Promise.resolve(),
    }),
    deliver(mail) {
      const place = `${happened.length}`;
      mails.set(place, mail);
      happen("mail", place);
      return place;
    },
    remove(place) {
      mails.delete(place);
      happen("gone", place);
    },
  };
}
