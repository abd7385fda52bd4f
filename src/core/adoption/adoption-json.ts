import type { Report } from "../evaluate/verdict.ts";
import { problemValue } from "../report/json-values.ts";
import type { Adoption } from "./adoption.ts";
import type { ContributionDocument } from "./contribution-document.ts";
import { examplesOf } from "./examples.ts";
import type { Proposal } from "./proposal.ts";
import type { Seen } from "./seen.ts";

/** The same as `renderAdoption` for programs (docs/adoption.md). Foreign words are as they were written. */
export function renderAdoptionJson({ seen, proposal, text, problems, preview, sparesHistory }: Adoption): string {
  return `${JSON.stringify({
    adoption: 1,
    head: seen.head,
    seen: seenValue(seen, proposal.readings),
    proposal: {
      profile: proposal.kind === "profile" ? proposal.profile.name : null,
      settings: proposal.kind === "settings" ? proposal.settings : [],
      sparesHistory,
      policy: text,
      problems: problems.map(problemValue),
    },
    preview: preview === null ? null : previewValue(preview),
  })}\n`;
}

const seenValue = ({ practice, texts }: Seen, readings: Proposal["readings"]) => ({
  commits: practice.commits,
  cut: practice.cut,
  practice: practice.rules.map(({ rule, options, met, of }) => ({ rule, options, met, of })),
  disclosures: practice.disclosures,
  tools: practice.tools,
  dcoYml: readings.dcoYml === null ? null : { problems: readings.dcoYml.problems.map(problemValue) },
  maintainers:
    readings.maintainers === null
      ? null
      : {
          path: readings.maintainers.source.name,
          form: readings.maintainers.form,
          people: readings.maintainers.people,
          unfit: readings.maintainers.unfit,
        },
  mailmap: texts.mailmap !== null,
  linters: readings.linters.settings,
  documents: readings.documents.map(documentValue),
  notRead: [...texts.notRead, ...readings.linters.notRead],
});

const documentValue = ({ source, document, certificate, signing, aiSections, aiLine }: ContributionDocument) => ({
  path: source.name,
  readable: document !== null,
  certificate:
    certificate === null ? null : { line: certificate.line, words: certificate.words, heading: signing?.title ?? null },
  aiSections: aiSections.map(({ at, said, exceptions }) => ({
    line: at.line,
    heading: at.words,
    stance: said?.stance ?? null,
    sentence: said === null ? null : { line: said.line, words: said.words },
    exceptions: exceptions?.title ?? null,
  })),
  aiLine: aiLine === null ? null : { line: aiLine.line, words: aiLine.words },
});

const previewValue = (preview: Report) => ({
  conclusion: preview.conclusion,
  counts: preview.counts,
  rules: Object.fromEntries(preview.rules),
  examples: [...examplesOf(preview)].map(([rule, examples]) => ({
    rule,
    commits: examples.map(({ commit: { id, subject }, outcome, what }) => ({ id, subject, outcome, text: what })),
  })),
});
