/**
 * The findings for which there is a repair, by rule and message. Data alone: reports say so without reading the code of the repairs, which are
 * held to this list by their type.
 */
export const repairable = {
  "sign-off-present": [
    "missing",
    "unverifiedMember",
    "membershipUnknown",
    "indented",
    "outside",
    "inTitle",
    "amongOthers",
    "belowEnd",
    "lookalike",
    "misspelled",
  ],
  "sign-off-by-author": ["otherPerson", "neitherPerson", "membershipUnknown", "otherName"],
  "sign-off-well-formed": ["unreadable", "badAddress", "spelling"],
  "sign-off-in-trailers": ["outside", "belowEnd"],
  "sign-off-named": ["unnamed", "placeholder"],
  "sign-off-one-address": ["twoAddresses"],
  "sign-off-order": ["submitterFirst"],
  "sign-off-human": ["tool"],
  "no-tool-advertising": ["trailer", "footer", "coAuthor"],
  "no-tool-identity": ["tool"],
  "ai-disclosure": ["missing", "unstated", "outsideBlock", "unclassified"],
  "ai-signal-disclosed": ["undisclosed", "outsideBlock", "unclassified"],
  "ai-disclosure-form": ["otherKey", "value", "obsolete", "address", "unclassified", "outsideBlock", "afterSignOff"],
} as const;

export type RepairableRule = keyof typeof repairable;

/** Is there a repair for findings of this rule with this message, on commits of whoever asks for it? */
export function isRepairable(rule: string, message: string): boolean {
  const messages: { readonly [rule: string]: readonly string[] } = repairable;
  return Object.hasOwn(messages, rule) && messages[rule]?.includes(message) === true;
}
