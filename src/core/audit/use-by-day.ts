import type { UseByDay } from "../rules/ai/window-use.ts";

/** How many commits entered on a day (counted from 1970 on), and how many of them declare AI use or bear an agent's identity. */
export type DayUse = readonly [day: number, use: { readonly commits: number; readonly withAi: number }];

/** Counts what enters, on top of what entered earlier. */
export function createUseByDay(earlier: readonly DayUse[]): {
  readonly days: UseByDay;
  readonly add: (day: number, aiUse: boolean) => void;
} {
  const days = new Map(earlier.map(([day, { commits, withAi }]) => [day, { commits, withAi }]));
  return {
    days,
    add(day, aiUse) {
      const use = days.get(day) ?? { commits: 0, withAi: 0 };
      if (use.commits === 0) days.set(day, use);
      use.commits += 1;
      if (aiUse) use.withAi += 1;
    },
  };
}
