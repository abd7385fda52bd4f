/** What git tells a hook of its repository, and what therefore holds although it stands in the environment. */
export const hookVariables: readonly string[] = ["GIT_DIR"];

/** Until a push is accepted, its objects are in a directory of their own, which git names (git-receive-pack(1), "Quarantine"). */
export const quarantineVariables: readonly string[] = [
  "GIT_QUARANTINE_PATH",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
];
