import { defineProfile } from "./profile.ts";

export const libvirt = defineProfile({
  name: "libvirt",
  title: "libvirt",
  summary: "sign-offs mandated, AI-generated content declined, exceptions case by case",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "use of AI that is only suspected",
    "a contributor's case for a tool whose licence and copyright status is clear",
  ],
  revisions: [
    {
      since: "2025-07-10",
      source: "https://gitlab.com/libvirt/libvirt, docs/hacking.rst at 1686db62ed55",
      settings: String.raw`
document: docs/hacking.rst
branch: master

ai:
  # Declined if use of AI is known or suspected. Research, static analysis and debugging are not meant.
  stance: declined
  section: Use of AI content generators
  # Exceptions are decided case by case and listed nowhere, so there is no heading of exceptions.

rules:
  # A sign-off with name and address in every commit message; it attests the certificate.
  sign-off-present: { level: require, because: "#developer-certificate-of-origin" }
  sign-off-well-formed: { level: require, because: "#developer-certificate-of-origin" }
  # The contributor's: who passes on what others wrote may sign for it by clauses (b) and (c).
  sign-off-by-author: { level: require, match: author-or-committer, because: "#developer-certificate-of-origin" }
  # Not anonymous; no legal name is asked for.
  sign-off-named: { level: require, because: "#developer-certificate-of-origin" }
  sign-off-human: { level: require, because: "#developer-certificate-of-origin" }

  ai-content-permitted: require
`,
    },
  ],
});
