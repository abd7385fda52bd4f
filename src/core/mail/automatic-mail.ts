/** The headers by which programs say that they wrote a mail, in lower case. */
export const automaticHeaders = [
  "auto-submitted",
  "precedence",
  "list-id",
  "return-path",
  "x-autoreply",
  "x-autorespond",
  "x-auto-response-suppress",
  "x-failed-recipients",
  "content-type",
] as const;

/**
 * Why a program wrote a mail, or its sender wants no answer of one, as the rest of a sentence that begins with the mail; null: a person may
 * have written it. Answers go to people only, so that two programs never write to each other.
 *
 * `Auto-Submitted` is RFC 3834; an empty `Return-Path` and `multipart/report` are those of bounces (RFC 5321, 4.5.5; RFC 6522). Vacation
 * programs older than that say `Precedence: junk` or `bulk`; since lists put `bulk` and `list` into everybody's mails, `bulk` means
 * something only in a mail of no list, and `list` nothing. `X-Loop` is not asked: lists write that, too.
 *
 * @param values - of the headers of a name, in order
 * @param address - of the sender; empty where it is not known
 */
export function whyAutomatic(
  values: (name: (typeof automaticHeaders)[number]) => readonly string[],
  address: string,
): string | null {
  const first = (name: (typeof automaticHeaders)[number]): string => (values(name)[0] ?? "").trim().toLowerCase();
  const submitted = values("auto-submitted").map((value) => value.split(";", 1)[0]?.trim().toLowerCase() ?? "");
  if (submitted.some((word) => word !== "no")) return "says that a program sent it (Auto-Submitted)";
  if (values("return-path").some((value) => /^\s*<\s*>\s*$/.test(value)))
    return "is a bounce (its Return-Path is empty)";
  if (/^multipart\/report\b/.test(first("content-type"))) return "is a report of a mail server";
  if (values("x-failed-recipients").length > 0) return "is a bounce (X-Failed-Recipients)";
  if (values("x-autoreply").length + values("x-autorespond").length > 0) return "is an automatic answer (X-Autoreply)";
  if (/\b(?:all|autoreply|oof)\b/.test(first("x-auto-response-suppress")))
    return "wants no automatic answer (X-Auto-Response-Suppress)";
  const precedence = first("precedence");
  const isBulk = precedence === "bulk" && values("list-id").length === 0;
  if (isBulk || precedence === "junk" || precedence === "auto_reply")
    return `is sent as machines send (Precedence: ${precedence})`;
  return /^(?:mailer-daemon|postmaster)(?:@|$)/i.test(address) ? "is from a mail server" : null;
}
