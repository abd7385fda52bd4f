import { defineProfile } from "./profile.ts";

export const openssl = defineProfile({
  name: "openssl",
  title: "OpenSSL",
  summary: "AI permitted if declared with agent and model, under the newer contributor agreement",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "that the newer CLA with its clause on AI is signed",
    "whether a part is trivial; in doubt it is declared",
    "that a person reviewed, understood and tested it",
  ],
  revisions: [
    {
      since: "2026-06-10",
      source: "https://github.com/openssl/general-policies, policies/ai-policy.md at a5b449206627",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
# OpenSSL has a CLA and asks for no sign-offs.
ai:
  # Welcome, if a part that is not trivial is declared and the newer CLA is signed.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Declared in the commit message with the trailer ...
  ai-disclosure: { level: require, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: require, trailers: [Assisted-by] }
  # ... that names agent and model; several tools are several trailers.
  ai-disclosure-form:
    level: require
    trailers:
      - { key: Assisted-by, values: '[^:]+:\S.*', form: "{agent}:{model}" }
`,
    },
  ],
});
