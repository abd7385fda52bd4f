/** Tells that something may have changed in directories. It may tell too often, and tells of nothing that is not looked at afterwards. */
export type Changes = {
  /**
   * Comes when something changed in one of the directories since it last came (or since the first question), or when the usual time between two
   * looks is over, or when `signal` says stop. Never rejects. A directory that is not there, or cannot be watched, is looked at from time to
   * time only.
   */
  next(directories: readonly string[], signal: AbortSignal): Promise<void>;
  close(): void;
};
