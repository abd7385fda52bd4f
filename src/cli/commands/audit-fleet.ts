import { join } from "node:path";
import { readFleetList } from "../../app/service/fleet-list.ts";
import { type FleetSummary, fleetCsv, fleetJson, fleetLine, fleetSummaryLine } from "../../core/report/fleet.ts";
import { cacheHome } from "../cache-home.ts";
import { valueOf } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { grammarFile } from "../grammars.ts";
import { readInput } from "../input.ts";
import { writeOut, writeParts } from "../output.ts";
import { expectWritable, writeFileInParts } from "../output-file.ts";
import { createProgress } from "../progress.ts";
import { loadProgram, stopSignal } from "../service-loader.ts";
import { build, version } from "../version.ts";
import type { AuditOptions } from "./audit.ts";

/** Bytes of a list. */
const listBytesMax = 64 << 20;

/** Repositories at a time, at most. */
const workersMax = 64;

export type FleetOptions = AuditOptions & {
  readonly fleet: string;
  readonly data?: string;
  readonly workers: string;
};

/** `proviso audit --fleet`: audits the repositories of a list, and says of each what it came to. */
export async function runFleet(revision: string | undefined, options: FleetOptions): Promise<void> {
  refuseOthers(revision, options);
  const { fleet, format = "text", output } = options;
  const workers = Number(options.workers);
  if (!/^\d+$/.test(options.workers) || workers < 1 || workers > workersMax)
    throw new CommandFailure(`--workers takes a number from 1 to ${workersMax}, not \`${options.workers}\``, "usage");
  const text = new TextDecoder().decode(await readInput(fleet, listBytesMax));
  const read = readFleetList(text);
  if (!read.ok) throw new CommandFailure(`the list \`${fleet}\`: ${read.text}`, "usage");
  if (output !== undefined) await expectWritable(output);
  const stop = stopSignal();
  const progress = createProgress("audited", "repositories");
  const isStreamed = format === "text" && output === undefined;
  let done = 0;
  try {
    const summary = valueOf(
      await loadProgram().auditFleet({
        entries: read.value,
        data: dataOf(options),
        workers,
        version,
        build,
        grammarFile,
        stop: stop.signal,
        async tell(row) {
          done += 1;
          if (isStreamed) await writeOut(fleetLine(row));
          else progress.step(done, read.value.length);
        },
      }),
    );
    progress.end();
    const parts = partsOf(summary, format, isStreamed);
    if (output === undefined) await writeParts(parts);
    else await writeFileInParts(output, parts);
    conclude(summary);
  } finally {
    progress.end();
    stop.off();
  }
}

/** What is about one history does not go with many. */
function refuseOthers(revision: string | undefined, options: FleetOptions): void {
  const { asOf, unlike, baseline, writeBaseline, policyFrom, day, bySubsystem, verbose, format } = options;
  const others = [revision, unlike, baseline, writeBaseline, policyFrom, day].some((one) => one !== undefined);
  if (others || asOf !== "entry" || bySubsystem === true || verbose === true)
    throw new CommandFailure(
      "--fleet goes with --format, --output, --data and --workers only; a history by itself is audited by `proviso audit`",
      "usage",
    );
  if (format !== "text" && format !== "json" && format !== "csv")
    throw new CommandFailure("--fleet can be written as text, json or csv", "usage");
}

function dataOf({ data }: FleetOptions): string {
  if (data !== undefined) return data;
  const home = cacheHome(process.env);
  if (home === null)
    throw new CommandFailure("nobody says where this user keeps caches: --data names a directory", "usage");
  return join(home, "proviso", "fleet");
}

function* partsOf(summary: FleetSummary, format: string, isStreamed: boolean): Iterable<string> {
  if (format === "json") yield fleetJson(summary);
  else if (format === "csv") yield* fleetCsv(summary);
  else {
    if (!isStreamed) for (const row of summary.rows) yield fleetLine(row);
    yield fleetSummaryLine(summary);
  }
}

/** That one could not be audited says more than that another failed: 4 goes before 1. */
function conclude(summary: FleetSummary): void {
  if (summary.waiting > 0)
    throw new CommandFailure(
      `it was stopped before ${summary.waiting} of ${summary.rows.length + summary.waiting} repositories; the same command goes on with these`,
      "work",
    );
  const came = new Set(summary.rows.map(({ conclusion }) => conclusion));
  process.exitCode = came.has("failed")
    ? exitStatus.work
    : came.has("fail")
      ? exitStatus.fail
      : came.has("undecided")
        ? exitStatus.undecided
        : exitStatus.pass;
}
