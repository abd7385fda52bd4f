import type { Report } from "../evaluate/verdict.ts";
import { withRewordedFixes } from "./reworded-fixes.ts";

/**
 * A report on a commit that is not there yet, with remedies that fit: `git commit --amend` would change the commit before it. The words are
 * otherwise those of the rules.
 */
export const withPendingFixes = (report: Report): Report => withRewordedFixes(report, pendingFix);

/** The words of a remedy for a commit that is still to be made. */
export const pendingFix = (fix: string): string =>
  fix
    .replaceAll(/,? with `git commit --amend`/g, "")
    .replaceAll(", or several with `git rebase --signoff BASE`", "")
    .replaceAll("git commit --amend --reset-author --signoff", "git commit --signoff")
    .replaceAll("git commit --amend --reset-author", "git commit --author='NAME <ADDRESS>'")
    .replaceAll("git commit --amend", "git commit");
