import type { FilePlace, Leftover, Proof, ProofDetail } from "../evidence/proof.ts";
import { fold } from "./layout.ts";
import { shown } from "./words.ts";

/** Lines of one detail that are shown; JSON has them all. */
const entriesMax = 20;
/** Lines of a patch that are shown. */
const patchLinesMax = 60;
/** Code units of a template or a leftover that are shown. */
const codeUnitsMax = 400;

/** What a person can check a proof by, a line each: the renaming, the templates, the moves, the commit, the script. */
export function detailLines(detail: ProofDetail, indent: string, width: number | null): readonly string[] {
  switch (detail.kind) {
    case "renaming":
      return clipped(detail.names, ({ before, after, places }) =>
        line(`\`${shown(before)}\` → \`${shown(after)}\`, ${times(places)}`, indent, width),
      );
    case "templates":
      return clipped(detail.templates, ({ before, after, places, examples }) => [
        ...line(`${times(places)}, such as ${examples.slice(0, 2).map(placeWords).join(" and ")}:`, indent, width),
        ...line(`- ${shown(before, codeUnitsMax)}`, `${indent}  `, width),
        ...line(`+ ${shown(after, codeUnitsMax)}`, `${indent}  `, width),
      ]);
    case "moves":
      return clipped(detail.definitions, ({ name, from, to }) =>
        line(`\`${shown(name)}\`: ${placeWords(from)} → ${placeWords(to)}`, indent, width),
      );
    case "commit":
      return line(`${shown(detail.id)} ${shown(detail.subject, codeUnitsMax)}`, indent, width);
    case "script":
      return [
        ...clipped(textLines(detail.script), (text) => line(shown(text, codeUnitsMax), indent, width)),
        ...(detail.difference === null ? [] : differenceLines(detail.difference, indent, width)),
      ];
  }
}

/** A patch, from what the script makes to what the commit has. */
function differenceLines(patch: string, indent: string, width: number | null): readonly string[] {
  const lines = clipped(
    textLines(patch),
    (text) => line(shown(text, codeUnitsMax), `${indent}  `, width),
    patchLinesMax,
  );
  return [...line("from what the script makes to what the commit has:", indent, width), ...lines];
}

const textLines = (text: string): readonly string[] => text.replace(/\n+$/, "").split("\n");

/** The parts of a change that no template explains: what a reviewer should read. */
export function leftoverLines(leftovers: readonly Leftover[], indent: string, width: number | null): readonly string[] {
  return clipped(leftovers, ({ path, line: at, before, after }) => [
    ...line(`also changes ${placeWords({ path, line: at })}:`, indent, width),
    ...line(`- ${shown(before, codeUnitsMax)}`, `${indent}  `, width),
    ...line(`+ ${shown(after, codeUnitsMax)}`, `${indent}  `, width),
  ]);
}

/** `proved` with how, or why not. */
export function proofWords(proof: Proof): string {
  if (proof.kind === "proved") return `proved: ${shown(proof.how, codeUnitsMax)}`;
  const state = proof.kind === "not-proved" ? "not proved" : "no proof available";
  return `${state}: ${shown(proof.why, codeUnitsMax)}`;
}

function clipped<T>(
  entries: readonly T[],
  write: (entry: T) => readonly string[],
  most = entriesMax,
): readonly string[] {
  const lines = entries.slice(0, most).flatMap(write);
  if (entries.length <= most) return lines;
  const indent = /^ */.exec(lines[0] ?? "")?.[0] ?? "";
  return [...lines, `${indent}… and ${entries.length - most} more`];
}

const line = (text: string, indent: string, width: number | null): readonly string[] =>
  fold(indent, text, `${indent}    `, width);

const placeWords = ({ path, line: at }: FilePlace): string => `${shown(path)}:${at}`;
const times = (places: number): string => (places === 1 ? "in one place" : `in ${places} places`);
