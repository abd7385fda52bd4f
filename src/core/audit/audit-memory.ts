import type { Day } from "../text/day.ts";
import type { Milestone } from "./audit.ts";
import type { AuditSums } from "./audit-tally.ts";
import { type Lineage, notReached } from "./lineage.ts";
import type { FileChange } from "./timeline.ts";
import type { DayUse } from "./use-by-day.ts";

/** What a commit of the audited line changed of the policy's files. */
export type LineChange = { readonly id: string; readonly files: readonly FileChange[] };

/** What an audit found, for the next one to go on from. It lists no commits. */
export type AuditMemory = {
  /** The full id of what was audited. */
  readonly tip: string;
  /** The latest day on which anything entered. */
  readonly latest: Day;
  readonly use: readonly DayUse[];
  /** Oldest first. */
  readonly changes: readonly LineChange[];
  /** All paths that files of the policy may have. */
  readonly paths: readonly string[];
  readonly hadPolicy: boolean;
  readonly milestones: readonly Milestone[];
  readonly sums: AuditSums;
};

/** Where an audit goes on from an earlier one. */
export type GoingOn = {
  /** The position of the line from which on commits are judged. */
  readonly from: number;
  /** The latest day on which anything entered before it. */
  readonly latest: Day;
};

/** @param earlier - null: there was none, and all is judged */
export const goingOn = ({ mainline, numberOf }: Lineage, earlier: AuditMemory | null): GoingOn =>
  earlier === null
    ? { from: 0, latest: "0000-01-01" }
    : { from: mainline.indexOf(numberOf(earlier.tip) ?? notReached) + 1, latest: earlier.latest };

type Digest = (parts: readonly Uint8Array[]) => string;

/** As text, with a digest in front: whatever happens to it in between is noticed. */
export function memoryText(memory: AuditMemory, digest: Digest): string {
  const { sums } = memory;
  const rules = sums.rules.map(({ id, counts, years }) => ({ id, counts, years: [...years] }));
  const text = JSON.stringify({ ...memory, sums: { ...sums, rules, commits: [] } });
  return `${digestOf(text, digest)}\n${text}`;
}

/** The memory in a text that `memoryText` wrote; null when it is not whole. */
export function restoreMemory(text: string, digest: Digest): AuditMemory | null {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== digestOf(body, digest)) return null;
  const memory = JSON.parse(body) as AuditMemory;
  const rules = memory.sums.rules.map(({ id, counts, years }) => ({ id, counts, years: new Map(years) }));
  return { ...memory, sums: { ...memory.sums, rules } };
}

const digestOf = (text: string, digest: Digest): string => digest([new TextEncoder().encode(text)]);
