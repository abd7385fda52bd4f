import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** A command to time, as a whole process with its output thrown away. */
export type Contender = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Variables beside those of the machine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What has to be so when it starts, whatever an earlier run left behind; not timed. */
  readonly before?: () => void;
};

/**
 * One run: wall-clock milliseconds, and the peak of the process's own resident memory in MB, beside it that of all processes it started
 * (0 where /proc is missing).
 */
export type Run = { readonly milliseconds: number; readonly megabytes: number; readonly childMegabytes: number };

const pollMilliseconds = 10;

/** The user's certificates and options cost start-up time that is not the contender's. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
  return rest;
}

export function run({ command, args, cwd, environment: more = {} }: Contender): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...environment(), ...more },
    });
    let megabytes = 0;
    let childMegabytes = 0;
    const poll = setInterval(() => {
      megabytes = Math.max(megabytes, peakOf(child.pid));
      childMegabytes = Math.max(childMegabytes, residentOfChildren(child.pid));
    }, pollMilliseconds);
    child.on("error", reject);
    child.on("exit", (status) => {
      clearInterval(poll);
      // Findings end with 1 or 2; what could not do its work has not been measured.
      if (status === null || status > 2) reject(new Error(`${[command, ...args].join(" ")} ended with ${status}`));
      resolve({ milliseconds: performance.now() - started, megabytes, childMegabytes });
    });
  });
}

function peakOf(pid: number | undefined): number {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(peak ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What the processes that one started hold at this moment, together. */
function residentOfChildren(pid: number | undefined): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
    return children.reduce((sum, child) => {
      const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1];
      return sum + Number(resident ?? 0) / 1024;
    }, 0);
  } catch {
    return 0;
  }
}

/** Runs the contenders in turn, so that a machine whose speed drifts treats them alike. One warm-up each. */
export async function compare(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      contender.before?.();
      const result = await run(contender);
      if (round > 0) runs.get(contender.name)?.push(result);
    }
  }
  return runs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
