import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { CompleteSettings } from "../app/service/service-program.ts";
import {
  listenOf,
  parseServiceSettings,
  parseServiceVariable,
  type ReadServiceSettings,
  type ServiceRole,
  type ServiceSettings,
  serviceVariables,
  usualServiceSettings,
} from "../app/service/service-settings.ts";
import { renderProblems } from "../core/report/render-policy.ts";
import { CommandFailure } from "./exit-status.ts";
import { readText, secretIn } from "./secret.ts";

const settingsVariable = "PROVISO_SERVICE_SETTINGS";

export type ServiceOptions = {
  readonly settings?: string;
  readonly data?: string;
  readonly role?: ServiceRole;
  readonly listen?: string;
};

/**
 * The settings of the service: what an option says, else a variable of the environment, else the file, else what is usual. All problems of all sources
 * are shown, and nothing starts with one.
 */
export async function readServiceSettings(options: ServiceOptions): Promise<CompleteSettings> {
  const path = options.settings ?? process.env[settingsVariable] ?? "";
  const file = path === "" ? [] : [parseServiceSettings({ name: path, text: await readText(path) })];
  const settings: ServiceSettings = { ...usualServiceSettings, ...merged([...file, ...fromEnvironment()]) };
  const { databaseUrlFile } = settings;
  const databaseUrl = settings.databaseUrl ?? (databaseUrlFile === null ? null : await databaseUrlIn(databaseUrlFile));
  return {
    ...settings,
    ...fromOptions(options),
    databaseUrl,
    data: resolve(options.data ?? settings.data ?? usualData()),
  };
}

const fromEnvironment = (): readonly ReadServiceSettings[] =>
  [...serviceVariables.keys()].flatMap((variable) => {
    const value = process.env[variable];
    return value === undefined || value === "" ? [] : [parseServiceVariable(variable, value)];
  });

function merged(sources: readonly ReadServiceSettings[]): Partial<ServiceSettings> {
  const problems = sources.flatMap((source) => source.problems);
  if (problems.length > 0) {
    process.stderr.write(renderProblems(problems));
    throw new CommandFailure("nothing is started: the settings of the service have problems", "usage");
  }
  return Object.assign({}, ...sources.map(({ settings }) => settings)) as Partial<ServiceSettings>;
}

function fromOptions({ role, listen }: ServiceOptions): Partial<ServiceSettings> {
  const where = listen === undefined ? undefined : listenOf(listen);
  if (listen !== undefined && where === undefined)
    throw new CommandFailure(
      `--listen takes \`HOST:PORT\`, a port, or the path of a socket, not \`${listen}\``,
      "usage",
    );
  return { ...(role === undefined ? {} : { role }), ...(where === undefined ? {} : { listen: where }) };
}

/** All secrets that the settings name, by their files: read before anything starts, so that a missing one is said at once. */
export async function secretsOf({ forges, logIn }: CompleteSettings): Promise<(file: string) => string> {
  const files = new Set([
    ...forges.flatMap(({ webhookSecretFiles, tokenFile, app }) => [...webhookSecretFiles, tokenFile, app?.keyFile]),
    ...logIn.map(({ clientSecretFile }) => clientSecretFile),
  ]);
  const found = new Map<string, string>();
  for (const file of files) if (typeof file === "string") found.set(file, await secretIn(file));
  return (file) => found.get(file) ?? "";
}

async function databaseUrlIn(path: string): Promise<string> {
  const { settings, problems } = parseServiceVariable("DATABASE_URL", await secretIn(path));
  if (problems.length === 0 && settings.databaseUrl !== undefined && settings.databaseUrl !== null)
    return settings.databaseUrl;
  throw new CommandFailure(`\`${path}\` holds no \`postgres://\` URL`, "usage");
}

/** Where this user's programs keep what they cannot do without (XDG Base Directory Specification, `XDG_DATA_HOME`). */
function usualData(): string {
  const named = process.env["XDG_DATA_HOME"];
  const home = named !== undefined && isAbsolute(named) ? named : join(homedir(), ".local", "share");
  return join(home, "proviso");
}
