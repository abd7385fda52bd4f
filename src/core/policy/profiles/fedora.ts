import type { Profile } from "./profile.ts";

export const fedora: Profile = {
  name: "fedora",
  summary: "AI assistance permitted, a significant part disclosed, Assisted-by recommended",
  source: "https://docs.fedoraproject.org/en-US/council/policy/ai-contribution-policy",
  date: "2025-10-22",
  text: String.raw`# Fedora's policy on AI-assisted contributions.
# Source: Fedora Council, policy of 2025-10-22 (https://docs.fedoraproject.org/en-US/council/policy/ai-contribution-policy).
# Changes after 2025-10: unverified.
# The policy is not in the repositories it governs, so this names no document and is in force with this file. What only
# people can see is not here: whether a part is significant and taken unchanged, accountability, and AI as sole arbiter in
# review. Fedora asks for no sign-offs.
proviso: 1

ai:
  # 1: "You MAY use AI assistance for contributing to Fedora".
  stance: permitted

rules:
  # Permission is recorded, so that a report says which policy gave it.
  ai-content-permitted: require
  # 3, "Transparency": disclosure is a MUST for a significant part; in git the trailer is "the recommended method", and another
  # may do as well, so its absence is only pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by] }
  # 2, "Accountability": "The contributor is always the author".
  no-tool-identity: { level: require, fields: [author] }
`,
};
