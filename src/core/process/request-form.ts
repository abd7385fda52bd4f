import { folded } from "../text/folded.ts";
import { type RequestedFieldName, type SectionName, sectionNames } from "./request.ts";

/** How a request is written: Markdown for files and forges, plain text (which is reStructuredText) for mail. */
export type RequestFormat = "markdown" | "plain";

/** A section of the form: its heading, and what somebody who fills it in is asked. */
export type SectionForm = { readonly title: string; readonly question: string };

export const sectionForms: { readonly [Name in SectionName]: SectionForm } = {
  scenario: {
    title: "Scenario",
    question: "What do people want to do, again and again? A kind of change, not one patch series.",
  },
  technique: {
    title: "Technique or tool",
    question: "How is it done? Name a tool or model only if the exception is to be about it.",
  },
  benefit: { title: "Benefit", question: "What does the project gain by it?" },
  certification: {
    title: "Why the DCO can be certified",
    question: "Why can whoever signs off credibly certify the Developer Certificate of Origin for such a change?",
  },
  recognition: {
    title: "How to recognise it in a commit",
    question: "By what would a reviewer, or a program, see that a commit is this and nothing else?",
  },
  risks: { title: "Risks", question: "What could go wrong, and how would it be noticed or undone?" },
};

export const entryTitle = "Proposed entry";

/** Begins the heading of a whole request; the title of the entry may stand behind it. */
export const requestTitle = "Exception request";

export const titleQuestion = "Behind the colon: what the entry is to be headed in the document.";

/** What each field of the entry may hold, as the form tells it. docs/exceptions.md has the whole story. */
export const fieldQuestions: { readonly [Name in "Exception" | RequestedFieldName]: string } = {
  Exception: "lower-case words joined by hyphens, never used before",
  Covers: "any of code, tests, docs, comments, translation, media",
  Change:
    "any of rename, mode, format, comments, identifiers, move, substitution, revert, backport, scripted, docs, tests, generated",
  Paths: "globs; every touched path is inside one",
  "Not paths": "globs; no touched path is inside one",
  "At most": "`N added lines`, `N changed lines`, `N files`; behind a semicolon `not counting tests`",
  Tool: "only if the exception is about a tool or model; people decide it, always",
  Who: "`anyone`, `maintainers` or `contributors with N earlier commits`",
  Needs: "any of justification, second opinion, disclosure, script",
  Judgement: "a condition in words that only people can decide; it may stand several times",
  Until: "the last day, YYYY-MM-DD",
};

/** The remark of the form before the fields. */
export const fieldsQuestion = "A field that is left empty is no condition. All the others must hold.";

/** A remark of the form as it is written: a comment, which nobody sees who reads the request as a page. */
export const remark = (text: string, format: RequestFormat): string =>
  format === "markdown" ? `<!-- ${text} -->` : `.. ${text}`;

export const fieldRemark = ([name, question]: readonly [string, string]): string => `${name}: ${question}`;

const questions = [
  titleQuestion,
  fieldsQuestion,
  ...sectionNames.map((name) => sectionForms[name].question),
  ...Object.entries(fieldQuestions).map(fieldRemark),
];

const remarks = new Set(questions.flatMap((text) => [remark(text, "markdown"), remark(text, "plain")]));

/** Longer lines are no remarks, whatever blanks they begin with. UTF-16 units. */
const remarkLengthMax = 1000;

/** Is the line a remark of the form, which counts for nothing wherever it is left standing? Only blanks and tabs may stand around it. */
export const isRemark = (line: string): boolean =>
  line.length <= remarkLengthMax && remarks.has(line.replace(/^[ \t]+|[ \t]+$/g, ""));

const sectionsByTitle = new Map(sectionNames.map((name) => [folded(sectionForms[name].title), name] as const));

/** The section that a heading names, in whatever case it is written. */
export const sectionNamed = (title: string): SectionName | "entry" | undefined =>
  folded(title) === folded(entryTitle) ? "entry" : sectionsByTitle.get(folded(title));

export const sectionTitles: readonly string[] = [...sectionNames.map((name) => sectionForms[name].title), entryTitle];
