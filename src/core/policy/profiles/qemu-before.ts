/** What QEMU's document on provenance has said of sign-offs and generated files since it came. */
export const qemuSignOffs = String.raw`rules:
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
`;

/** Where the texts stand that both revisions of the document name. */
export const qemuTexts = String.raw`
# The text that binds. A commit is judged by the revision of it that was in force.
document: docs/devel/code-provenance.rst
# Who may give a second opinion: M: entries of the sections that own a touched path. No M: owns the policy itself; it is
# decided by consensus on the list.
maintainers: MAINTAINERS
# Stable branches are governed by the policy of this one.
branch: master
# Proviso lays this profile on any range. A project that starts with it today spares its older commits:
# from: 2025-06-24
`;

/** QEMU before it had a document on provenance: sign-offs, by docs/devel/submitting-a-patch.rst. */
export const qemuAtFirst = String.raw`
document: docs/devel/submitting-a-patch.rst
maintainers: MAINTAINERS
branch: master

rules:
  # "a hard requirement": the line "must" be there, and a patch without it is not merged.
  sign-off-present: require
  sign-off-well-formed: require
  # The author's is mandatory, spelled as in From.
  sign-off-by-author: { level: require, match: author, names: compare }
  # Not anonymous, and not misleading.
  sign-off-named: require
  # The certificate says "I certify": a tool cannot.
  sign-off-human: require
  # A maintainer adds a line of his own.
  sign-off-by-submitter: require
`;

/** QEMU's first document on provenance, of 2025-06-24: the stance, and no list of exceptions. */

/** QEMU's first document on provenance, of 2025-06-24: the stance, and no list of exceptions. */
export const qemuInJune = `${qemuTexts}
ai:
  # "Use of AI content generators": contributions are declined if use of AI is known or suspected. Exceptions were decided case by
  # case, and none was listed anywhere.
  stance: declined
  section: Use of AI content generators

${qemuSignOffs}
  # "Use of AI content generators".
  ai-content-permitted: require
`;
