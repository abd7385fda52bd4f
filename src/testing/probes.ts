import type { Example } from "./example.ts";

/** A case, changed in one respect, to see whether the rule has an outcome that no case shows. */
export type Variant = { readonly how: string; readonly example: Example };

/** The case as a merge, without its body, and with each costly fact unknown. */
export function variantsOf(example: Example): readonly Variant[] {
  const { surroundings = {}, ...alone } = example;
  const { maintainers: _m, codeowners: _c, ...others } = surroundings;
  const [subject = ""] = example.text.split("\n", 1);
  return [
    { how: "as a merge", example: { ...example, merge: true } },
    { how: "with its subject alone", example: { ...example, text: `${subject}\n` } },
    { how: "with its changes unknown", example: { ...example, changes: "unknown" } },
    { how: "without changes", example: { ...example, changes: "" } },
    { how: "with maintainers unknown", example: { ...example, surroundings: others } },
    { how: "with no forge asked", example: { ...alone, surroundings: withoutRequest(surroundings) } },
    { how: "without a policy document", example: { ...alone, surroundings: withoutDocument(surroundings) } },
    {
      how: "with the contribution's document unknown",
      example: { ...example, surroundings: { ...surroundings, documentAtHead: "unknown" } },
    },
  ];
}

function withoutRequest(surroundings: NonNullable<Example["surroundings"]>): NonNullable<Example["surroundings"]> {
  const { request: _request, ...others } = surroundings;
  return others;
}

function withoutDocument(surroundings: NonNullable<Example["surroundings"]>): NonNullable<Example["surroundings"]> {
  const { document: _document, ...others } = surroundings;
  return others;
}
