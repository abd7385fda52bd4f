import { sectionReader } from "../../core/policy/map-reader.ts";
import {
  anyText,
  choiceReader,
  type Form,
  listReader,
  mapped,
  type Reader,
  textReader,
} from "../../core/policy/reader.ts";
import { shapeReader } from "../../core/policy/shape-reader.ts";
import { note, readYaml, shown, sortedProblems } from "../../core/policy/yaml-file.ts";
import type { Problem } from "../../core/problem/problem.ts";
import { count, flag } from "../../core/text/shape.ts";
import type { Source } from "../../core/text/source.ts";
import {
  eachOnce,
  type ForgeSettings,
  forgesReader,
  type LogInSettings,
  logInReader,
  webAddressForm,
} from "./forge-settings.ts";

/** What a process of the service does: answer HTTP, work on jobs, or both. */
export const serviceRoles = ["all", "web", "worker"] as const;
export type ServiceRole = (typeof serviceRoles)[number];

export const logLevels = ["error", "warn", "info", "debug"] as const;
type LogLevel = (typeof logLevels)[number];

/** Where a server listens: a port of an address, or a socket in the file system. */
export type Listen =
  | { readonly kind: "port"; readonly host: string; readonly port: number }
  | { readonly kind: "socket"; readonly path: string };

/** How whoever runs the service wants it. It stands in a file of his own and in the environment, never in a repository that is judged. */
export type ServiceSettings = {
  readonly role: ServiceRole;
  readonly listen: Listen;
  /** Where health and metrics are answered as well, and then metrics only there; null: all on one. */
  readonly metricsListen: Listen | null;
  /** How people reach it, without a slash at the end; null: by `listen`, on this machine only. */
  readonly address: string | null;
  /** Directory of the embedded database and of the copies of repositories; null: the usual place of this user. */
  readonly data: string | null;
  /** A PostgreSQL; null: SQLite in `data`. Holds a password, and is shown nowhere. */
  readonly databaseUrl: string | null;
  readonly databaseUrlFile: string | null;
  /** Jobs that one process works on at a time. */
  readonly workers: number;
  readonly log: LogLevel;
  /** May everybody see what is about public repositories, without logging in? */
  readonly public: boolean;
  readonly auditEveryHours: number;
  readonly discoverEveryHours: number;
  readonly keep: { readonly deliveriesDays: number; readonly conclusionsDays: number; readonly auditsDays: number };
  readonly forges: readonly ForgeSettings[];
  readonly logIn: readonly LogInSettings[];
  /** Who may look at jobs and at the log: addresses that a provider verified, or `LOGIN@HOST` of a forge. */
  readonly operators: readonly string[];
  /** Who may have contributions of any repository judged again, and sees what is private. */
  readonly stewards: readonly string[];
  /** Who sees what is private. */
  readonly readers: readonly string[];
};

export const usualServiceSettings: ServiceSettings = {
  role: "all",
  listen: { kind: "port", host: "127.0.0.1", port: 8420 },
  metricsListen: null,
  address: null,
  data: null,
  databaseUrl: null,
  databaseUrlFile: null,
  workers: 2,
  log: "info",
  public: true,
  auditEveryHours: 24,
  discoverEveryHours: 6,
  keep: { deliveriesDays: 30, conclusionsDays: 365, auditsDays: 365 },
  forges: [],
  logIn: [],
  operators: [],
  stewards: [],
  readers: [],
};

/** What one source says. With a problem of severity `error` nothing of it may be used. */
export type ReadServiceSettings = {
  readonly settings: Partial<ServiceSettings>;
  readonly problems: readonly Problem[];
};

/** Reads the file of settings. */
export function parseServiceSettings(source: Source): ReadServiceSettings {
  const { root, notes, cutAt } = readYaml(source);
  // Behind a syntax error the tree is a guess.
  const settings = root === null || cutAt !== null ? undefined : wholeReader.read(root, notes);
  if (root === null && cutAt === null) note(notes, "empty-settings", null, "the file is empty");
  return { settings: settings ?? {}, problems: sortedProblems(notes.problems) };
}

/** Variables of the environment, and the key that each stands for. What they say goes before what the file says. */
export const serviceVariables: ReadonlyMap<string, string> = new Map([
  ["PROVISO_ROLE", "role"],
  ["PROVISO_LISTEN", "listen"],
  ["PROVISO_METRICS_LISTEN", "metrics-listen"],
  ["PROVISO_ADDRESS", "address"],
  ["PROVISO_DATA", "data"],
  ["DATABASE_URL", "database-url"],
  ["PROVISO_DATABASE_URL_FILE", "database-url-file"],
  ["PROVISO_WORKERS", "workers"],
  ["PROVISO_LOG", "log"],
]);

/** Reads one variable, as if the file said it: the same words are understood, and the same problems found. */
export function parseServiceVariable(variable: string, value: string): ReadServiceSettings {
  const key = serviceVariables.get(variable) ?? variable;
  const written = key === "workers" && /^\d+$/.test(value) ? value : JSON.stringify(value);
  return parseServiceSettings({ name: variable, text: `${key}: ${written}\n` });
}

const listenForm: Form = {
  expected: "where to listen",
  refuses: (text) =>
    listenOf(text) === undefined
      ? {
          code: "unreadable-listen",
          text: `\`${shown(text)}\` is neither an address with a port nor the path of a socket`,
          hint: "such as `127.0.0.1:8420`, `[::]:8420`, `8420` for this machine only, or `/run/proviso/socket`",
        }
      : null,
  schema: {},
};

/** `HOST:PORT`, `PORT`, or the absolute path of a socket; undefined where it is none of these. */
export function listenOf(text: string): Listen | undefined {
  if (text.startsWith("/")) return { kind: "socket", path: text };
  const [, bracketed, host, digits = ""] = /^(?:(?:\[([\da-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  return digits === "" || port > 65_535 ? undefined : { kind: "port", host: bracketed ?? host ?? "127.0.0.1", port };
}

/** The value holds a password, so no problem shows it. */
const databaseForm: Form = {
  expected: "the URL of a PostgreSQL",
  refuses: (text) =>
    /^postgres(?:ql)?:\/\/[^\s]+$/.test(text)
      ? null
      : {
          code: "unreadable-url",
          text: "this is no `postgres://` URL (it is not shown, since it may hold a password)",
        },
  schema: {},
};

type WrittenKeep = {
  readonly "deliveries-days": number;
  readonly "conclusions-days": number;
  readonly "audits-days": number;
};

const days = (about: string): Reader<number> => shapeReader(count(about, null, [1, 36_500]).shape);

const keepReader: Reader<ServiceSettings["keep"]> = mapped(
  sectionReader<WrittenKeep>(
    {
      "deliveries-days": { reader: days("how long a delivery that comes again is recognised") },
      "conclusions-days": { reader: days("how long what was concluded is kept, unless it still stands") },
      "audits-days": { reader: days("how long audits are kept, other than the newest") },
    },
    "how long what is over is kept",
  ),
  (written) => ({
    deliveriesDays: written["deliveries-days"] ?? usualServiceSettings.keep.deliveriesDays,
    conclusionsDays: written["conclusions-days"] ?? usualServiceSettings.keep.conclusionsDays,
    auditsDays: written["audits-days"] ?? usualServiceSettings.keep.auditsDays,
  }),
);

type Written = {
  readonly role: ServiceRole;
  readonly listen: Listen;
  readonly "metrics-listen": Listen;
  readonly address: string;
  readonly data: string;
  readonly "database-url": string;
  readonly "database-url-file": string;
  readonly workers: number;
  readonly log: LogLevel;
  readonly public: boolean;
  readonly "audit-every-hours": number;
  readonly "discover-every-hours": number;
  readonly keep: ServiceSettings["keep"];
  readonly forges: readonly ForgeSettings[];
  readonly "log-in": readonly LogInSettings[];
  readonly operators: readonly string[];
  readonly stewards: readonly string[];
  readonly readers: readonly string[];
};

const peopleReader = (about: string): Reader<readonly string[]> =>
  listReader(textReader(anyText, "somebody"), "a list of people", about);

const listenReader = (about: string): Reader<Listen> => mapped(textReader(listenForm, about), listenOf);
const hours = (about: string): Reader<number> => shapeReader(count(about, null, [1, 8_784]).shape);

const wholeReader: Reader<Partial<ServiceSettings>> = mapped(
  sectionReader<Written>(
    {
      role: { reader: choiceReader(serviceRoles, "what this process does") },
      listen: { reader: listenReader("where HTTP is answered") },
      "metrics-listen": { reader: listenReader("where health and metrics are answered") },
      address: { reader: textReader(webAddressForm, "how people reach it") },
      data: { reader: textReader(anyText, "the directory of its data") },
      "database-url": { reader: textReader(databaseForm, "the PostgreSQL that it uses") },
      "database-url-file": { reader: textReader(anyText, "a file with that URL") },
      workers: { reader: shapeReader(count("jobs at a time", null, [1, 64]).shape) },
      log: { reader: choiceReader(logLevels, "how much is logged") },
      public: { reader: shapeReader(flag("may everybody see what is about public repositories", true).shape) },
      "audit-every-hours": { reader: hours("how often a repository is audited") },
      "discover-every-hours": { reader: hours("how often accounts are looked through for new repositories") },
      keep: { reader: keepReader },
      forges: {
        reader: eachOnce(listReader(forgesReader, "a list of forges", "the forges that it serves"), "forges"),
      },
      "log-in": {
        reader: eachOnce(listReader(logInReader, "a list of ways", "how people log in"), "ways to log in"),
      },
      operators: { reader: peopleReader("who may look at jobs and at the log") },
      stewards: { reader: peopleReader("who may have any contribution judged again, and sees what is private") },
      readers: { reader: peopleReader("who sees what is private") },
    },
    "the settings of the service",
  ),
  (written) => {
    const {
      "metrics-listen": metricsListen,
      "database-url": databaseUrl,
      "database-url-file": databaseUrlFile,
    } = written;
    const {
      "audit-every-hours": auditEveryHours,
      "discover-every-hours": discoverEveryHours,
      "log-in": logIn,
    } = written;
    const { role, listen, address, data, workers, log, public: isPublic, keep, forges } = written;
    const { operators, stewards, readers } = written;
    return defined({
      role,
      listen,
      metricsListen,
      address: address?.replace(/\/+$/, ""),
      data,
      databaseUrl,
      databaseUrlFile,
      workers,
      log,
      public: isPublic,
      auditEveryHours,
      discoverEveryHours,
      keep,
      forges,
      logIn,
      operators,
      stewards,
      readers,
    });
  },
);

/** Without the keys that were not written: they would hide what another source says. */
const defined = <T extends object>(values: T): { [Name in keyof T]?: NonNullable<T[Name]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
