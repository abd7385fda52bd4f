import { addressKey } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import type { PostedMail } from "./posted-mail.ts";

/** Did a mailing list put itself in the place of the sender, as lists do whose senders' providers forbid that their mails are passed on? */
export const isListSender = ({ sender, lists }: Pick<PostedMail, "sender" | "lists">): boolean =>
  sender !== null && isOfList(sender, lists);

/**
 * Is an identity a mailing list's, in a person's name? Known by the name that lists write, `Ada Lovely via Devel` or `Ada Lovely via`, or by the
 * list's own address, which its List-Id gives with a dot for the `@`.
 */
export const isOfList = ({ name, email }: Identity, lists: readonly string[]): boolean =>
  rewrittenName.test(name) || lists.some((list) => addressKey(email).replace("@", ".") === list.toLowerCase());

const rewrittenName = / via(?: |$)/;
