import { addressKey } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import { isOfList } from "../../mail/list-sender.ts";
import type { PostedMail } from "../../mail/posted-mail.ts";
import { fieldText, isMailAddress } from "../mail-header.ts";
import type { AnswerSettings } from "./answer-settings.ts";
import { type AnsweredSeries, mailsOf } from "./answered-series.ts";
import { isOwnAddress } from "./why-not-answered.ts";

/** Addresses that an answer goes to. Who is an author and has no place any more reads it on the list. */
const recipientsMax = 20;

/** Who stands in the headers To and Cc; nobody stands in both. */
export type Recipients = { readonly to: readonly Identity[]; readonly cc: readonly Identity[] };

/**
 * Who gets an answer: the sender, or whom he wants to be answered instead (Reply-To, Mail-Followup-To); then the authors and lists that
 * the series was sent to. Nobody gets it who did not get the series, or was not named by its sender for answers.
 */
export function recipientsOf(series: AnsweredSeries, answered: PostedMail, settings: AnswerSettings): Recipients {
  const sent = mailsOf(series);
  const everybody = sent.flatMap(({ recipients, replyTo }) => [...(recipients ?? []), ...(replyTo ?? [])]);
  const lists = listsAmong(everybody, sent, settings);
  const isList = (one: Identity): boolean =>
    lists.some((list) => addressKey(list.email) === addressKey(one.email)) || isOfList(one, answered.lists);
  const { sender, replyTo } = answered;
  const wanted = replyTo !== null && replyTo.length > 0 ? replyTo : sender === null ? [] : [sender];
  const taken = new Set<string>();
  const take = (people: readonly Identity[]): readonly Identity[] =>
    people.flatMap((one) => usable(one, taken, settings));
  if (settings.audience === "lists") return { to: take(lists), cc: [] };
  const to = take(settings.audience === "sender" ? wanted.filter((one) => !isList(one)) : wanted);
  if (settings.audience === "sender") return { to, cc: [] };
  // Lists before authors, who are left out first where there are too many.
  const onLists = take(lists);
  const authors = series.patches.flatMap(({ patch: { author } }) =>
    everybody.filter(({ email }) => addressKey(email) === addressKey(author.email)),
  );
  return { to, cc: [...take(authors), ...onLists] };
}

/** Whom mail can be sent to, not ourselves and nobody twice, with a name that can stand in a header. */
function usable({ name, email }: Identity, taken: Set<string>, settings: AnswerSettings): readonly Identity[] {
  const key = addressKey(email);
  if (taken.has(key) || taken.size >= recipientsMax || !isMailAddress(email) || isOwnAddress(email, settings))
    return [];
  taken.add(key);
  return [{ name: fieldText(name), email }];
}

/** A list is whom the settings call one, or whose address is that of a List-Id: `dev.lists.example.org` is `dev@lists.example.org` (RFC 2919). */
function listsAmong(
  everybody: readonly Identity[],
  mails: readonly PostedMail[],
  { lists }: AnswerSettings,
): readonly Identity[] {
  const known = new Set(lists.map(addressKey));
  const ids = new Set(mails.flatMap((mail) => mail.lists).map((id) => id.toLowerCase()));
  return everybody.filter(({ email }) => known.has(addressKey(email)) || ids.has(addressKey(email).replace("@", ".")));
}
