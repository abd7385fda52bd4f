import { errorAt, type Problem } from "../problem/problem.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import { type Source, spanOf } from "../text/source.ts";
import { indexGlobs } from "./glob-index.ts";
import type { Maintainers, Ownership } from "./maintainers.ts";
import { type ReadSection, readSection } from "./maintainers-section.ts";
import { readSections } from "./maintainers-sections.ts";
import type { PathGlob } from "./path-glob.ts";
import { eachOnce } from "./people.ts";

/** Sections whose `K:` patterns occur in a text, and why others could not be asked. */
export type KeywordSections = { readonly sections: readonly Ownership[]; readonly notEvaluated: readonly string[] };

export type MaintainersFile = Maintainers & {
  /**
   * Sections that want to see a text, by `K:`. A pattern is tried on each line, as get_maintainer.pl does for patches.
   * A keyword says who is interested, not who owns a path: it never counts for a second opinion.
   */
  readonly sectionsByKeyword: (text: string) => KeywordSections;
};

/** Longest MAINTAINERS file that is read, in UTF-16 units. Linux' has 0.9 million. */
export const maintainersTextMax = 1 << 24;

/**
 * Reads a MAINTAINERS file in the form of Linux and QEMU.
 *
 * `F:` and `X:` are shell patterns in which `*` stays within a component and `**` (Linux) does not: `dir/` is everything
 * below, `dir/*` the files in it but not below. get_maintainer.pl asks the tree whether a pattern without a final slash is
 * a directory; without a tree, one without wildcards means the file of that name and everything below it. That script
 * also accepts a path that goes on after the pattern (`scripts/kernel-doc` takes `scripts/kernel-doc.py`); the file's own
 * description promises no such thing, so a pattern means the whole name here. `X:` is tested first and takes the path
 * from the whole section. `N:` is a regular expression on the path. A pattern that cannot be evaluated is a warning, and
 * makes a path's owners unknown where nothing else tells who owns it.
 */
export function parseMaintainersFile(source: Source): { maintainers: MaintainersFile; problems: readonly Problem[] } {
  if (source.text.length > maintainersTextMax) return tooLong(source);
  const { sections, problems } = readSections(source);
  const read = sections.map((section) => readSection(source, section));
  const maintainers = {
    source: source.name,
    ownersOf: ownersOf(read),
    everyMaintainer: eachOnce(read.flatMap(({ ownership }) => ownership.maintainers)),
    everySection: read.map(({ ownership }) => ownership),
    sectionsByKeyword: (text: string) => sectionsByKeyword(read, text),
  };
  return { maintainers, problems: [...problems, ...read.flatMap((section) => section.problems)] };
}

function ownersOf(sections: readonly ReadSection[]): Maintainers["ownersOf"] {
  const included = sectionIndex(sections, ({ files }) => files);
  const excluded = sectionIndex(sections, ({ exclusions }) => exclusions);
  const byName = sections.flatMap((section, number) => section.names.map((name) => ({ name, number })));
  const doubtful = sections.flatMap(({ doubt }, number) => (doubt === null ? [] : [{ doubt, number }]));

  return (path) => {
    const without = excluded(path);
    const owning = included(path);
    for (const { name, number } of byName) if (name.matches(path)) owning.add(number);
    const numbers = [...owning].filter((number) => !without.has(number)).sort((first, second) => first - second);
    const ownerships = numbers.map((number) => (sections[number] as ReadSection).ownership);
    if (ownerships.some(({ matchesEverything }) => !matchesEverything)) return learned(ownerships);
    const doubt = doubtful.find(({ number }) => !without.has(number));
    return doubt ? unknown(doubt.doubt) : learned(ownerships);
  };
}

/** The numbers of the sections of which some pattern matches a path. */
function sectionIndex(
  sections: readonly ReadSection[],
  globsOf: (section: ReadSection) => readonly PathGlob[],
): (path: string) => Set<number> {
  const filed = sections.flatMap((section, number) => globsOf(section).map((glob) => ({ glob, number })));
  const matching = indexGlobs(filed.map(({ glob }) => glob));
  return (path) => new Set(matching(path).map((id) => (filed[id] as { number: number }).number));
}

function sectionsByKeyword(sections: readonly ReadSection[], text: string): KeywordSections {
  const lines = text.split("\n");
  return {
    sections: sections
      .filter(({ keywords }) => keywords.some((keyword) => lines.some((line) => keyword.matches(line))))
      .map(({ ownership }) => ownership),
    notEvaluated: sections.flatMap(({ keywordDoubts }) => keywordDoubts),
  };
}

function tooLong(source: Source): { maintainers: MaintainersFile; problems: readonly Problem[] } {
  const text = `\`${source.name}\` is longer than ${maintainersTextMax} characters and is not read`;
  const nobodyKnows = (): Learned<never> => unknown(text);
  return {
    maintainers: {
      source: source.name,
      ownersOf: nobodyKnows,
      everyMaintainer: [],
      everySection: [],
      sectionsByKeyword: () => ({ sections: [], notEvaluated: [text] }),
    },
    problems: [errorAt("maintainers-too-long", text, spanOf(source, 0, 0))],
  };
}
