/** A word as a POSIX shell takes it: as it is where nothing in it means anything to a shell, else in quotes. */
export const shellWord = (word: string): string =>
  /^[\w./:@~^-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
