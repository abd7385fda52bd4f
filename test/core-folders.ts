/**
 * Folders of tests that see the core in their own process. Those of programs, servers and real repositories stand beside them, and come by
 * much of the core while they look at little of it. Files of these folders share a process (vitest.config.ts), so each puts back what it altered
 * of it.
 */
export const coreFolders: readonly string[] = [
  "adoption",
  "audit",
  "commit",
  "document",
  "evaluate",
  "evidence",
  "fix",
  "forge",
  "mail",
  "people",
  "policy",
  "process",
  "profiles",
  "report",
  "rules",
  "service/core",
  "text",
  "watch",
];
