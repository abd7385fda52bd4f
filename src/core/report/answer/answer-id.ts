import { entriesOf, fingerprintOf } from "../report-entries.ts";
import type { AnswerSettings } from "./answer-settings.ts";
import type { ReportedSeries } from "./answered-series.ts";

/** A digest of a text, in lower-case hexadecimal digits, 32 or more. */
export type Digest = (text: string) => string;

/** Digits of a digest that an id has: 128 bits, so that no two answers have the same by chance or by intent. */
const digitsKept = 32;

/**
 * The Message-Id of an answer: the same for the same series, version and findings, so that whoever gets it twice, a server, an archive or we
 * ourselves after a crash, can tell. It names no program.
 */
export function answerId({ series, report }: ReportedSeries, { from, digest }: AnswerSettings): string {
  const said = [...entriesOf(report)].map((entry) => [fingerprintOf(entry), entry.weight, entry.what]);
  const whole = JSON.stringify([series.key, series.version, report.conclusion, said]);
  return `<${digest(whole).slice(0, digitsKept)}.v${series.version}@${domainOf(from.email)}>`;
}

/** Is this a Message-Id that `answerId` gives? */
export function isAnswerId(id: string, { from, ownAddresses }: Pick<AnswerSettings, "from" | "ownAddresses">): boolean {
  const [, domain] = /^<[0-9a-f]{32}\.v\d+@([^>]+)>$/.exec(id) ?? [];
  return domain !== undefined && [from.email, ...ownAddresses].some((own) => domainOf(own) === domain.toLowerCase());
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
