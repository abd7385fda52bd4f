import { pino } from "pino";

/** What is known of an event beside its words. No value is ever a secret; names that could hold one are left out all the same. */
export type LogFields = { readonly [name: string]: unknown };

/** The log of the process: one JSON object a line. Messages are fixed words, and what differs stands in fields, so that nothing foreign is part of a message. */
export type Log = {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

/** Names under which secrets travel, wherever a field has them. */
const secretNames = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "secret",
  "token",
  "databaseUrl",
  "privateKey",
  "code",
  "state",
];

/** Texts that hold a password or a token in themselves: an address with one, a bearer token, the tokens of the forges. */
const secretTexts =
  /(\w+:\/\/)[^\s/@]*:[^\s/@]*@|\b(?:Bearer|Basic|token)\s+[\w.~+/=-]{8,}|\b(?:gh[opsu]_|github_pat_|glpat-|glptt-)[\w-]{10,}/gi;

/** What must not be seen is left out of a text. */
export const withoutSecrets = (text: string): string =>
  text.replaceAll(secretTexts, (_, scheme: string | undefined) =>
    scheme === undefined ? "[secret]" : `${scheme}[secret]@`,
  );

/**
 * @param level what is less important is not written
 * @param write gets one line; standard output, except in tests
 */
export function createLog(
  level: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  const logger = pino(
    {
      level,
      base: { service: "proviso", process: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretNames.flatMap((name) => [pathOf(name), `*${pathOf(name, true)}`]), censor: "[secret]" },
    },
    { write: (line: string) => write(withoutSecrets(line)) },
  );
  const at =
    (importance: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: LogFields = {}) =>
      logger[importance](fields, message);
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** A name as pino's paths have it. */
const pathOf = (name: string, nested = false): string =>
  /^\w+$/.test(name) ? `${nested ? "." : ""}${name}` : `["${name}"]`;
