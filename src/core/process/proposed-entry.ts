import type { FieldName } from "../document/fields.ts";

/** An entry as somebody wants the document to list it: its heading, its fields in the order in which they are to stand, and the prose below them. */
export type ProposedEntry = {
  readonly title: string;
  readonly fields: readonly { readonly name: FieldName; readonly value: string }[];
  readonly prose: string;
};
