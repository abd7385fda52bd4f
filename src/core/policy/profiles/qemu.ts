import type { Profile } from "./profile.ts";
import { qemuCoverage } from "./qemu-coverage.ts";

export const qemu: Profile = {
  name: "qemu",
  summary: "sign-offs mandated, AI-generated content declined, no exception listed",
  source: "https://gitlab.com/qemu-project/qemu, docs/devel/code-provenance.rst",
  date: "2025-09-24",
  text: `${String.raw`# QEMU's code-provenance policy.
# Source: docs/devel/code-provenance.rst of the QEMU tree as of 2025-09-24 (commit cd64320e1e27), unchanged in the tree of
# 2026-02-13; the section names in the comments are those of that text. Later changes: unverified.
proviso: 1

# The text that binds. A commit is judged by the revision of it that was in force.
document: docs/devel/code-provenance.rst
# Who may give a second opinion: M: entries of the sections that own a touched path. No M: owns the policy itself; it is
# decided by consensus on the list.
maintainers: MAINTAINERS
# Stable branches are governed by the policy of this one.
branch: master
# Proviso lays this profile on any range. A project that starts with it today spares its older commits:
# from: 2025-06-24

ai:
  # "Use of AI-generated content": contributions are declined if use of AI is known or suspected.
  stance: declined
  # The heading of 2025-06-24 was renamed on 2025-09-24; the stance is in force while either stands.
  section: [Use of AI-generated content, Use of AI content generators]
  # "Exceptions": "any exception will be listed below". None is, so this policy knows none.
  exceptions: Exceptions

rules:
  # "Certifying patch submissions": the community "mandates all contributors to certify provenance".
  sign-off-present: { level: require, because: "#certifying-patch-submissions" }
  # The same section gives the form: YOUR NAME <YOUR@EMAIL>.
  sign-off-well-formed: { level: require, because: "#certifying-patch-submissions" }
  # "at the bottom of every git commit".
  sign-off-in-trailers: { level: warn, because: "#certifying-patch-submissions" }
  # "generally expected" that name and address of one of the sign-offs match git's author.
  sign-off-by-author: { level: warn, match: author, names: compare, because: "#certifying-patch-submissions" }
  # Several addresses of one person in one commit "just confuses things".
  sign-off-one-address: { level: warn, because: "#certifying-patch-submissions" }
  # Names "should not be anonymous, nor misrepresent".
  sign-off-named: { level: warn, because: "#certifying-patch-submissions" }
  # The certificate says "I certify": a tool cannot.
  sign-off-human: { level: require, because: "#certifying-patch-submissions" }
  # Who sends a patch that he did not write is "expected" to sign off, and a maintainer who queues one "must".
  sign-off-by-submitter: { level: require, because: "#subsystem-maintainer-requirements" }
  # "Multiple authorship": sign-offs of all contributors are "usually expected", with two edge cases for people to judge.
  sign-off-by-co-authors: { level: warn, keys: [Co-developed-by, Co-authored-by], because: "#multiple-authorship" }
  # "strictly kept in order of authorship, from oldest to newest".
  sign-off-order: { level: warn, because: "#multiple-authorship" }
  # A maintainer's edits are "typically" noted "just prior to the maintainer's Signed-off-by".
  edit-note-placement: { level: warn, because: "#subsystem-maintainer-requirements" }
  # An independent maintainer's sign-off was asked for on the list (2025-09), and is not in the document:
  # sign-off-independent: warn

  # "Inclusion of generated files": they "must be acknowledged and justified in the commit that introduces them". Whether
  # words do so is for people, so it is only pointed out.
  generated-acknowledged: { level: warn, because: "#inclusion-of-generated-files" }
  # The same section: automated manipulation (Coccinelle, sed, awk) "should be declared in the commit message".
  automation-declared: { level: warn, because: "#inclusion-of-generated-files" }

  # "Use of AI-generated content" and "Exceptions".
  ai-content-permitted: require
  ai-exception-listed: require
  # These three have nothing to do while the document lists no exception. They follow what the maintainers said on the list
  # in 2025-09: a sentence that justifies what is not evident, and another maintainer's word for a maintainer's own work.
  ai-justification: require
  ai-second-opinion: { level: require, forms: [Signed-off-by, Acked-by, Reviewed-by] }
  ai-self-grant: warn
  # Proposals of 2025-09 and 2026 refuse Generated-by, Assisted-by and tools as co-authors; the document does not speak of
  # them, so this only warns.
  no-tool-advertising: { level: warn, trailers: [Generated-by, Assisted-by] }
  no-tool-identity: warn

  # A contribution cannot rely on the exception that it brings.
  policy-self-reliance: require
`}${qemuCoverage}`,
};
