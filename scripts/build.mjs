// Plain JavaScript, so that it runs on every Node that the product runs on: `npm ci` builds, whatever Node the machine has.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle, transform } from "esbuild";

/** The oldest Node that the product runs on. */
const target = "node20.19";

const common = /** @type {const} */ ({
  bundle: true,
  platform: "node",
  target,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
});

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** Stands for what tells this program from others of its version, until all of it is known. */
const buildMark = "build-of-this-program";

/** Packages of the core that cost milliseconds to read. The core imports them as usual; the command line reads each when it is first used. */
const lateModules = ["yaml", "re2js"];

/**
 * Where an ES module of a late package stands, if Node's own entry is another: yaml's browser build has the same source, and of an ES module only what is
 * used is bundled. Loading it takes 2 ms, and 14 ms the CommonJS that Node would get.
 */
const moduleOf = /** @type {const} */ ({ yaml: "yaml/browser/dist/index.js" });

/** Reads source code for proofs; imported when the first one is asked for, by code that waits for it anyway. */
const parserPackage = "web-tree-sitter";

/** The grammars, by the names of their files; a package may hold several. */
const grammarFiles = [
  "web-tree-sitter/web-tree-sitter",
  ...["bash", "c", "cpp", "go", "java", "javascript", "json", "kconfig", "make", "python", "rust"].map((name) => `tree-sitter-${name}/tree-sitter-${name}`),
  ...["tsx", "typescript"].map((name) => `tree-sitter-typescript/tree-sitter-${name}`),
  ...["toml", "yaml"].map((name) => `@tree-sitter-grammars/tree-sitter-${name}/tree-sitter-${name}`),
];

/** Grammars are WebAssembly, the same on every machine, so the build takes them along and no user installs their packages. */
async function copyGrammars() {
  await mkdir(path("dist/grammars"), { recursive: true });
  for (const file of grammarFiles) {
    await copyFile(path(`node_modules/${file}.wasm`), path(`dist/grammars/${file.slice(file.lastIndexOf("/") + 1)}.wasm`));
  }
}

/** The engine of the state of a watch, as its package has it; it looks for that beside the code that it was bundled into. */
const databaseFile = "node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm";

/** Packages of which something stands in the command line, and so their licences have to. */
const bundled = new Set(grammarFiles.map((file) => file.slice(0, file.lastIndexOf("/"))));

/** @param {import("esbuild").Metafile | undefined} metafile */
function noteBundled(metafile) {
  for (const file of Object.keys(metafile?.inputs ?? {})) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    if (name !== undefined) bundled.add(name);
  }
}

/** The licences of all that is bundled, in one file: their terms go where their code goes. */
async function writeLicences() {
  const texts = [...bundled].sort().map(async (name) => {
    const { version, license } = JSON.parse(await readFile(path(`node_modules/${name}/package.json`), "utf8"));
    const files = (await readdir(path(`node_modules/${name}`))).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
    if (license === undefined && files.length === 0) throw new Error(`${name} is bundled and has no licence`);
    const terms = await Promise.all(files.map((file) => readFile(path(`node_modules/${name}/${file}`), "utf8")));
    return `${name} ${version} (${license})\n\n${terms.map((text) => text.trim()).join("\n\n")}\n`;
  });
  await writeFile(path("dist/licences.txt"), (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`));
}

/**
 * The command line, as CommonJS chunks. What every check and hook needs stands in one file, a function a chunk, of which none is run before
 * somebody asks for it; each other chunk is a file, which a command that does not use it never reads. esbuild splits ES modules only, so
 * they are split first and each is then turned into CommonJS, which Node loads faster.
 */
async function buildCommandLine() {
  const { version } = JSON.parse(await readFile(path("package.json"), "utf8"));
  const { outputFiles, metafile } = await bundle({
    ...common,
    entryPoints: { main: path("src/cli/bin.ts") },
    outdir: path("dist/cli"),
    outExtension: { ".js": ".cjs" },
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
    external: [...lateModules, parserPackage],
    define: { PROVISO_VERSION: JSON.stringify(version), PROVISO_BUILD: JSON.stringify(buildMark) },
    write: false,
  });
  noteBundled(metafile);
  await mkdir(path("dist/cli"));
  await copyFile(path(`node_modules/${databaseFile}`), path(`dist/cli/${basename(databaseFile)}`));
  const texts = outputFiles.map(({ text }) => text);
  const build = createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
  const codes = new Map();
  for (const { path: file, text } of outputFiles) codes.set(basename(file), await commonJs(text.replaceAll(buildMark, build)));
  const files = await inOneFile(codes, metafile);
  files.set("commit-walker.cjs", await standingAlone("src/adapters/git/packs/commit-walker.ts", {}));
  files.set("mail-thread.cjs", await standingAlone("src/adapters/mail/mail-thread.ts", {}));
  files.set("reading-thread.cjs", await standingAlone("src/adapters/syntax/reading-thread.ts", {}));
  files.set("quick.js", await asChunks([["./quick.cjs", await standingAlone("src/cli/quick-message.ts", { PROVISO_VERSION: version, PROVISO_BUILD: build })]]));
  for (const [name, code] of files) await writeFile(path(`dist/cli/${name}`), code);
  // The parser's ES module asks where it stands, which a bundle cannot say; its CommonJS twin does not.
  const lateEntries = [
    ...lateModules.map((name) => [name, usedOf(name, texts)]),
    [parserPackage, `module.exports = require("${path(`node_modules/${parserPackage}/${parserPackage}.cjs`)}")`],
  ];
  for (const [name, contents] of lateEntries) {
    const stdin = { contents, resolveDir: path(".") };
    const late = await bundle({ ...common, stdin, outfile: path(`dist/cli/${name}.cjs`), format: "cjs", minify: true });
    noteBundled(late.metafile);
  }
  const chunks = createHash("sha256").update(`${files.get("chunks.js")}${files.get("quick.js")}`).digest("hex").slice(0, 16);
  await bundle({
    ...common,
    entryPoints: [path("src/cli/launch.ts")],
    outfile: path("dist/proviso.cjs"),
    format: "cjs",
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
    define: { PROVISO_CHUNKS: JSON.stringify(chunks) },
  });
  await chmod(path("dist/proviso.cjs"), 0o755);
  await writeFile(path("dist/action.cjs"), actionEntry);
}

/** The oldest Node that the service runs on. */
const serviceTarget = "node22.18";

/**
 * The service: one file beside those of the command line, which only `proviso serve` loads. Its database is native, and stays a package.
 */
async function buildService() {
  const { metafile } = await bundle({
    ...common,
    entryPoints: [path("src/service/main.ts")],
    outfile: path("dist/cli/service.cjs"),
    format: "cjs",
    target: serviceTarget,
    minify: true,
    external: ["better-sqlite3", "pg-native"],
    // Its ES module asks where it stands, which a bundle cannot say; its CommonJS twin does not.
    alias: { [parserPackage]: path(`node_modules/${parserPackage}/${parserPackage}.cjs`) },
    // What an ES module alone can ask stays unanswered in a bundle, as in the command line: paths then come from where the file is.
    define: { "import.meta.url": "undefined" },
  });
  noteBundled(metafile);
}

/** What runners of actions start: they give no words, and inputs as variables. */
const actionEntry = `"use strict";
process.argv.splice(2, process.argv.length, "ci", "--action");
require("./proviso.cjs");
`;

/** What every check and hook needs. Read from some forty files it took a third of their time. */
const readTogether = [
  "src/cli/bin.ts",
  "src/cli/main.ts",
  "src/cli/context.ts",
  "src/cli/commands/check.ts",
  "src/core/report/text.ts",
  "src/cli/hook-commands.ts",
  "src/cli/commands/hook-run.ts",
  "src/cli/commands/hook-receive.ts",
  "src/adapters/git/references.ts",
];

/**
 * The chunks with those that are read together in one file, each as a function that runs when first required; the launcher loads it. Other chunks
 * ask the launcher for them.
 *
 * @param {Map<string, string>} codes
 * @param {import("esbuild").Metafile} metafile
 */
async function inOneFile(codes, { outputs }) {
  const entries = Object.entries(outputs).filter(([, { entryPoint = "" }]) => readTogether.includes(entryPoint));
  if (entries.length !== readTogether.length) throw new Error(`one of ${readTogether.join(", ")} is no chunk of its own`);
  const together = new Set(entries.map(([file]) => file));
  for (const file of together) {
    for (const { path: imported, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement" && imported in outputs) together.add(imported);
  }
  const names = [...together].map((file) => basename(file));
  const written = new Map(codes);
  for (const [name, code] of codes) {
    if (names.includes(name)) written.delete(name);
    else written.set(name, code.replaceAll(/\brequire\("\.\/([^"]+)"\)/g, (whole, other) => (names.includes(other) ? asked(other) : whole)));
  }
  written.set("chunks.js", await asChunks(names.map((name) => [`./${name}`, codes.get(name) ?? ""])));
  return written;
}

/** How another file asks the launcher for a chunk of the one file. */
const asked = (/** @type {string} */ name) => `require("../proviso.cjs").chunk("./${name}")`;

/**
 * Chunks as the values of an object. Only as functions have they names of their own to be shortened, which is a tenth of the file and 2 ms of every start.
 *
 * @param {readonly (readonly [name: string, code: string])[]} chunks
 */
async function asChunks(chunks) {
  const whole = `chunks = {${chunks.map(([name, code]) => `"${name}":(module,exports,require)=>{${code}}`).join(",\n")}}`;
  return `(${(await minified(whole)).replace(/^chunks=/, "").replace(/;\s*$/, "")});\n`;
}

/** @type {import("esbuild").Plugin} */
const withoutProofs = {
  name: "without-proofs",
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:evidence\/evidence|gather-evidence)\.ts$/ }, () => ({ path: path("src/cli/no-evidence.ts") }));
    onResolve({ filter: /\/load-profile\.ts$/ }, () => ({ path: path("src/cli/no-profiles.ts") }));
  },
};

/**
 * A file that shares no chunk with others: the hook that runs for every commit somebody makes, in the usual case, which loads nothing that talks to git or to people;
 * and what runs in threads of its own, where nothing else may start: the reader of packs, that of mails, and that of source code.
 *
 * @param {string} entryPoint
 * @param {Record<string, string>} names
 */
async function standingAlone(entryPoint, names) {
  const define = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, JSON.stringify(value)]));
  const external = [...lateModules, parserPackage];
  const plugins = [withoutProofs];
  const { outputFiles } = await bundle({ ...common, entryPoints: [path(entryPoint)], format: "esm", external, define, plugins, write: false });
  return commonJs(outputFiles.map(({ text }) => text).join(""));
}

/**
 * A module that gives what the chunks import of a package, and nothing else.
 *
 * @param {string} name
 * @param {readonly string[]} chunks
 */
function usedOf(name, chunks) {
  const imports = chunks.flatMap((text) => [...text.matchAll(new RegExp(`import \\{([^}]*)\\} from "${name}"`, "g"))]);
  const used = imports.flatMap(([, names = ""]) => names.split(",").map((one) => one.trim().split(" as ")[0] ?? ""));
  const from = name in moduleOf ? moduleOf[/** @type {keyof typeof moduleOf} */ (name)] : name;
  // The package does not offer this file under a name of its own.
  return `export { ${[...new Set(used)].sort().join(", ")} } from "${path(`node_modules/${from}`)}";`;
}

/**
 * A chunk as CommonJS. There `import { x } from "yaml"` is `var yaml = require("yaml")` and a use is `yaml.x`, so an object
 * that loads the module when it is first asked for something can stand in its place, and the core can stay synchronous.
 *
 * @param {string} chunk
 */
async function commonJs(chunk) {
  const split = await transform(directBindings(chunk), { format: "cjs", platform: "node", target, supported: { "dynamic-import": false } });
  const names = lateModules.join("|");
  const late = split.code.replaceAll(new RegExp(`^(var \\w+ = )require\\("(${names})"\\);$`, "gm"), '$1lateModule(() => require("./$2.cjs"));');
  if (new RegExp(`require\\("(${names})"\\)`).test(late)) throw new Error(`a chunk imports one of ${names} in a way that cannot be put off`);
  const placed = late.replaceAll(`require("${parserPackage}")`, `require("./${parserPackage}.cjs")`);
  const whole = placed.includes("lateModule(") ? `${lateModule}\n${placed}` : placed;
  return minified(whole);
}

/**
 * Without templates every character stands in a string or a regular expression, where an escape is the same. A file of ASCII is read in no time.
 *
 * @param {string} code
 */
async function minified(code) {
  const small = await transform(code, { minify: true, target, charset: "ascii", supported: { "template-literal": false } });
  return small.code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Chunks share functions that run for every commit of a history. esbuild's CommonJS reads each through a getter at every
 * call, a tenth of the time of a long check; plain constants cost nothing. Chunks never import each other in a circle.
 *
 * @param {string} chunk
 */
function directBindings(chunk) {
  return chunk
    .replaceAll(/^import \{([^}]*)\} from "(\.\/[^"]+)";$/gm, (_, names, from) => `const {${names.replaceAll(" as ", ": ")}} = require("${from}");`)
    .replace(/^export \{([^}]*)\};$/m, (_, names) => `module.exports = {${names.replaceAll(/(\S+) as (\S+?)(,|\s)/g, "$2: $1$3")}};`);
}

const lateModule = `"use strict"; function lateModule(load) {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
}`;

/** The library, as ES modules that share what they have in common; its dependencies stay packages. */
async function buildLibrary() {
  await bundle({
    ...common,
    entryPoints: { core: path("src/core/index.ts"), testing: path("src/testing/index.ts") },
    outdir: path("dist"),
    splitting: true,
    chunkNames: "shared-[hash]",
    packages: "external",
    format: "esm",
  });
}

function declareTypes() {
  const compiler = path("node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", path("tsconfig.build.json")], { stdio: "inherit" });
  if (status !== 0) throw new Error("tsc could not write the types of the library");
}

await rm(path("dist"), { recursive: true, force: true });
await mkdir(path("dist"));
await copyGrammars();
await buildCommandLine();
await buildService();
await writeLicences();
// `node scripts/build.mjs cli` is for trying things: the library's types take longer than all the rest.
if (process.argv[2] !== "cli") {
  await buildLibrary();
  declareTypes();
}
