import type { FuzzTarget } from "./target.ts";
import { commitTargets } from "./targets/commits.ts";
import { documentTargets } from "./targets/documents.ts";
import { mailTargets } from "./targets/mails.ts";
import { peopleTargets } from "./targets/people.ts";
import { policyTargets } from "./targets/policies.ts";
import { savedTargets } from "./targets/saved.ts";
import { storedTargets } from "./targets/stored.ts";

/** Every reader of foreign bytes that is fuzzed; docs/fuzzing.md says what was found. */
export const targets: readonly FuzzTarget[] = [
  ...commitTargets,
  ...mailTargets,
  ...documentTargets,
  ...policyTargets,
  ...peopleTargets,
  ...savedTargets,
  ...storedTargets,
];
