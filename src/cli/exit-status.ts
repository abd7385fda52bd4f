import type { Conclusion } from "../core/index.ts";

/** Exit statuses, as `proviso help` and docs/ci.md have them. With a report: pass, fail, undecided. Without one: usage, work. */
export const exitStatus = { pass: 0, fail: 1, undecided: 2, usage: 3, work: 4 } as const;

/** A policy with problems is 3, whatever else the report says. */
export function statusOf(conclusion: Conclusion, policyHasProblems: boolean): number {
  return policyHasProblems ? exitStatus.usage : exitStatus[conclusion];
}

/** Ends a command without a report: one clear sentence and a status, never a stack trace. */
export class CommandFailure extends Error {
  readonly status: number;
  constructor(text: string, fault: "usage" | "policy" | "work") {
    super(text);
    this.status = fault === "work" ? exitStatus.work : exitStatus.usage;
  }
}
