import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What a layer may import: other folders under `src`, `node:` modules, packages. Itself always, except where `alone` says no. */
type Layer = { readonly layers: readonly string[]; readonly node: boolean; readonly packages: readonly string[] };

/** The folders of the core, in the order in which each may import those before it. */
const coreOrder = [
  "text",
  "problem",
  "document",
  "commit",
  "people",
  "mail",
  "evidence",
  "rules",
  "policy",
  "evaluate",
  "fix",
  "process",
  "audit",
  "report",
  "watch",
  "adoption",
  "forge",
  "service",
];

const corePackages = ["yaml", "re2js"];

/** The packages that one adapter, and no other, may import. */
const adapterPackages: { readonly [adapter: string]: readonly string[] } = {
  syntax: ["web-tree-sitter"],
  charts: ["@observablehq/plot", "linkedom"],
  "log-in": ["openid-client"],
  mail: ["postal-mime", "mailauth", "nodemailer", "imapflow"],
  database: ["node-sqlite3-wasm", "kysely", "better-sqlite3", "pg", "pg-boss"],
  forge: ["@octokit/core", "@octokit/auth-app"],
};

/** What stands in the service's own file, or beside it, and so needs no older Node than the service does. */
const servicePackages = [
  "better-sqlite3",
  "kysely",
  "pg",
  "pg-boss",
  "hono",
  "@hono/node-server",
  "pino",
  "prom-client",
  "@octokit/core",
  "@octokit/auth-app",
  "openid-client",
];

const layers: { readonly [name: string]: Layer } = {
  core: { layers: [], node: false, packages: corePackages },
  ports: { layers: ["core"], node: false, packages: [] },
  adapters: { layers: ["core", "ports"], node: true, packages: [] },
  app: { layers: ["core", "ports"], node: false, packages: [] },
  cli: {
    layers: ["core", "ports", "adapters", "app"],
    node: true,
    packages: ["commander", "@bomb.sh/tab", "@clack/prompts", "@modelcontextprotocol/sdk", "smol-toml", "zod"],
  },
  dashboard: { layers: ["core"], node: false, packages: [] },
  service: {
    layers: ["core", "ports", "adapters", "app", "dashboard"],
    node: true,
    packages: ["hono", "@hono/node-server", "pino", "prom-client"],
  },
  testing: { layers: ["core", "ports"], node: false, packages: ["node:assert"] },
};

/** Files that people or programs start with; everything else must be imported from one of them, or from a script. */
const entries = [
  "src/cli/launch.ts",
  "src/cli/bin.ts",
  "src/cli/no-evidence.ts",
  "src/cli/no-profiles.ts",
  "src/core/index.ts",
  "src/testing/index.ts",
  "src/service/main.ts",
];

/** Longer files are listed here with the reason why they are one. */
const longFiles: { readonly [path: string]: string } = {};
const linesMax = 300;

type Import = { readonly from: string; readonly target: string; readonly line: number };

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith(ending))
    .sort();

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Every import of a file: static, dynamic, or of a type. Our own sources keep each on the line of its `from` or `import(`. */
function importsOf(from: string): readonly Import[] {
  return read(from)
    .split("\n")
    .flatMap((text, index) => {
      const found =
        /^(?:import|export)\s(?:[^"=]*\sfrom\s)?"([^"]+)";$|^\}\s*from\s+"([^"]+)";$|\bimport\("([^"]+)"\)/.exec(text);
      const target = found?.[1] ?? found?.[2] ?? found?.[3];
      return target === undefined ? [] : [{ from, target, line: index + 1 }];
    });
}

const sources = filesIn("src", ".ts");
const imports = sources.flatMap(importsOf);
const isRelative = (target: string): boolean => target.startsWith(".");
const resolved = ({ from, target }: Import): string => normalize(join(dirname(from), target));
const packageOf = (target: string): string =>
  target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? "");

/** Why an import leaves its layer, or null. */
function trespass(one: Import): string | null {
  const [, layer = "", folder = ""] = one.from.split("/");
  const may = layers[layer];
  if (may === undefined) return `there is no layer src/${layer}`;
  if (layer === "adapters" && adapterPackages[folder]?.includes(packageOf(one.target))) return null;
  if (!isRelative(one.target)) return packageTrespass(one.target, layer, may);
  const [top, targetLayer = "", targetFolder = ""] = resolved(one).split("/");
  if (top !== "src") return layer === "cli" && resolved(one) === "package.json" ? null : "it leaves src";
  if (targetLayer !== layer) {
    return may.layers.includes(targetLayer) ? null : `${layer} may import only ${[layer, ...may.layers].join(", ")}`;
  }
  if (layer === "adapters" && folder !== targetFolder) return "an adapter may not import another";
  return layer === "core" ? coreTrespass(folder, targetFolder) : null;
}

function packageTrespass(target: string, layer: string, may: Layer): string | null {
  if (target.startsWith("node:")) {
    const allowed = may.node || may.packages.some((name) => target === name || target.startsWith(`${name}/`));
    return allowed ? null : `${layer} may not import node: modules`;
  }
  const packages = may.packages.filter((name) => !name.startsWith("node:"));
  return packages.includes(packageOf(target))
    ? null
    : `${layer} may import from packages only ${packages.join(", ") || "none"}`;
}

function coreTrespass(folder: string, target: string): string | null {
  if (folder.endsWith(".ts")) return null; // The index, which shows the whole.
  const place = coreOrder.indexOf(folder);
  if (place === -1) return `core/${folder} has no place in the order of the core`;
  const allowed = coreOrder.slice(0, place + 1);
  return allowed.includes(target) ? null : `core/${folder} may import only ${allowed.join(", ")}`;
}

describe("layers", () => {
  test("every import stays within its layer", () => {
    const wrong = imports.flatMap((one) => {
      const why = trespass(one);
      return why === null ? [] : [`${one.from}:${one.line} imports ${one.target}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ["src/core/commit/a.ts", "../policy/policy.ts", "core/commit may import only text, problem, document, commit"],
    ["src/core/commit/a.ts", "../../ports/repository.ts", "core may import only core"],
    ["src/core/text/a.ts", "node:fs", "core may not import node: modules"],
    ["src/core/text/a.ts", "commander", "core may import from packages only yaml, re2js"],
    ["src/adapters/git/a.ts", "../files/files.ts", "an adapter may not import another"],
    ["src/app/a.ts", "../adapters/git/tree.ts", "app may import only app, core, ports"],
    ["src/app/a.ts", "../cli/main.ts", "app may import only app, core, ports"],
    ["src/testing/a.ts", "node:fs", "testing may not import node: modules"],
    ["src/core/report/a.ts", "../../../test/x.ts", "it leaves src"],
    ["src/cli/a.ts", "../testing/index.ts", "cli may import only cli, core, ports, adapters, app"],
    ["src/core/report/a.ts", "../evaluate/verdict.ts", null],
    ["src/core/index.ts", "./report/text.ts", null],
    ["src/cli/commands/a.ts", "@bomb.sh/tab/commander", null],
    ["src/testing/a.ts", "node:assert/strict", null],
  ])("%s may import %s? %s", (from, target, why) => {
    expect(trespass({ from, target, line: 1 })).toBe(why);
  });

  test("ports hold types only", () => {
    const values = filesIn("src/ports", ".ts").filter((path) => /^export (?!type\b)/m.test(read(path)));
    expect(values).toEqual([]);
  });

  test("the core does not wait, look at the clock, or throw", () => {
    const forbidden =
      /\bawait\b|\basync\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bBuffer\b|^\s*throw\b/;
    const found = filesIn("src/core", ".ts").flatMap((path) =>
      codeLines(path).flatMap((text, index) => (forbidden.test(text) ? [`${path}:${index + 1}: ${text.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test("no list of any length is spread into a call that takes its items one by one", () => {
    const spread = /(?:\bMath\.(?:max|min)|\.(?:push|unshift))\((?:[^()[\]{}]*,)?\s*\.\.\./;
    const found = sources.flatMap((path) => {
      const at = codeLines(path).join("\n").search(spread);
      return at === -1
        ? []
        : [
            `${path}: ${codeLines(path)
              .join("\n")
              .slice(at, at + 60)}`,
          ];
    });
    expect(found).toEqual([]);
  });
});

/** A file's lines with comments and the contents of strings and templates left out, so that words in them do not count. */
const codeLines = (path: string): readonly string[] =>
  read(path)
    .split("\n")
    .map((text) =>
      /^\s*(?:\/?\*|\/\/)/.test(text) ? "" : text.replaceAll(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`?|\/\/.*$/g, '""'),
    );

describe("files", () => {
  test("every file is imported from somewhere", () => {
    const scripts = filesIn("scripts", ".ts");
    const known = new Set([...sources, ...scripts]);
    const reached = new Set<string>();
    expect(entries.filter((path) => !known.has(path))).toEqual([]);
    const open = [...entries, ...scripts];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (reached.has(path) || !known.has(path)) continue;
      reached.add(path);
      for (const one of importsOf(path)) if (isRelative(one.target)) open.push(resolved(one));
    }
    expect(sources.filter((path) => !reached.has(path))).toEqual([]);
  });

  test(`no file is over ${linesMax} lines without a reason`, () => {
    const lengthOf = (path: string): number => read(path).split("\n").length - 1;
    const long = sources.filter((path) => lengthOf(path) > linesMax);
    expect(long.filter((path) => longFiles[path] === undefined)).toEqual([]);
    expect(Object.keys(longFiles).filter((path) => !long.includes(path))).toEqual([]);
  });

  test("every file that a page for contributors names is there", () => {
    const pages = ["ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", ...filesIn("docs", ".md")];
    const named = pages.flatMap((page) => {
      const text = read(page).replaceAll(/^(`{3,})[^]*?^\1$/gm, "");
      const paths = [...text.matchAll(/`((?:src|test|docs|scripts|schemas|examples)\/[\w./-]+)`/g)].map(
        ([, path = ""]) => path,
      );
      const links = [...text.matchAll(/\]\((?!\w+:)([^)#]+)/g)].map(([, path = ""]) => join(dirname(page), path));
      return [...paths, ...links].map((path) => `${page}: ${path}`);
    });
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((one) => !existsSync(join(root, one.slice(one.indexOf(": ") + 2))))).toEqual([]);
  });

  test("every decision is numbered once, in order", () => {
    const names = filesIn("docs/decisions", ".md").map((path) => relative("docs/decisions", path));
    const numbers = names.filter((name) => name !== "README.md").map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe("dependencies", () => {
  type Package = { readonly [kind: string]: { readonly [name: string]: string } | undefined };
  const manifest = JSON.parse(read("package.json")) as Package;
  const runtime = Object.keys(manifest["dependencies"] ?? {});
  const optional = Object.keys(manifest["optionalDependencies"] ?? {});
  const development = Object.keys(manifest["devDependencies"] ?? {});
  const page = read("docs/dependencies.md");

  test("every one has its reason in docs/dependencies.md, and nothing else has", () => {
    const rows = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, names = ""]) => names);
    const listed = rows.flatMap((names) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    const packages = [...runtime, ...optional, ...development];
    expect(new Set(listed)).toEqual(new Set(packages));
    expect(listed).toHaveLength(packages.length);
  });

  const bundled = [...Object.values(adapterPackages), layers["cli"]?.packages ?? []]
    .flat()
    .filter((name) => !servicePackages.includes(name));
  const enginesOf = (name: string): string => {
    const { engines } = JSON.parse(read(`node_modules/${name}/package.json`)) as { engines?: { node?: string } };
    return engines?.node ?? "*";
  };
  test.each([...new Set([...runtime, ...bundled])])("%s runs on the oldest Node that we run on", (name) => {
    expect(admits(enginesOf(name), [20, 19]), `engines: ${enginesOf(name)}`).toBe(true);
  });

  test.each(servicePackages)("%s runs on the oldest Node that the service runs on", (name) => {
    expect(admits(enginesOf(name), [22, 18]), `engines: ${enginesOf(name)}`).toBe(true);
  });

  test.each([...runtime, ...optional, ...development])("%s is pinned to one version", (name) => {
    const kinds = ["dependencies", "optionalDependencies", "devDependencies"] as const;
    const version = kinds.map((kind) => manifest[kind]?.[name]).find((one) => one !== undefined) ?? "";
    expect(version).toMatch(/^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|file:.*)$/);
  });

  test.each([
    ["*", true],
    [">=20", true],
    [">= 14.6", true],
    [">=20.19", true],
    [">=20.20", false],
    [">=22.12.0", false],
    ["^18.0.0 || >=20", true],
    ["^20.17.0 || >=22.9.0", true],
    ["^22.22.2 || ^24.15.0", false],
    ["whatever", false],
  ])("engines %s admit 20.19: %s", (range, answer) => {
    expect(admits(range, [20, 19])).toBe(answer);
  });
});

/** Does an `engines` range admit a version? Knows `*`, `>=` and `^`, joined by `||`; what it does not know, it does not admit. */
function admits(range: string, [major, minor]: readonly [number, number]): boolean {
  return range.split("||").some((part) => {
    const [, sign = "", ...numbers] = /^\s*(\*|>=|\^)\s*(?:(\d+)(?:\.(\d+))?(?:\.\d+)?)?\s*$/.exec(part) ?? [];
    const [leastMajor, leastMinor] = numbers.map((number) => Number(number ?? 0));
    if (sign === "*") return true;
    if (leastMajor === undefined || leastMinor === undefined || sign === "") return false;
    if (major === leastMajor) return minor >= leastMinor;
    return sign === ">=" && major > leastMajor;
  });
}
