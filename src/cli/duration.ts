import { CommandFailure } from "./exit-status.ts";

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The milliseconds of `90s`, `30m`, `12h` or `7d`; at most a year. */
export function durationOption(name: string, text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,8})([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(digits) * (units[unit] ?? Number.NaN);
  if (digits !== "" && milliseconds <= 366 * 86_400_000) return milliseconds;
  throw new CommandFailure(`${name} takes a time such as 90s, 30m, 12h or 7d, up to a year, not \`${text}\``, "usage");
}

/** A whole number within a range. */
export function countOption(name: string, text: string, [least, most]: readonly [number, number]): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new CommandFailure(`${name} takes a number from ${least} to ${most}, not \`${text}\``, "usage");
}
