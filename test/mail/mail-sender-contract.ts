import { expect, test } from "vitest";
import type { OutgoingMail } from "../../src/core/report/answer/outgoing-mail.ts";
import type { MailSender } from "../../src/ports/mail-sender.ts";

/** How a server behaves towards a mail. */
export type ServerBehaviour =
  | "takes"
  | "refuses one recipient"
  | "refuses all recipients"
  | "defers all recipients"
  | "refuses and defers recipients"
  | "refuses the mail"
  | "defers the mail"
  | "closes before the mail"
  | "closes after the mail"
  | "is not there";

/** A mail that a server took: for whom, and its text with line feeds. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly text: string };

export type Opened = { readonly sender: MailSender; readonly received: () => readonly Received[] };

export const outgoing = (body = "It is dark.\n.\n..x\n"): OutgoingMail => ({
  messageId: "<1.v1@example.org>",
  from: { name: "Policy check", email: "check@example.org" },
  to: [{ name: "", email: "ada@example.org" }],
  cc: [{ name: "", email: "list@example.org" }],
  envelope: { from: "bounces@example.org", to: ["ada@example.org", "list@example.org"] },
  text: `From: Policy check <check@example.org>\nTo: ada@example.org\nMessage-ID: <1.v1@example.org>\nSubject: x\n\n${body}`,
});

/** What every sender of mails promises; `open` gives one before a server that behaves so, and what that server took. */
export function senderContract(open: (behaviour: ServerBehaviour) => Promise<Opened>): void {
  const cases: readonly (readonly [ServerBehaviour, string, number])[] = [
    ["takes", "sent", 1],
    ["refuses one recipient", "sent", 1],
    ["refuses all recipients", "refused", 0],
    ["defers all recipients", "later", 0],
    ["refuses and defers recipients", "later", 0],
    ["refuses the mail", "refused", 0],
    ["defers the mail", "later", 0],
    ["closes before the mail", "later", 0],
    ["is not there", "later", 0],
  ];
  test.each(cases)("a server that %s: %s", async (behaviour, kind, count) => {
    const { sender, received } = await open(behaviour);
    const sending = await sender.send(outgoing());
    expect(sending.kind).toBe(kind);
    expect(received()).toHaveLength(count);
    if (sending.kind === "sent") expect(sending.refused).toHaveLength(behaviour === "takes" ? 0 : 1);
    else expect(sending.why).toMatch(/^\S[^\n]*\S$/);
  });

  test("a server that closes after the mail may have taken it", async () => {
    const { sender } = await open("closes after the mail");
    expect((await sender.send(outgoing())).kind).toBe("unsure");
  });

  test.each([
    ["lines of dots", "It is dark.\n.\n..x\n"],
    ["other letters", "größer, 漢字\n"],
  ])("what arrives is what was sent: %s", async (_, body) => {
    const { sender, received } = await open("takes");
    expect(await sender.send(outgoing(body))).toEqual({ kind: "sent", refused: [] });
    const { text, envelope } = outgoing(body);
    expect(received()).toEqual([{ from: envelope.from, to: envelope.to, text }]);
  });

  test("one mail after another", async () => {
    const { sender, received } = await open("takes");
    expect([(await sender.send(outgoing())).kind, (await sender.send(outgoing())).kind]).toEqual(["sent", "sent"]);
    expect(received()).toHaveLength(2);
  });
}
