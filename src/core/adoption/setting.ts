/** One setting of a proposed policy, with what was seen that speaks for it. */
export type Setting = {
  /** Where it stands: `document`, `ai.stance`, `rules.sign-off-order`. */
  readonly name: string;
  /** The value as YAML on one line; null: there is nothing to propose, only something to say. */
  readonly value: string | null;
  /** `proposed`: it is in force once the file is there. `left-open`: it stands there as a comment, for people to decide. */
  readonly state: "proposed" | "left-open";
  /** Sentences, each on one line, foreign words neutralised. */
  readonly reasons: readonly string[];
};

/** A setting that is in force once the file is there. */
export const proposed = (name: string, value: string, ...reasons: readonly string[]): Setting => ({
  name,
  value,
  state: "proposed",
  reasons,
});

/** A setting that stands there as a comment, or, without a value, only what there is to say of it. */
export const leftOpen = (name: string, value: string | null, ...reasons: readonly string[]): Setting => ({
  name,
  value,
  state: "left-open",
  reasons,
});
