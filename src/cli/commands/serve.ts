import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompleteSettings, ServiceProgram } from "../../app/service/service-program.ts";
import { valueOf } from "../context.ts";
import { buildStory } from "../demo/build.ts";
import { CommandFailure } from "../exit-status.ts";
import { grammarFile } from "../grammars.ts";
import { writeOut } from "../output.ts";
import { loadProgram, stopSignal } from "../service-loader.ts";
import { readServiceSettings, type ServiceOptions, secretsOf } from "../service-settings-file.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { build, version } from "../version.ts";

type ServeOptions = ServiceOptions & { readonly demo?: boolean };

/** `proviso serve`. */
export async function runServe(options: ServeOptions): Promise<void> {
  const program = loadProgram();
  const settings = await readServiceSettings(options);
  const stop = stopSignal();
  try {
    if (options.demo === true)
      await withTemporaryDirectory(() => demo(program, settings, options, stop.signal), "signals are somebody else's");
    else await serve(program, settings, null, stop.signal, () => {});
  } finally {
    stop.off();
  }
}

/** With data of its own that is gone afterwards, whatever the settings say of a database; on this machine only. */
async function demo(
  program: ServiceProgram,
  settings: CompleteSettings,
  options: ServeOptions,
  stop: AbortSignal,
): Promise<void> {
  const data = options.data === undefined ? join(tmpdir(), "data") : settings.data;
  const story = join(tmpdir(), "story");
  mkdirSync(story);
  buildStory(story);
  const shown: CompleteSettings = {
    ...settings,
    role: "all",
    log: "error",
    databaseUrl: null,
    data,
    forges: [],
    logIn: [],
  };
  await serve(program, shown, story, stop, (at) => {
    void writeOut(
      `The dashboard with the demo's data is at ${at}/\nCtrl-C ends it${options.data === undefined ? ", and leaves nothing behind" : ""}.\n`,
    );
  });
}

async function serve(
  program: ServiceProgram,
  settings: CompleteSettings,
  story: string | null,
  stop: AbortSignal,
  ready: (at: string) => void,
): Promise<void> {
  const secretIn = await secretsOf(settings);
  valueOf(await program.serve({ settings, demo: story, version, build, grammarFile, secretIn, ready, stop }));
}

/** `proviso serve backup`. */
export async function runBackup(file: string, options: ServiceOptions): Promise<void> {
  valueOf(await loadProgram().backup(await readServiceSettings(options), file));
}

/** `proviso serve restore`. */
export async function runRestore(file: string, options: ServiceOptions): Promise<void> {
  valueOf(await loadProgram().restore(await readServiceSettings(options), file));
}

/** `proviso serve log`. */
export async function runLogExport(options: ServiceOptions & { readonly after: string }): Promise<void> {
  if (!/^\d{1,15}$/.test(options.after))
    throw new CommandFailure(`--after takes the number of an entry, not \`${options.after}\``, "usage");
  valueOf(await loadProgram().exportLog(await readServiceSettings(options), Number(options.after), writeOut));
}
