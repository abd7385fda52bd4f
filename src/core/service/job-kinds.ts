/**
 * What a service works on, the more urgent first: telling a forge what was found, looking at what arrived, judging, and what nobody waits for.
 *
 * - `publish`: tell the forge a conclusion; key: the conclusion's id
 * - `take-event`: act on what a delivery said; key: forge, host and delivery id
 * - `follow-policy`: have judged again what a new policy of a branch concerns; key: repository and branch
 * - `judge`: judge a contribution, a push or the head of a merge queue; key: repository and what of it
 * - `read-register`: read the exceptions that the document lists; key: repository
 * - `read-requests`: read the requests for exceptions in a repository's issues; key: repository, and which one where only that is read again
 * - `discover`: list the repositories of an account; key: forge, host and account
 * - `audit`: audit a branch; key: repository
 * - `measure-exposure`: measure what of each exception is in a branch; key: repository and kind of question (`ExposureQuestion`)
 * - `forget`: retention; key: `all`
 */
export const jobKinds = [
  "publish",
  "take-event",
  "follow-policy",
  "judge",
  "read-register",
  "read-requests",
  "discover",
  "audit",
  "measure-exposure",
  "forget",
] as const;

export type JobKind = (typeof jobKinds)[number];

/** How large the payload of a job may be, in bytes of JSON. */
export const payloadBytesMax = 256 * 1024;
