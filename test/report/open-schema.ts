/** A schema by which values may have more keys than it names: the one thing in which our readers are milder than it. */
export const openSchema = (schema: unknown): object =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "additionalProperties" && value === false ? undefined : value,
  ) as object;
