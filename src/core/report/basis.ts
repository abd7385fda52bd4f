import type { Report } from "../evaluate/verdict.ts";
import type { Clause } from "../policy/policy.ts";
import type { Finding } from "../rules/outcome.ts";
import { clip, neutralise } from "../text/neutralise.ts";
import type { Span } from "../text/source.ts";
import { lineTextOf, placeOf } from "./places.ts";

/** The code points shown of the line that a finding rests on. */
const lineCodePointsMax = 160;

/** The line that a finding rests on, as it stands in its file. */
export type Basis = {
  readonly source: string;
  readonly line: number;
  readonly heading: string | null;
  readonly text: string;
  /** Is the text the file's own words? Else it is how the policy sets the clause. */
  readonly quoted: boolean;
};

/** Whose line says so: the line that the finding names, else the document's words behind the clause, else the clause's own line. */
export function basisOf(clause: Clause, finding: Finding | null, quotationFor: Report["quotationFor"]): Basis {
  if (finding?.policyAt !== undefined) return quotedLine(finding.policyAt);
  const quotation = quotationFor(clause);
  if (quotation !== null) {
    return { ...lineOf(quotation.at), heading: quotation.heading, text: quotation.line, quoted: true };
  }
  return { ...lineOf(clause.at), heading: null, text: `${clause.rule.id}: ${clause.level}`, quoted: false };
}

/** `docs/provenance.md:12, Sign-off: "Every commit is certified by its author."`, on one line. */
export function basisWords({ source, line, heading, text, quoted }: Basis): string {
  const clipped = neutralise(clip(text, lineCodePointsMax));
  const head = heading === null ? "" : `, ${neutralise(clip(heading, lineCodePointsMax))}`;
  const place = `${neutralise(source)}:${line}${head}`;
  return quoted ? `${place}: "${clipped}"` : `${place}, ${clipped}`;
}

/** `docs/provenance.md:40`, for people. */
export const spanWords = (span: Span): string => lineWords(lineOf(span));

/** The same of a line that is known by its number. */
export const lineWords = ({ source, line }: Pick<Basis, "source" | "line">): string => `${neutralise(source)}:${line}`;

const quotedLine = (at: Span): Basis => ({ ...lineOf(at), heading: null, text: lineTextOf(at), quoted: true });

const lineOf = (at: Span): { source: string; line: number } => ({ source: at.source.name, line: placeOf(at).line });
