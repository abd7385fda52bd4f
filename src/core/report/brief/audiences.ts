/** For whom a brief is written. */
export const audiences = ["agent", "contributor", "maintainer"] as const;
export type Audience = (typeof audiences)[number];
