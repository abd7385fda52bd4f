import { readContributionDocument } from "../../../src/core/adoption/contribution-document.ts";
import type { DocumentFormat } from "../../../src/core/document/document.ts";
import { readExceptions } from "../../../src/core/document/exceptions.ts";
import { readDocument } from "../../../src/core/document/read-document.ts";
import { sentencesOf } from "../../../src/core/document/sentences.ts";
import { readRequest } from "../../../src/core/process/request-read.ts";
import { fencedTexts } from "../../../src/core/process/thread/own-lines.ts";
import { patchedTexts } from "../../../src/core/process/thread/patch-text.ts";
import { type FuzzTarget, holds, textOf } from "../target.ts";

const rst = [
  "Code provenance\n===============\n\nUse of AI content\n~~~~~~~~~~~~~~~~~\n\n**Current policy: declined.** It is so.\n\nExceptions\n~~~~~~~~~~\n\nDocumentation of devices\n........................\n\n:Id: device-docs\n:Scope: comments, format\n:Files: docs/*.rst,\n        include/*.h\n:Agreed: Lin <lin@example.org>, 2026-01-02\n:Limits: 40 lines\n:Until: 2027-01-01\n\nProse.\n",
  ".. comment\n\n   inside\n\n=====\nTitle\n=====\n\n::\n\n  literal\n\n* list\n\n  - inner\n\n+---+---+\n| a | b |\n+---+---+\n\n.. _target:\n\nSub\n---\n\n`link <https://example.org>`__ and ``code``. Two. Three!\n",
];

const markdown = [
  "# Code provenance\n\n## Use of AI content\n\n**Declined.** It is *so*.\n\n## Exceptions\n\n### Documentation of devices\n\n- **Id:** device-docs\n- **Scope:** comments, format\n- **Files:** `docs/*.md`, `include/*.h`\n- **Agreed:** Lin <lin@example.org>, 2026-01-02\n- **Limits:** 40 lines\n\nProse.\n",
  '---\ntitle: x\n---\n\nTitle\n=====\n\n```c\n# no heading\n```\n\n~~~\n## none\n~~~\n\n> # quoted\n\n<!-- ## hidden -->\n\n1. a\n   # b\n\nSub [link](https://example.org "t") `code`\n---\n\n<details>\n\n### in\n</details>\n\n\\# no\n\n# a #\n',
];

const words = [
  "Exceptions",
  "Use of AI content",
  "\n===\n",
  "\n---\n",
  "\n~~~\n",
  "# ",
  "## ",
  "```",
  "::\n\n",
  ".. ",
  ":Id: ",
  ":Scope: ",
  ":Files: ",
  ":Agreed: ",
  ":Limits: ",
  ":Until: ",
  ":Withdrawn: ",
  "- **Id:** ",
  "- **Scope:** ",
  "- **Files:** ",
  "- **Agreed:** ",
  "comments",
  "identifiers",
  "2026-01-02",
  "<lin@example.org>",
  "\n    ",
  "\n\n",
  "> ",
  "<!--",
  "-->",
  "`",
  "**",
  "[",
  "](",
  "|",
  "\t",
  "\\",
  "&nbsp;",
];

function readAs(bytes: Uint8Array, format: DocumentFormat): unknown {
  const text = textOf(bytes);
  const source = { name: format === "markdown" ? "provenance.md" : "provenance.rst", text };
  const { document, problems } = readDocument(source, format);
  let last = 0;
  for (const { start, bodyStart, sectionEnd } of document.headings) {
    holds(start >= last, "headings do not stand in order");
    holds(
      start <= bodyStart && bodyStart <= sectionEnd && sectionEnd <= text.length,
      "a section ends outside of the text",
    );
    last = start;
  }
  return { document, problems, exceptions: readExceptions(document, "Exceptions"), sentences: sentencesOf(document) };
}

const requests = [
  "Subject: [RFC] exception: device-docs\n\n# Request\n\n## Entry\n\n### Documentation\n\n- **Id:** device-docs\n- **Scope:** comments\n\n## Reason\n\nBecause.\n\n## Risk\n\nNone.\n",
  "Request\n=======\n\nEntry\n-----\n\nDocumentation\n~~~~~~~~~~~~~\n\n:Id: device-docs\n:Scope: comments\n\nReason\n------\n\nBecause.\n",
];

export const documentTargets: readonly FuzzTarget[] = [
  {
    name: "rst",
    reads: "policy documents in reStructuredText: headings, listed exceptions, sentences",
    sources: ["src/core/document/"],
    seeds: rst,
    words,
    read: (bytes) => readAs(bytes, "restructuredtext"),
  },
  {
    name: "markdown",
    reads: "the same in Markdown",
    sources: ["src/core/document/"],
    seeds: markdown,
    words,
    read: (bytes) => readAs(bytes, "markdown"),
  },
  {
    name: "requests",
    reads: "requests for exceptions, patches and fenced texts in a discussion, and contribution guides",
    sources: ["src/core/process/", "src/core/adoption/contribution-document", "src/core/document/"],
    seeds: [
      ...requests,
      ...rst,
      ...markdown,
      "Please sign off (`git commit -s`), Developer Certificate of Origin 1.1.\n\n```diff\n+x\n```\n",
    ],
    words: [
      ...words,
      "Developer Certificate of Origin",
      "Signed-off-by",
      "diff --git a/a b/a\n",
      "+++ b/a\n",
      "@@ -1 +1 @@\n",
    ],
    read: (bytes) => {
      const text = textOf(bytes);
      return {
        request: readRequest({ name: "request.md", text }),
        guide: readContributionDocument({ name: "CONTRIBUTING.md", text }),
        fenced: fencedTexts(text),
        patched: patchedTexts(text),
      };
    },
  },
];
