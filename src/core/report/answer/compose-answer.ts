import { clip } from "../../text/neutralise.ts";
import { addressField, dateField, fieldText, idsField, textField } from "../mail-header.ts";
import { isBroken } from "../report-value.ts";
import { shown } from "../words.ts";
import { answerBody } from "./answer-body.ts";
import { answerId } from "./answer-id.ts";
import { recipientsOf } from "./answer-recipients.ts";
import type { AnswerSettings } from "./answer-settings.ts";
import { answeredMail, mailsOf, type ReportedSeries } from "./answered-series.ts";
import type { OutgoingMail } from "./outgoing-mail.ts";
import { threadOf } from "./thread-fields.ts";
import { whyFromProgram, whyNotAnswered } from "./why-not-answered.ts";

/** An answer, or one sentence that says why there is none. */
export type Answer =
  | { readonly kind: "mail"; readonly mail: OutgoingMail }
  /** All is well, and nobody asked to hear that. */
  | { readonly kind: "silent"; readonly why: string }
  /** There may be something to say, but it must or can not be said by mail. */
  | { readonly kind: "refused"; readonly why: string };

/** Code points of a subject that is answered. */
const subjectCodePointsMax = 300;

/**
 * The one mail that answers a version of a series: in its thread, to whom it went, about what was judged. What programs send is not answered,
 * and a clean series only if `always` is set.
 */
export function composeAnswer(reported: ReportedSeries, settings: AnswerSettings): Answer {
  const { series, report } = reported;
  if (series.after !== null) return refused(`a newer version of it is here, ${shown(series.after)}`);
  const answered = answeredMail(series);
  if (answered === null) return refused("there is no mail of the series that could be answered");
  for (const mail of [answered, ...mailsOf(series)]) {
    const why = mail === answered ? whyNotAnswered(mail, settings) : whyFromProgram(mail);
    if (why !== null) return refused(`the mail ${shown(mail.messageId ?? `number ${mail.number}`)} ${why}`);
  }
  if (isBroken(report))
    return refused("nothing was judged: the policy has problems, which are not the sender's to hear of");
  if (report.conclusion === "pass" && !settings.always) return { kind: "silent", why: "there is nothing to object to" };
  const { to, cc } = recipientsOf(series, answered, settings);
  if (to.length + cc.length === 0) return refused("nobody is left who would get the answer");
  const messageId = answerId(reported, settings);
  const thread = threadOf(answered, answered.messageId ?? "");
  const body = answerBody(reported);
  const header = [
    addressField("From", [{ ...settings.from, name: fieldText(settings.from.name) }]),
    ...(to.length === 0 ? [] : [addressField("To", to)]),
    ...(cc.length === 0 ? [] : [addressField("Cc", cc)]),
    textField("Subject", answerSubject(answered.subject)),
    dateField(settings.now),
    idsField("Message-ID", [messageId]),
    idsField("In-Reply-To", thread.inReplyTo),
    idsField("References", thread.references),
    // RFC 3834, 5: so that no program answers. There is no Precedence: it is no standard, and lists are known that refuse `bulk`.
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    `Content-Transfer-Encoding: ${isAscii(body) ? "7bit" : "8bit"}`,
  ];
  const envelope = { from: settings.envelopeFrom, to: [...to, ...cc].map(({ email }) => email) };
  const text = `${header.join("\n")}\n\n${body}`;
  return { kind: "mail", mail: { messageId, from: settings.from, to, cc, envelope, text } };
}

const refused = (why: string): Answer => ({ kind: "refused", why });

function answerSubject(subject: string): string {
  const clean = clip(fieldText(subject), subjectCodePointsMax);
  if (clean === "") return "Re:";
  return /^re:/i.test(clean) ? clean : `Re: ${clean}`;
}

const isAscii = (text: string): boolean => /^[\n\x20-\x7e]*$/.test(text);
