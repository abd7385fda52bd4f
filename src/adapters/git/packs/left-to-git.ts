/** What this reader does not read, or cannot: git does, and says what is wrong if something is. Thrown in the reader alone. */
export class LeftToGit extends Error {}

/** For whoever looks into it: git's own words are what people see. */
export function leaveToGit(why: string): never {
  throw new LeftToGit(why);
}
