import type { ListedException } from "../document/document.ts";
import type { RegisterEntry, RegisterEvent } from "../process/register.ts";
import { stateOn } from "./exception-values.ts";

/** What the register is of: the document and the commit up to which its history was read. */
export type RegisterOf = {
  readonly document: string;
  readonly revision: string;
  /** Why something may be missing, else null. */
  readonly incomplete: string | null;
  /** The day on which entries are looked at, `YYYY-MM-DD` UTC. */
  readonly today: string;
};

/** An entry's state in a word or two, with its day. */
export function registerState({ entry, isListed, events }: RegisterEntry, today: string): string {
  if (!isListed) return `taken out ${events.at(-1)?.day ?? ""}`.trim();
  const state = stateOn(today, entry);
  if (state === "withdrawn") return `withdrawn ${entry.withdrawn?.day ?? ""}`;
  if (state === "expired") return `expired ${entry.until?.day ?? ""}`;
  if (state === "unreadable") return "unreadable, so nothing can rely on it";
  const end = entry.until === null ? "" : ` until ${entry.until.day}`;
  return `listed${end}${entry.withdrawn === null ? "" : `, withdrawn from ${entry.withdrawn.day} on`}`;
}

/** What an event of the register was, as the end of a sentence that begins with its day. */
export function eventWords(event: RegisterEvent): string {
  const words = {
    listed: "listed",
    "listed-again": "listed again",
    "taken-out": "taken out of the document",
    withdrawn: "withdrawn",
    reinstated: "its withdrawal taken back",
    changed: "changed",
  } as const;
  if (event.kind !== "changed") return words[event.kind];
  const names = event.changed.map((name) => (name === "title" || name === "text" ? `its ${name}` : `\`${name}\``));
  return `changed: ${names.join(", ")}`;
}

/** Where an entry was agreed: the day, and links; addresses of pages apart from Message-Ids. */
export function agreementOf({ agreed }: ListedException): {
  readonly day: string | null;
  readonly links: readonly { readonly text: string; readonly isAddress: boolean }[];
} {
  const links = (agreed?.links ?? []).map((text) => ({ text, isAddress: isPageAddress(text) }));
  return { day: agreed?.day ?? null, links };
}

/** Is it certainly the address of a page, and nothing that a browser would run? */
export const isPageAddress = (text: string): boolean => /^https?:\/\/[^\s"'<>`]+$/.test(text);
