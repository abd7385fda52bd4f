import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** A file of the package, with its length in bytes. */
export type PackedFile = { readonly path: string; readonly size: number };

/** What `npm pack` made: the file, what is in it, and its length in bytes, packed and not. */
export type Packed = {
  readonly tarball: string;
  readonly files: readonly PackedFile[];
  readonly size: number;
  readonly unpackedSize: number;
};

/** npm's own program, so that it can be run on any Node; null where there is none. */
export function npmProgram(): string | null {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "npm"))
    .find((path) => existsSync(path));
  const program = found === undefined ? null : realpathSync(found);
  return program?.endsWith(".js") ? program : null;
}

/** A directory of this test, and the means to be rid of it. */
export function scratch(): { readonly path: string; readonly remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "proviso-package-")));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The environment of a machine that has this Node first, nobody's settings, and no network. */
export function environmentOf(node: string, home: string): Record<string, string> {
  return {
    HOME: home,
    PATH: [dirname(node), process.env["PATH"] ?? ""].join(delimiter),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    npm_config_offline: "true",
    npm_config_userconfig: join(home, ".npmrc"),
    npm_config_cache: join(home, ".npm"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    npm_config_loglevel: "error",
  };
}

/** Packs a folder as `npm publish` would, without running its scripts: what is packed is what the tests have built. */
export function pack(npm: string, folder: string, destination: string): Packed {
  const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination, folder];
  const said = execFileSync(process.execPath, [npm, ...words], {
    cwd: root,
    env: environmentOf(process.execPath, destination),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const [made] = JSON.parse(said) as readonly [Omit<Packed, "tarball"> & { readonly filename: string }];
  return { ...made, tarball: join(destination, made.filename) };
}

/** What the oldest supported Node is called in tests. */
export const oldest = "the oldest Node";

/** The Node of a package that the lock file names, such as `node20-linux-x64`; null where the platform has none. */
function lockedNode(prefix: string): string | null {
  const program = join(root, "node_modules", `${prefix}-${process.platform}-${process.arch}`, "bin", "node");
  return existsSync(program) ? program : null;
}

const oldestNode = lockedNode("node20");

/** The Nodes that the package is tried on: the one that develops, and the oldest that is supported. */
export const nodes: readonly (readonly [name: string, program: string])[] = [
  ["the Node that develops", lockedNode("node") ?? process.execPath],
  ...(oldestNode === null ? [] : [[oldest, oldestNode] as const]),
];
