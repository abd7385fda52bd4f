/**
 * Who sees to which sentence of QEMU's document, as of the profile's day. The document is under GPL-2.0-or-later: an entry quotes the
 * few words by which a sentence is found, and its digest shows when the rest of it changes.
 */
export const qemuCoverage = String.raw`
# Every sentence of the document that asks for something, and who sees to it: a rule of those above, people who attest it, or
# only people's judgement. A digest tells when QEMU changes a sentence.
coverage:
  # Certifying patch submissions
  - { sentence: "The QEMU community mandates", under: Certifying patch submissions, digest: "6af634345512",
      checked: sign-off-present }
  - { sentence: "To put it another way", under: Certifying patch submissions, digest: "1d5f1e49d118",
      attested: by the sign-off }
  - { sentence: "Certification is achieved with", under: Certifying patch submissions, digest: "e557579352ed",
      checked: [sign-off-present, sign-off-well-formed, sign-off-in-trailers] }
  - { sentence: "The name used with", under: Certifying patch submissions, digest: "a140bd8ad167",
      human: which name somebody goes by }
  - { sentence: "It is the identity", under: Certifying patch submissions, digest: "5d135e317d07",
      checked: sign-off-named, human: whether a name misleads }
  - { sentence: "It is generally expected", under: Certifying patch submissions, digest: "a8257d8b375b",
      checked: sign-off-by-author }
  - { sentence: "It's okay if you subscribe", under: Certifying patch submissions, digest: "1c26ec4f8513",
      checked: sign-off-one-address }
  - { sentence: "If the person sending", under: Certifying patch submissions, digest: "e0c4c34fead0",
      checked: sign-off-by-submitter, human: "who sent it, where no mail is at hand" }
  # Multiple authorship
  - { sentence: "In this scenario, git commits", under: Multiple authorship, digest: "e1a00300544c",
      checked: sign-off-by-co-authors, human: contributors whom no tag names }
  - { sentence: "In this case the secondary", under: Multiple authorship, digest: "6bb13b220d94",
      human: what is too trivial for copyright }
  - { sentence: "The reviewers don't need", under: Multiple authorship, digest: "ff1de72f5495",
      human: whether a suggestion is unusually large }
  - { sentence: "Both contributors work for", under: Multiple authorship, digest: "9dfef666e64a", human: who employs whom }
  - { sentence: "When multiple Signed-off-by tags", under: Multiple authorship, digest: "9662bdc698b7",
      checked: sign-off-order, human: the order of those between author and submitter }
  # Other commit tags
  - { sentence: "While the Signed-off-by tag", under: Other commit tags, digest: "3742e52b0272", checked: sign-off-present }
  - { sentence: "Reviewed-by: when a QEMU", under: Other commit tags, digest: "c91edeeeaa0e", human: who reviewed on the list }
  - { sentence: "Subsystem maintainers who review", under: Other commit tags, digest: "0c00931fa346",
      human: who reviewed without a tag }
  - { sentence: "Acked-by: when a QEMU", under: Other commit tags, digest: "3a64b8711fe1",
      human: whether a maintainer meant to approve }
  - { sentence: "If a maintainer wants", under: Other commit tags, digest: "4cf49d4bba1b", human: how far somebody reviewed }
  - { sentence: "Tested-by: when a QEMU", under: Other commit tags, digest: "ac2591696d73", human: who tested }
  - { sentence: "Reported-by: when a QEMU", under: Other commit tags, digest: "57b7eab615a1", human: who reported a problem }
  - { sentence: "Suggested-by: when a reviewer", under: Other commit tags, digest: "7355a2c24865",
      human: who suggested something }
  # Subsystem maintainer requirements
  - { sentence: "When a subsystem maintainer accepts", under: Subsystem maintainer requirements, digest: "41ae7b0c8986",
      attested: by the maintainer's own sign-off }
  - { sentence: "At the time they queue", under: Subsystem maintainer requirements, digest: "62b5b547039d",
      checked: sign-off-by-submitter }
  - { sentence: "When the maintainer modifies", under: Subsystem maintainer requirements, digest: "7fa1e9be3e66",
      checked: edit-note-placement, human: changes that no note tells of }
  - { sentence: "This is typically done", under: Subsystem maintainer requirements, digest: "ccade5f4d5ec",
      checked: edit-note-placement }
  # Re-starting abandoned work
  - { sentence: "It is also recommended", under: Re-starting abandoned work, digest: "05f4f1ebd7dc",
      human: whether the first author was asked }
  # Inclusion of generated files
  - { sentence: "Files in patches contributed", under: Inclusion of generated files, digest: "4c5be08455c5",
      human: which form of a file is the one to modify }
  - { sentence: "The original vector file", under: Inclusion of generated files, digest: "5822c8d5b0e8",
      human: whether a bitmap comes with its vector file }
  - { sentence: "When such binary ROMs", under: Inclusion of generated files, digest: "e1737953d587",
      human: whether a binary comes with its source }
  - { sentence: "eBPF: QEMU includes some", under: Inclusion of generated files, digest: "f4795bee62c9",
      human: why generated eBPF code is needed }
  - { sentence: "In all cases above", under: Inclusion of generated files, digest: "6feee5e6b310",
      checked: generated-acknowledged, human: whether the words justify generated files }
  - { sentence: "Where an automated manipulation", under: Inclusion of generated files, digest: "44c86a14dcf1",
      checked: automation-declared, human: automation that the message keeps quiet }
  # Use of AI-generated content
  - { sentence: "Current QEMU project policy", under: Use of AI-generated content, digest: "d7f790a69d3c",
      checked: ai-content-permitted, human: content that nobody declares and no tool marks }
  - { sentence: "The QEMU community requires", under: Use of AI-generated content, digest: "de22fab9a9cc",
      attested: by the sign-off }
  - { sentence: "To satisfy the DCO", under: Use of AI-generated content, digest: "c541103f8c7c", attested: by the sign-off }
  - { sentence: "The QEMU project thus", under: Use of AI-generated content, digest: "442c9c3c9772",
      checked: ai-content-permitted, human: use that is suspected and not declared }
  # Exceptions
  - { sentence: "After discussion, any exception", under: Exceptions, digest: "1045b8e60b7d", checked: ai-exception-listed }
  - { sentence: "Exceptions do not remove", under: Exceptions, digest: "e6510a8054c4",
      checked: sign-off-present, human: the other requirements that only people can judge }
  - { sentence: "In particular, the Signed-off-by", under: Exceptions, digest: "9e93fde819a6", attested: by the sign-off }
`;
