import type { Learned } from "../core/text/learned.ts";

/** A script, the tree that it starts from, and the commit whose tree it is to make. Ids are full. */
export type SandboxRequest = {
  readonly script: string;
  /** Texts that the script can read as `/patches/0.cocci`, `/patches/1.cocci`, … and that it cannot change. */
  readonly semanticPatches: readonly string[];
  readonly tree: PackedTree;
  readonly commit: string;
  readonly objectFormat: "sha1" | "sha256";
  /**
   * Where git keeps the commit's objects, absolute. The script never sees them: it could take what it is to make from
   * there.
   */
  readonly objectDirectories: readonly string[];
};

/** A tree, by its id, and a directory of objects that holds it and nothing else. */
export type PackedTree = { readonly id: string; readonly objectDirectory: string };

export type SandboxRun = {
  readonly sameTree: boolean;
  /** A patch from the tree that the script made to the commit's, cut where it is long; empty when they are the same. */
  readonly difference: string;
  /** The end of what the script wrote to its standard error. */
  readonly complaint: string;
};

/** Runs scripts of strangers: without a network, without a place to write to, with limits. */
export type Sandbox = {
  /** @returns why not, as a clause for people: no sandbox here, a limit was reached, an object is missing */
  readonly run: (request: SandboxRequest) => Promise<Learned<SandboxRun>>;
};
