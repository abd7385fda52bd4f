import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { buildStory } from "../demo/build.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";

type Scene = { readonly about: string; readonly args: readonly string[] };

const day = ["--day", "2026-07-02"];

const scenes: readonly Scene[] = [
  {
    about:
      "A project declines AI-derived content. After debate it listed exceptions in its document; one it has withdrawn since.",
    args: ["exception", "list", ...day],
  },
  { about: "Ordinary work: nothing extra is asked, and nothing is said.", args: ["check", "main..ordinary", ...day] },
  {
    about: "Contributions that the policy has something to say about: each is judged by the document as main has it.",
    args: ["check", "main..contributions", ...day],
  },
  {
    about:
      "Changes that the exception mechanical-changes covers evidently, as the commits themselves prove what they are. The last one changes something more.",
    args: ["check", "main..mechanical", ...day],
  },
  {
    about: "What a reviewer should read of the last one: all but one place is an instance of one template.",
    args: ["evidence", "mechanical", "--kind", "substitution"],
  },
  {
    about: "One exception, with how each of its conditions is decided.",
    args: ["exception", "show", "uniform-changes", ...day],
  },
];

/** `proviso demo`: the story in a temporary repository, judged by the real commands in processes of their own. */
export async function runDemo({ keep = false }: { keep?: boolean }): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-demo-"));
  const interruption = watchInterruption();
  try {
    build(directory);
    for (const { about, args } of scenes) {
      await writeOut(`\n# ${about}\n$ proviso ${args.join(" ")}\n`);
      const status = runItself(args, directory);
      if (await interruption.came()) return;
      await writeOut(`(exit status ${status})\n`);
    }
    const where = keep
      ? `It is in ${directory}.`
      : "It is gone now; `proviso demo --keep` leaves it there to try things on.";
    await writeOut(`\nThat was a repository of 18 commits on four branches. ${where}\n`);
  } finally {
    if (!keep) rmSync(directory, { recursive: true, force: true });
    interruption.obey();
  }
}

/** An interrupted demo first removes its repository, then ends as any interrupted program does. */
function watchInterruption(): { came: () => Promise<boolean>; obey: () => void } {
  let signal: NodeJS.Signals | null = null;
  const note = (received: NodeJS.Signals): void => {
    signal = received;
  };
  process.on("SIGINT", note).on("SIGTERM", note);
  return {
    async came() {
      // Signals that came while a scene was running are told in the next turn.
      await setImmediate();
      return signal !== null;
    },
    obey() {
      process.off("SIGINT", note).off("SIGTERM", note);
      if (signal !== null) process.kill(process.pid, signal);
    },
  };
}

function build(directory: string): void {
  try {
    buildStory(directory);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CommandFailure(
      missing
        ? "the demo needs git, which is not installed"
        : `the demo's repository could not be built: ${(error as Error).message}`,
      "work",
    );
  }
}

function runItself(args: readonly string[], directory: string): number {
  const [script = ""] = process.argv.slice(1);
  const result = spawnSync(process.execPath, [...process.execArgv, script, ...args], {
    cwd: directory,
    stdio: "inherit",
  });
  return result.status ?? exitStatus.work;
}
