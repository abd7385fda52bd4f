import type { Report } from "../evaluate/verdict.ts";
import { withRewordedFixes } from "./reworded-fixes.ts";

/** Where the message of a squash comes from, and so where it is mended. */
export type LandingSource = "description" | "commits" | "blank";

/**
 * A report on the message that a squash would land, with remedies that fit: it stands in no commit that anybody could amend. The words are
 * otherwise those of the rules.
 */
export const withLandingFixes = (report: Report, source: LandingSource): Report =>
  withRewordedFixes(report, (fix) => landingFix(fix, source));

const places: { readonly [S in LandingSource]: string } = {
  description: "in the title or the text of the request",
  commits: "in the title of the request or the messages of its commits",
  blank: "in the title of the request, which is all that lands",
};

const signOff = "a `Signed-off-by: NAME <ADDRESS>` at the end of";

const signOffs: { readonly [S in LandingSource]: string } = {
  description: `${signOff} the request's text`,
  commits: `${signOff} the last commit's message`,
  blank: `${signOff} the text, and a squash that takes the request's text or its commits' messages`,
};

/** The words of a remedy for a message that a forge will write. */
export const landingFix = (fix: string, source: LandingSource): string =>
  fix
    .replaceAll(/`git commit --amend --signoff`(?:, or several with `git rebase --signoff BASE`)?/g, signOffs[source])
    .replaceAll(/; a `Signed-off-by: [^`]*` at the end of .* does$/g, ` ${places[source]}`)
    .replaceAll(
      /set your name with `git config user.name NAME`, then `git commit --amend --reset-author --signoff`/g,
      `write your name ${places[source]}`,
    )
    .replaceAll(/set yours with `git config [^`]*` and /g, "")
    .replaceAll(/: `git commit --amend --reset-author`/g, ` ${places[source]}`)
    .replaceAll(/,? with `git commit --amend[^`]*`/g, ` ${places[source]}`);
