import { defineProfile } from "./profile.ts";
import { qemuAtFirst, qemuInJune, qemuSignOffs, qemuTexts } from "./qemu-before.ts";
import { qemuCoverage } from "./qemu-coverage.ts";

export const qemu = defineProfile({
  name: "qemu",
  title: "QEMU",
  summary: "sign-offs mandated, AI-generated content declined, no exception listed",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "use of AI that is only suspected",
    "whether generated files are justified",
    "proposals of 2025 and 2026 that are not in force (AI-used-for, AI-exception-granted-by, limits of size)",
    "changes after 2026-02-13, when the text was last seen unchanged",
  ],
  revisions: [
    {
      since: null,
      source: "https://gitlab.com/qemu-project/qemu, docs/devel/submitting-a-patch.rst before 2025-06-24",
      settings: qemuAtFirst,
    },
    {
      since: "2025-06-24",
      source: "https://gitlab.com/qemu-project/qemu, docs/devel/code-provenance.rst at 3d40db0efc22",
      change: "a document of its own; AI-generated content is declined, with exceptions case by case",
      settings: qemuInJune,
    },
    {
      since: "2025-09-24",
      source: "https://gitlab.com/qemu-project/qemu, docs/devel/code-provenance.rst at cd64320e1e27",
      change: "exceptions are discussed on the list and listed in the document; none is",
      settings: `${qemuTexts}${String.raw`
ai:
  # "Use of AI-generated content": contributions are declined if use of AI is known or suspected.
  stance: declined
  # The heading of 2025-06-24 was renamed on 2025-09-24; the stance is in force while either stands.
  section: [Use of AI-generated content, Use of AI content generators]
  # "Exceptions": "any exception will be listed below". None is, so this policy knows none.
  exceptions: Exceptions

`}${qemuSignOffs}
${String.raw`  # "Use of AI-generated content" and "Exceptions".
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
    },
  ],
});
