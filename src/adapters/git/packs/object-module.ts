import { inflateModule } from "./inflate-module.ts";

/** What `assembly/inflate.ts`, `scan.ts`, `outline.ts` and `header.ts` export. */
type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly streamAt: () => number;
  readonly objectAt: () => number;
  /** 1: the stream at `streamAt`, with what stands behind it so many bytes, gave an object of this size at `objectAt`. */
  readonly inflate: (bytes: number, size: number) => number;
  readonly marksAt: () => number;
  readonly keyCharactersAt: () => number;
  readonly stopsAt: () => number;
  readonly trailersAt: () => number;
  readonly heardKeysAt: () => number;
  readonly signOffCharactersAt: () => number;
  readonly setBits: (note: number, lastNote: number, unknownKey: number, exception: number, unsigned: number) => void;
  /** Where the outliner says what it numbered. */
  readonly linesAt: () => number;
  readonly kindsAt: () => number;
  /** The number of the outline of the object of this size at `objectAt`; 0: it has none. */
  readonly outline: (size: number) => number;
  /** The number of parents of the commit of this size at `objectAt`, of which the rest stands at `readAt`; −1: its header is unusual. */
  readonly survey: (size: number) => number;
  readonly readAt: () => number;
};

/** A module of our own, for small objects, and its memory. */
export type ObjectModule = { readonly exports: Exports; readonly bytes: Uint8Array };

/** Node has it; its types, for the oldest Node that we run on, do not. */
const { WebAssembly: assembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: unknown };
  };
};

let instance: ObjectModule | undefined;

/** The module of this thread. */
export function objectModule(): ObjectModule {
  instance ??= createObjectModule();
  return instance;
}

/** Another, that has numbered nothing. */
export function createObjectModule(): ObjectModule {
  const { exports } = new assembly.Instance(new assembly.Module(Buffer.from(inflateModule, "base64")));
  return { exports: exports as Exports, bytes: new Uint8Array((exports as Exports).memory.buffer) };
}
