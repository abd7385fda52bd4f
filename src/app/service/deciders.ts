import type { Report } from "../../core/evaluate/verdict.ts";
import type { Finding } from "../../core/rules/outcome.ts";

/** People whose names are kept of one verdict. */
const decidersMax = 20;

/**
 * Who can decide what is undecided: whom the findings name that wait for a maintainer's word (`MessageWords.waitsFor`), each once.
 */
export function decidersOf(report: Report): readonly string[] {
  const found = new Set<string>();
  for (const { judgements } of [report.contribution, ...report.commits]) {
    for (const { clause, outcome } of judgements) {
      if (clause.level !== "require" || outcome.kind === "met" || outcome.kind === "not-applicable") continue;
      for (const finding of outcome.findings) for (const name of namesIn(finding)) found.add(name);
    }
    if (found.size > decidersMax) break;
  }
  return [...found].slice(0, decidersMax);
}

/** `Ada <a@example.org>, Lin <l@example.org> and 3 others (nobody else maintains these paths)`, as rules write it; `nobody: …` names nobody. */
function namesIn({ data }: Finding): readonly string[] {
  const who = data["who"];
  if (typeof who !== "string" || who.startsWith("nobody")) return [];
  return who
    .replace(/ \(nobody else maintains these paths\)$/, "")
    .replace(/ and \d+ others$/, "")
    .split(/(?<=>), |, (?=[^<>]*@)/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
