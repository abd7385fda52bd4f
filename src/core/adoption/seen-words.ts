import { counted, grouped } from "../report/layout.ts";
import { shown } from "../report/words.ts";
import type { ContributionDocument } from "./contribution-document.ts";
import type { Readings } from "./readings.ts";
import type { Measured, NotRead, Seen } from "./seen.ts";
import { carriedClauses, figureOf, linterWords } from "./sign-off-settings.ts";

/** What was seen of a repository, a sentence a line, foreign words neutralised. */
export function seenWords({ practice, texts }: Seen, readings: Readings): readonly string[] {
  const { dcoYml, maintainers, linters, documents } = readings;
  const measured = practice.rules.filter(saysMore).map(figureOf);
  return [
    ...(practice.commits === 0 ? ["no commit to go by"] : measured),
    ...practice.disclosures.map(
      ({ key, commits }) => `${counted(commits, "commit")} disclosing AI use with \`${key}\``,
    ),
    ...practice.tools.map(
      ({ tool, role, commits }) => `${counted(commits, "commit")} with the mark of ${shown(tool)} as ${shown(role)}`,
    ),
    ...(dcoYml === null ? [] : [dcoYmlWords(readings)]),
    ...(maintainers === null
      ? []
      : [
          `${maintainers.source.name}: ${
            maintainers.unfit ?? `${counted(maintainers.people, "maintainer")} in the form of ${maintainers.form}`
          }`,
        ]),
    ...(texts.mailmap === null ? [] : [".mailmap: read, so that one person's addresses count as one"]),
    ...linters.settings.slice(0, linesMax).map(linterWords),
    ...documents.flatMap(documentWords),
  ];
}

/** A looser setting of the same rule is worth a line only where more commits keep it. */
function saysMore({ rule, met, of }: Measured, index: number, all: readonly Measured[]): boolean {
  const before = all[index - 1];
  return of > 0 && (before?.rule !== rule || before.met !== met || before.of !== of);
}

/** Lines about one kind of thing. */
const linesMax = 20;

function dcoYmlWords(readings: Readings): string {
  const { dcoYml } = readings;
  const error = dcoYml?.problems.find(({ severity }) => severity === "error");
  if (error !== undefined) return `.github/dco.yml cannot be carried over: ${shown(error.text)}`;
  return `.github/dco.yml asks for sign-offs; its ${counted(carriedClauses(readings).length, "rule")} are carried over`;
}

function documentWords({ source, document, certificate, aiSections, aiLine }: ContributionDocument): readonly string[] {
  const name = shown(source.name);
  const lines: string[] = [];
  if (certificate !== null) lines.push(`${name}:${certificate.line} names the ${shown(certificate.words)}`);
  for (const { at, said, exceptions } of aiSections) {
    const words = said === null ? "" : `, and line ${said.line} says "${shown(said.words)}"`;
    const listing = exceptions === null ? "" : `; it has a heading "${shown(exceptions.title)}"`;
    lines.push(`${name}:${at.line} has the heading "${shown(at.words)}"${words}${listing}`);
  }
  if (aiLine !== null) lines.push(`${name}:${aiLine.line} speaks of AI: "${shown(aiLine.words)}"`);
  if (lines.length > 0 && document === null)
    lines.push(`${name} is neither Markdown nor reStructuredText, so it cannot be the policy's document as it stands`);
  return lines;
}

/** What was there and was not looked at. */
export const notReadWords = ({ texts, practice }: Seen, { linters }: Readings): readonly string[] => [
  ...(practice.cut === null ? [] : [practice.cut]),
  ...leftOut([...texts.notRead, ...linters.notRead]),
];

function leftOut(all: readonly NotRead[]): readonly string[] {
  const lines = all.slice(0, linesMax).map(({ what, why }) => `${shown(what)}: ${shown(why)}`);
  return all.length > linesMax ? [...lines, `and ${grouped(all.length - linesMax)} more`] : lines;
}
