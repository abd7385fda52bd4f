import { localFiles, sha256 } from "../adapters/files/files.ts";
import { openRepository } from "../adapters/git/open-repository.ts";
import type { Attempt } from "../app/attempt.ts";
import type { CheckPorts, PolicyFrom } from "../app/check.ts";
import { parseDay } from "../core/text/day.ts";
import type { Sandbox } from "../ports/sandbox.ts";
import type { Syntax } from "../ports/syntax.ts";
import { CommandFailure } from "./exit-status.ts";
import { policyCache } from "./policy-cache.ts";
import { withTemporaryDirectory } from "./temporary.ts";
import { today } from "./today.ts";

/** Options that every command about a repository has. */
export type CommonOptions = {
  readonly policyFrom?: string;
  readonly day?: string;
  readonly format?: string;
};

/** A repository that is being opened before anybody asks for it. */
let opening: ReturnType<typeof openRepository> | undefined;
let isEarly = false;

/**
 * Runs a command in a temporary directory of its own, and meanwhile opens the repository that it stands in: git starts while
 * the command's own code is still being read. If the command never asks for the repository, it is closed all the same.
 * Inside such a run it only runs the command.
 *
 * @param keep see `withRepository`
 */
export function withEarlyRepository(command: () => Promise<void>, keep: readonly string[] = []): Promise<void> {
  if (isEarly) return command();
  isEarly = true;
  return withTemporaryDirectory(async () => {
    opening = openRepository(process.cwd(), { keep });
    try {
      await command();
    } finally {
      await forgetEarlyRepository();
    }
  });
}

/** The command is to stand elsewhere, or has ended: what nobody asked for is closed. */
export async function forgetEarlyRepository(): Promise<void> {
  const unused = await opening;
  opening = undefined;
  if (unused?.ok) await unused.value.close();
}

/**
 * Opens the repository that the command stands in, runs the work, and closes it whatever happens.
 *
 * @param keep variables of the environment that hold because git itself set them for a hook
 */
export async function withRepository<T>(
  work: (ports: CheckPorts) => Promise<T>,
  keep: readonly string[] = [],
): Promise<T> {
  const early = opening;
  opening = undefined;
  const opened = await (early ?? openRepository(process.cwd(), { keep }));
  if (!opened.ok) throw new CommandFailure(opened.error.text, "work");
  try {
    return await work({
      repository: opened.value,
      files: localFiles,
      digest: sha256,
      cache: policyCache(),
      syntax: lateSyntax,
      sandbox: lateSandbox,
    });
  } finally {
    await opened.value.close();
  }
}

let syntax: Promise<Syntax> | undefined;

/** The reader of source code. Even its own code is loaded only when a proof asks for it: most commits ask for none. */
const lateSyntax: Syntax = {
  async read(language, before, after) {
    syntax ??= loadSyntax();
    return (await syntax).read(language, before, after);
  },
  async readShell(text) {
    syntax ??= loadSyntax();
    return (await syntax).readShell(text);
  },
};

/** The sandbox for scripts in messages, loaded when the first is run. */
const lateSandbox: Sandbox = {
  async run(request) {
    const { createSandbox } = await import("../adapters/sandbox/bubblewrap.ts");
    return createSandbox().run(request);
  },
};

async function loadSyntax(): Promise<Syntax> {
  const [{ createSyntax }, { grammarFile }] = await Promise.all([
    import("../adapters/syntax/syntax.ts"),
    import("./grammars.ts"),
  ]);
  return createSyntax({ grammarFile });
}

/** The value, or the failure as the command's end. */
export function valueOf<T>(attempt: Attempt<T>): T {
  if (attempt.ok) return attempt.value;
  throw new CommandFailure(attempt.text, attempt.fault);
}

/** `profile:NAME`, `worktree`, a file (`./x`, `x.yaml`, an absolute path), else a revision. */
export function policyFromOption(text: string | undefined): PolicyFrom | null {
  if (text === undefined) return null;
  if (text.startsWith("profile:")) return { kind: "profile", name: text.slice("profile:".length) };
  if (text === "worktree") return { kind: "worktree" };
  const isFile = text.startsWith("./") || text.startsWith("../") || text.startsWith("/") || /\.ya?ml$/.test(text);
  return isFile ? { kind: "file", path: text } : { kind: "revision", revision: text };
}

/** The day to judge by: the one given, else today's date in UTC. */
export function dayOption(text: string | undefined): string {
  if (text === undefined) return today();
  const day = parseDay(text);
  if (day === undefined) throw new CommandFailure(`--day takes a date such as 2026-01-31, not \`${text}\``, "usage");
  return day;
}
