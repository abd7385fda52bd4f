import { inflateModule } from "./inflate-module.ts";

/** What `assembly/inflate.ts` and `assembly/scan.ts` export. */
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
  readonly visitsAt: () => number;
  readonly parentsOf: () => number;
  readonly othersOf: () => number;
  readonly committedOf: () => number;
  /** How many people the object of this size at `objectAt` names, if it is a plain commit; else −1. */
  readonly scan: (size: number) => number;
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
  instance ??= createInstance();
  return instance;
}

function createInstance(): ObjectModule {
  const { exports } = new assembly.Instance(new assembly.Module(Buffer.from(inflateModule, "base64")));
  return { exports: exports as Exports, bytes: new Uint8Array((exports as Exports).memory.buffer) };
}
