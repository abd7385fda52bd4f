import { CommandFailure } from "./exit-status.ts";

/** The moment that a patch is of, seconds since 1970: https://reproducible-builds.org/specs/source-date-epoch/, else now. */
export const patchDate = (sourceDateEpoch: string | undefined): number =>
  sourceDate(sourceDateEpoch) ?? Math.floor(Date.now() / 1000);

/** The moment that the environment names; null where it names none. */
export function sourceDate(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  if (/^\d{1,11}$/.test(text)) return Number(text);
  throw new CommandFailure(`SOURCE_DATE_EPOCH holds seconds since 1970, not \`${text}\``, "usage");
}
