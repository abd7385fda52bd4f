import { readFileSync } from "node:fs";
import nodeModule, { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { makeDirectory } from "../adapters/files/make-directory.ts";
import { cacheHome } from "./cache-home.ts";
import { keepCode, recallCode } from "./code-cache.ts";

/** A piece of the program, as the build writes it: the body of a CommonJS module. */
type Chunk = (module: { exports: unknown }, exports: unknown, require: (name: string) => unknown) => void;

/** The digest of the file with the chunks, set when it is bundled. */
declare const PROVISO_CHUNKS: string;

/**
 * Loads the program. Nearly all of what a check or a hook takes is Node reading code, so the code that they need stands in one file, and
 * beside it in the user's cache what V8 made of it when the same command ran before: functions that have run are not even parsed again. Node's
 * own compile cache keeps them as they are before they run; other files still get that one.
 */
const words = process.argv.slice(2);
const directory = join(__dirname, "cli");
const home = process.env["NODE_DISABLE_COMPILE_CACHE"] === "1" ? null : keptIn(cacheHome(process.env));

let passedQuietly = false;

const files = { all: "chunks.js", quick: "quick.js" } as const;
const outside = createRequire(join(directory, files.all));

/**
 * How much code V8 copies into a function that it optimises, bytes. An audit is over before its 920 pay: compiling took a quarter of all that
 * an audit took, in threads of its own (decision 0014).
 */
const inlinedBytesMax = 100;

// Before any code is read: what V8 kept of it holds for the options that it was kept under.
if (words[0] === "audit")
  outside("node:v8").setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlinedBytesMax}`);

/** Null where nothing can be kept there: Node, asked to, would try to make the directory for ever. */
function keptIn(directory: string | null): string | null {
  try {
    if (directory !== null) makeDirectory(join(directory, "proviso"), 0o700);
    return directory;
  } catch {
    return null;
  }
}

/** Gives what a chunk of a file exports; what is none of its chunks is another file. */
function loader(file: keyof typeof files): (name: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  let chunks: ReadonlyMap<string, Chunk> | undefined;
  return function load(name) {
    chunks ??= readChunks(file);
    const run = chunks.get(name);
    if (run === undefined) return outside(name);
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(name, module);
    run(module, module.exports, load);
    return module.exports;
  };
}

function readChunks(file: keyof typeof files): ReadonlyMap<string, Chunk> {
  const filename = join(directory, files[file]);
  const cache = home === null ? null : join(home, "proviso", "code");
  const name = `${PROVISO_CHUNKS}-${process.version}-${process.arch}-${file === "quick" ? file : commandName(words)}`;
  const cachedData = cache === null ? undefined : recallCode(cache, name);
  const script = new Script(readFileSync(filename, "latin1"), { filename, ...(cachedData && { cachedData }) });
  if (cache !== null && (cachedData === undefined || script.cachedDataRejected)) {
    process.once("exit", (status) => {
      // What ended in a complaint about the command line has used little of its code, and so has the quick way where it was not gone to its end.
      if (status <= 2 && (file !== "quick" || passedQuietly)) keepCode(cache, name, script.createCachedData());
    });
  }
  return new Map(Object.entries(script.runInThisContext() as Record<string, Chunk>));
}

/** Each command uses other code, and each hook that runs. */
function commandName([first = "", second = "", third = ""]: readonly string[]): string {
  const name = first === "hook" && second === "run" ? `${first}-${third}` : first;
  return /^[a-z-]{1,40}$/.test(name) ? name : "other";
}

/** What a chunk of the program exports; files that stand outside the one file ask for it here. */
export const chunk = loader("all");

function start(): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (directory: string) => void };
  // Node's own place would be the directory for temporary files, which all users write to. Older Nodes have no such cache.
  if (home !== null) enableCompileCache?.(process.env["NODE_COMPILE_CACHE"] ?? join(home, "proviso", "compiled"));
  chunk("./main.cjs");
}

if (words.slice(0, 3).join(" ") === "hook run commit-msg") {
  const { passesQuietly } = loader("quick")("./quick.cjs") as typeof import("./quick-message.ts");
  void passesQuietly(words).then((passes) => {
    passedQuietly = passes;
    if (!passes) start();
  });
} else start();
