import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { Sandbox, SandboxRequest } from "../../ports/sandbox.ts";
import { compareDriver, scriptDriver, scriptLeftUnreadable } from "./drivers.ts";
import { type SandboxLimits, sandboxLimits } from "./limits.ts";
import { findProgram, offered } from "./programs.ts";

/** Bytes of `/tmp` in the sandbox. */
const temporaryBytesMax = 64 * 1024 * 1024;
/** Bytes of the patch between two trees, and of what a script complains. */
const differenceBytesMax = 64 * 1024;
const complaintBytesMax = 64 * 1024;
const complaintShown = 300;

/**
 * A sandbox of namespaces by bubblewrap: no network, no other processes in sight, the system's programs to read, the
 * tree in memory, nothing of the machine to write to. It takes two: the script's, and one that is fed by what the
 * script left and looks at it, so that the script cannot answer for itself.
 */
export function createSandbox(limits: SandboxLimits = sandboxLimits, find = findProgram): Sandbox {
  return {
    async run(request) {
      if (process.platform !== "linux") return unknown("there is no sandbox here: it needs Linux");
      const bubblewrap = find("bwrap");
      if (bubblewrap === null) return unknown("there is no sandbox here: bubblewrap (`bwrap`) is not installed");
      const missing = ["bash", "git", "tar", "sed"].find((name) => find(name) === null);
      if (missing !== undefined) return unknown(`there is no sandbox here: \`${missing}\` is not installed`);
      const folder = mkdtempSync(join(tmpdir(), "proviso-sandbox-"));
      try {
        return await runIn(folder, bubblewrap, request, limits);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

async function runIn(
  folder: string,
  bubblewrap: string,
  { script, semanticPatches, tree, commit, objectFormat, objectDirectories }: SandboxRequest,
  limits: SandboxLimits,
): Promise<Learned<{ sameTree: boolean; difference: string; complaint: string }>> {
  const start = (driver: string, objects: readonly string[], given: readonly string[], input: "ignore" | "pipe") =>
    spawn(
      bubblewrap,
      [...wallsOf(folder, objects, limits), "/usr/bin/bash", "--norc", "--noprofile", "-c", driver, "driver", ...given],
      {
        stdio: [input, "pipe", "pipe"],
        env: {},
      },
    );
  const patches = join(folder, "patches");
  mkdirSync(patches);
  for (const [number, text] of semanticPatches.entries()) writeFileSync(join(patches, `${number}.cocci`), text);
  const writer = start(scriptDriver(limits), [tree.objectDirectory], [tree.id, objectFormat, script], "ignore");
  const reader = start(
    compareDriver,
    objectDirectories,
    [tree.id, objectFormat, commit, String(differenceBytesMax)],
    "pipe",
  );
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    for (const child of [writer, reader]) child.kill("SIGKILL");
  }, limits.secondsMax * 1000);
  const { stdin } = reader;
  if (stdin !== null) {
    stdin.on("error", () => {});
    writer.stdout?.pipe(stdin);
  }
  const [made, compared] = await Promise.all([endOf(writer, 0), endOf(reader, differenceBytesMax + 64)]);
  clearTimeout(clock);
  if (late) return unknown(`the script ran longer than ${limits.secondsMax} seconds, which is the limit`);
  if (made.status === scriptLeftUnreadable)
    return unknown(`what the script left cannot be read: ${lastLine(made.stderr)}`);
  if (made.status !== 0) return unknown(`the sandbox could not be used: ${lastLine(made.stderr)}`);
  const [verdict, ...patch] = compared.stdout.split("\n");
  if (compared.status !== 0 || (verdict !== "same" && verdict !== "different")) {
    return unknown(`what the script left could not be compared: ${lastLine(compared.stderr)}`);
  }
  const complaint = made.stderr.trim().slice(-complaintShown);
  return learned({ sameTree: verdict === "same", difference: patch.join("\n"), complaint });
}

/** What the sandbox consists of: everything to read, and `/tree`, `/git` and `/tmp` in memory to write. */
function wallsOf(
  folder: string,
  objectDirectories: readonly string[],
  { treeBytesMax }: SandboxLimits,
): readonly string[] {
  // GNU sed without `e`, `r` and `w`: it runs nothing, and reads and writes nothing but what it is given.
  writeFileSync(join(folder, "sed"), '#!/usr/bin/bash\nexec /usr/bin/sed --sandbox "$@"\n', { mode: 0o755 });
  // Perl's `<>` runs what a name stands for that ends in `|` (perlop, "I/O Operators"), and files may have such names.
  writeFileSync(join(folder, "perl"), perlWrapper, { mode: 0o755 });
  writeFileSync(join(folder, "git"), gitWrapper, { mode: 0o755 });
  const system = ["/bin", "/lib", "/lib32", "/lib64", "/sbin"].filter((path) => existsSync(path));
  const objects = objectDirectories.map((_, index) => `/objects/${index}`);
  const options: readonly (readonly string[])[] = [
    ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"],
    ["--ro-bind", "/usr", "/usr"],
    ...system.map((path) => (isLink(path) ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path])),
    ["--dev", "/dev", "--dir", "/offered"],
    ["--size", String(treeBytesMax), "--tmpfs", "/tree", "--size", String(treeBytesMax), "--tmpfs", "/git"],
    ["--size", String(temporaryBytesMax), "--tmpfs", "/tmp"],
    ["--ro-bind", join(folder, "sed"), "/offered/sed"],
    ["--ro-bind", join(folder, "perl"), "/offered/perl"],
    ["--ro-bind", join(folder, "git"), "/offered/git"],
    ["--ro-bind", join(folder, "patches"), "/patches"],
    ...offered.map((name) => {
      const path = findProgram(name);
      return path === null ? [] : ["--symlink", path, `/offered/${name}`];
    }),
    ...objectDirectories.map((path, index) => ["--ro-bind", path, `/objects/${index}`]),
    ...Object.entries(variables(objects)).map(([name, value]) => ["--setenv", name, value]),
    // What holds all of that is memory as well, and has no limit of its own.
    ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tree", "--"],
  ];
  return options.flat();
}

/** A script may have written to git's directory: what would make git start something is written anew each time. */
const gitWrapper = `#!/usr/bin/bash
printf %s "$PROVISO_GIT_CONFIG" > /git/config
printf %s "$PROVISO_GIT_ATTRIBUTES" > /git/info/attributes
exec /usr/bin/git "$@"
`;

/**
 * No name that begins or ends with white space, with what opens files and pipes, or that holds a control character; and nothing at all without
 * `-i`, with which perl 5.22 and later take names as they stand.
 */
const perlWrapper = `#!/usr/bin/bash
locale=$LC_ALL
LC_ALL=C
names= inplace=
for word in "$@"; do
  if [ -n "$names" ]; then
    case $word in
      -|[[:space:]\\<\\>\\|+]*|*[[:space:]\\|]|*[[:cntrl:]]*) printf 'perl would take the name of the file %q for more than a name\n' "$word" >&2; exit 2 ;;
    esac
  else
    case $word in
      --) names=yes ;;
      -*i*) inplace=yes ;;
    esac
  fi
done
if [ -n "$names" ] && [ -z "$inplace" ]; then printf 'perl without -i would take names of files for more than names\n' >&2; exit 2; fi
LC_ALL=$locale
exec /usr/bin/perl "$@"
`;

/** git's part keeps the machine's and the user's configuration out, and replaced objects. */
const variables = (objects: readonly string[]): Readonly<Record<string, string>> => ({
  PATH: "/usr/bin:/bin",
  HOME: "/tmp",
  LC_ALL: "C.UTF-8",
  GIT_DIR: "/git",
  GIT_WORK_TREE: "/tree",
  GIT_ALTERNATE_OBJECT_DIRECTORIES: objects.join(":"),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_PAGER: "cat",
  // Whatever a script writes into the configuration, git starts nothing.
  GIT_CONFIG_COUNT: "3",
  GIT_CONFIG_KEY_0: "core.fsmonitor",
  GIT_CONFIG_VALUE_0: "false",
  GIT_CONFIG_KEY_1: "core.hooksPath",
  GIT_CONFIG_VALUE_1: "/dev/null",
  GIT_CONFIG_KEY_2: "diff.external",
  GIT_CONFIG_VALUE_2: "",
});

const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink();

type End = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Never rejects. A standard output of which no byte is asked for is somebody else's to read. */
function endOf(child: ChildProcess, stdoutBytesMax: number): Promise<End> {
  const stdout = stdoutBytesMax === 0 ? () => "" : firstBytes(child.stdout, stdoutBytesMax);
  const stderr = lastBytes(child.stderr, complaintBytesMax);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ status: null, stdout: "", stderr: error.message }));
    child.on("close", (status) => resolve({ status, stdout: stdout(), stderr: stderr() }));
  });
}

function firstBytes(stream: Readable | null, bytesMax: number): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on("data", (chunk: Buffer) => {
    if (size < bytesMax) chunks.push(chunk.subarray(0, bytesMax - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function lastBytes(stream: Readable | null, bytesMax: number): () => string {
  let held = Buffer.alloc(0);
  stream?.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]).subarray(-bytesMax);
  });
  return () => held.toString("utf8");
}

const lastLine = (text: string): string =>
  text.trim().split("\n").at(-1)?.slice(0, complaintShown) || "it said nothing";
