import type { ChangeKind } from "../document/document.ts";

/** Kinds that entries of a change have, by names and modes. */
export type EntryKind = "rename" | "mode";

/** Kinds that paths have, by their classes. */
export type ClassKind = "docs" | "tests" | "generated";

export type PathKind = EntryKind | ClassKind;

const pathKinds: ReadonlySet<ChangeKind> = new Set(["rename", "mode", "docs", "tests", "generated"]);

/** Is the kind decided by names, modes and blob ids alone? */
export const isPathKind = (kind: ChangeKind): kind is PathKind => pathKinds.has(kind);
