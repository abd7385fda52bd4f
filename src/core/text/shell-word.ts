/** A text as one word of a POSIX shell's command line, quoted if it holds anything that a shell might read otherwise. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./^-][\w@%+=:,./^~-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
