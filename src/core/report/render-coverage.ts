import type { Coverage, CoverageKind, CoveredSentence } from "../policy/coverage.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import { append } from "../text/long-lists.ts";
import { spanWords } from "./basis.ts";
import { jsonText } from "./json.ts";
import { problemValue } from "./json-values.ts";
import { counted, fold } from "./layout.ts";
import { type Looks, type Paint, painter, type Tone } from "./paint.ts";
import { placeOf } from "./places.ts";
import { renderProblems } from "./render-policy.ts";
import { shown } from "./words.ts";

/** The code points shown of a sentence; JSON has all of it. */
const sentenceCodePointsMax = 600;

/** Every kind, in the order in which they are counted. */
export const coverageKinds: readonly CoverageKind[] = ["checked", "checked-in-part", "attested", "judged", "unmatched"];

/** Who sees to a sentence, in words. */
export const coverageWords: { readonly [Kind in CoverageKind]: string } = {
  checked: "checked",
  "checked-in-part": "checked in part",
  attested: "attested by people",
  judged: "no program can check this",
  unmatched: "unmatched",
};

const tones: { readonly [Kind in CoverageKind]: Tone } = {
  checked: "good",
  "checked-in-part": "good",
  attested: "quiet",
  judged: "quiet",
  unmatched: "bad",
};

/** `policy coverage`: each sentence with who sees to it, the sums, and what is wrong with the entries. */
export function renderCoverage(coverage: Coverage, { colour, width }: Looks): string {
  const paint = painter(colour, null);
  const lines = coverage.sentences.flatMap((one) => sentenceLines(one, paint, width));
  if (lines.length > 0) lines.push("");
  lines.push(sums(coverage));
  const left = coverage.rulesWithoutSentence ?? [];
  if (left.length > 0) append(lines, fold("no sentence asks for ", left.join(", "), "  ", width));
  const problems = coverage.problems.length === 0 ? "" : `\n${renderProblems(coverage.problems, { colour, width })}`;
  return `${lines.join("\n")}\n${problems}`;
}

function sentenceLines(one: CoveredSentence, paint: Paint, width: number | null): readonly string[] {
  const { sentence, kind } = one;
  const place = `${spanWords(sentence.at)}: `;
  const [first, ...more] = fold(place, [coverageWords[kind], ...detail(one)].join(": "), "    ", width);
  const word = coverageWords[kind];
  const toned = first.startsWith(place + word)
    ? place + paint.tone(tones[kind], word) + first.slice(place.length + word.length)
    : first;
  const text = `"${shown(sentence.text, sentenceCodePointsMax)}"`;
  return [toned, ...more, ...fold("    ", text, "    ", width)];
}

/** The clauses, then what the policy says of the rest. */
function detail({ kind, clauses, anchor }: CoveredSentence): readonly string[] {
  if (kind === "unmatched" || anchor === null) return [];
  const rules = [...new Set(clauses.map(clauseWords))].join(", ");
  const people = [
    ...(anchor.attested === null ? [] : [`attested: ${shown(anchor.attested)}`]),
    ...(anchor.human === null ? [] : [`for people: ${shown(anchor.human)}`]),
  ];
  if (kind === "attested" || kind === "judged") return [shown(anchor.human ?? anchor.attested ?? "")];
  return [[rules, ...people].join("; ")];
}

const clauseWords = ({ rule, level, paths }: Clause): string =>
  `${rule.id} (${level}${paths === null ? "" : ", some paths only"})`;

function sums({ sentences }: Coverage): string {
  if (sentences.length === 0) return "no sentence of the document asks, forbids or recommends anything";
  const counts = countsOf(sentences);
  const words = coverageKinds.flatMap((kind) => (counts[kind] === 0 ? [] : [`${counts[kind]} ${shortWords[kind]}`]));
  return `${counted(sentences.length, "sentence")}: ${words.join(", ")}`;
}

const shortWords: { readonly [Kind in CoverageKind]: string } = {
  ...coverageWords,
  judged: "that no program can check",
};

function countsOf(sentences: readonly CoveredSentence[]): { readonly [Kind in CoverageKind]: number } {
  const counts = { checked: 0, "checked-in-part": 0, attested: 0, judged: 0, unmatched: 0 };
  for (const { kind } of sentences) counts[kind] += 1;
  return counts;
}

/** `policy coverage --format json`, version 1 (schemas/coverage.schema.json). */
export function renderCoverageJson(coverage: Coverage, { origin, digest, document, problems }: Policy): string {
  const { sentences, rulesWithoutSentence } = coverage;
  const head = jsonText({
    coverage: 1,
    policy: { source: origin.name, revision: origin.revision, digest },
    document: document?.source.name ?? null,
    counts: { sentences: sentences.length, ...countsOf(sentences) },
    rulesWithoutSentence,
    problems: [...problems, ...coverage.problems].map(problemValue),
  });
  const entries = sentences.map((one) => `\n${jsonText(sentenceValue(one))}`).join(",");
  return `${head.slice(0, -1)},\n"sentences":[${entries}\n]\n}\n`;
}

function sentenceValue({ sentence, digest, kind, anchor, clauses }: CoveredSentence): {
  readonly [key: string]: unknown;
} {
  return {
    ...placeOf(sentence.at),
    heading: sentence.heading?.title ?? null,
    text: sentence.text,
    digest,
    normativeWords: sentence.normative,
    kind,
    rules: clauses.map(({ rule, level, paths }) => ({ rule: rule.id, level, paths })),
    attested: anchor?.attested ?? null,
    judged: anchor?.human ?? null,
    entry: anchor === null ? null : { source: anchor.at.source.name, line: placeOf(anchor.at).line },
  };
}
