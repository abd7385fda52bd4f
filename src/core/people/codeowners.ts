import { errorAt, type Problem } from "../problem/problem.ts";
import { learned, unknown } from "../text/learned.ts";
import { type Source, spanOf } from "../text/source.ts";
import type { CodeownersFlavour } from "./codeowners-pattern.ts";
import { type CodeownersRule, type CodeownersSection, readCodeowners } from "./codeowners-rules.ts";
import { indexGlobs } from "./glob-index.ts";
import type { Maintainers, Ownership } from "./maintainers.ts";
import { asksNothing } from "./path-glob.ts";
import { eachOnce } from "./people.ts";

/** Longest CODEOWNERS file that is read, in UTF-16 units. GitHub loads none over 3 MB. */
export const codeownersTextMax = 3 << 20;

/**
 * Reads a CODEOWNERS file. The last matching line decides; on GitLab it does so in each section, and every section
 * contributes. A line without owners leaves its paths unowned on purpose. Owners by login have `kind: "login"`: the policy's
 * `people:` or the forge tells their addresses.
 */
export function parseCodeowners(
  source: Source,
  flavour: CodeownersFlavour,
): { maintainers: Maintainers; problems: readonly Problem[] } {
  if (source.text.length > codeownersTextMax) return tooLong(source);
  const { sections, problems } = readCodeowners(source, flavour);
  const finders = sections.map(ownershipFinder);
  const maintainers: Maintainers = {
    source: source.name,
    ownersOf: (path) => learned(finders.flatMap((find) => find(path) ?? [])),
    everyMaintainer: eachOnce(
      sections.flatMap(({ rules }) => rules.flatMap(({ excludes, owners }) => (excludes ? [] : owners))),
    ),
    everySection: sections.flatMap((section) =>
      section.rules.flatMap((rule) => (rule.excludes ? [] : (ownershipBy(section, rule) ?? []))),
    ),
  };
  return { maintainers, problems };
}

/** The ownership that a section gives to a path: its last matching line, unless it is unowned or an exclusion matches anywhere. */
function ownershipFinder(section: CodeownersSection): (path: string) => Ownership | null {
  const owning = section.rules.filter(({ excludes }) => !excludes);
  const excluding = indexGlobs(section.rules.filter(({ excludes }) => excludes).map(({ glob }) => glob));
  const matching = indexGlobs(owning.map(({ glob }) => glob));
  const ownerships = owning.map((rule) => ownershipBy(section, rule));
  return (path) => {
    const last = matching(path).at(-1);
    if (last === undefined || excluding(path).length > 0) return null;
    return ownerships[last] ?? null;
  };
}

function ownershipBy({ name, optional }: CodeownersSection, rule: CodeownersRule): Ownership | null {
  if (rule.owners.length === 0) return null;
  return {
    section: name === null ? rule.pattern : `${name}: ${rule.pattern}`,
    line: rule.line,
    status: optional ? "Optional" : null,
    maintainers: rule.owners,
    reviewers: [],
    matchesEverything: asksNothing(rule.glob),
  };
}

function tooLong(source: Source): { maintainers: Maintainers; problems: readonly Problem[] } {
  const text = `\`${source.name}\` is longer than ${codeownersTextMax} characters and is not read`;
  return {
    maintainers: { source: source.name, ownersOf: () => unknown(text), everyMaintainer: [], everySection: [] },
    problems: [errorAt("maintainers-too-long", text, spanOf(source, 0, 0))],
  };
}
