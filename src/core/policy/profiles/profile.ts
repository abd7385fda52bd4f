/** A whole example policy of a real project, as its `proviso.yaml` would read. */
export type Profile = {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** Where the project says so. */
  readonly source: string;
  /** The day of the text that the profile follows, `YYYY-MM-DD`. */
  readonly date: string;
  /** The commented YAML file. */
  readonly text: string;
};
