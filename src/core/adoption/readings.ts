import { parseDcoYml } from "../policy/dco-yml.ts";
import type { ParsedPolicy } from "../policy/parse-policy.ts";
import { catalogue } from "../rules/catalogue.ts";
import { type ContributionDocument, readContributionDocument } from "./contribution-document.ts";
import { type LinterSettings, readLinterSettings } from "./linter-settings.ts";
import type { SeenTexts } from "./seen.ts";
import { likeliest, readSeenMaintainers, type SeenMaintainers } from "./seen-maintainers.ts";

/** What the texts of a repository say, as far as a program can tell. */
export type Readings = {
  readonly documents: readonly ContributionDocument[];
  readonly linters: LinterSettings;
  /** Null: there is none. With errors among its problems nobody knows what it meant. */
  readonly dcoYml: ParsedPolicy | null;
  /** The file that a policy can be made with, else the likeliest one. */
  readonly maintainers: SeenMaintainers | null;
};

/** Reads all texts once. Total. */
export const readTexts = ({ documents, linters, dcoYml, maintainers }: SeenTexts): Readings => ({
  documents: documents.map(readContributionDocument),
  linters: readLinterSettings(linters),
  dcoYml: dcoYml === null ? null : parseDcoYml(dcoYml, catalogue),
  maintainers: likeliest(maintainers.map(readSeenMaintainers)) ?? null,
});
