import type { Attested } from "../audit/audit.ts";
import { shortObjectId } from "../commit/object-id.ts";
import { counted, fold, grouped } from "./layout.ts";
import type { Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

/** Commits that are shown of each statement; the rest is counted. */
const shownMax = 20;

/** Who stated what, and when it entered. Nothing here says that it is so. */
export function attestedLines(attested: readonly Attested[], style: Style): readonly string[] {
  return attested.flatMap(({ statement, commits, listed }) => {
    const lines = listed.slice(0, shownMax).flatMap(({ id, subject, by, place, entered }) => {
      const said = `${shown(subject, 80)} (${shown(`${by.name} <${by.email}>`)}, ${shown(place)})`;
      return fold(`    ${entered.day}  ${shortObjectId(id)}  `, said, "      ", style.width);
    });
    const more = commits - Math.min(listed.length, shownMax);
    return [
      `  ${style.paint.tone("strong", beginning(statement))}: ${counted(commits, "commit")}`,
      ...lines,
      ...(more > 0 ? [`    … and ${grouped(more)} more`] : []),
    ];
  });
}
