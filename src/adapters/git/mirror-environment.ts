import { devNull } from "node:os";
import type { GitCredentials } from "../../ports/forge.ts";
import { type Environment, networkEnvironment } from "./environment.ts";

/** Seconds after which a transfer is given up that brings fewer bytes a second than `slowestSpeed`. */
const slowSecondsMax = 60;
const slowestSpeed = 1_000;

/** ssh that asks nobody, and gives up on a host that does not answer. */
const sshCommand = "ssh -oBatchMode=yes -oConnectTimeout=20 -oServerAliveInterval=15 -oServerAliveCountMax=4";

/**
 * The environment in which git may speak to one address: with the operator's proxies and certificates, without his configuration, over no protocol but the
 * address's own, following no redirection. Credentials are settings in this environment, for this origin only: never an argument, which every user
 * of the machine could read, and never in the configuration of the mirror.
 */
export function mirrorEnvironment(
  caller: Environment,
  address: string,
  credentials: GitCredentials | null,
): Environment {
  const url = new URL(address);
  const scheme = url.protocol.replace(":", "");
  const { HOME: _home, XDG_CONFIG_HOME: _xdg, ...network } = withoutSettings(networkEnvironment(caller));
  const settings: readonly (readonly [string, string])[] = [
    // Said here and not in the mirror's own configuration: who may not fetch must not try to, object by object.
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialCloneFilter", "blob:none"],
    // As the mirror has it: a repository that borrows its objects fetches what it lacks from there, too.
    ["remote.origin.url", address],
    ["gc.auto", "0"],
    ["credential.helper", ""],
    ["core.askPass", ""],
    ["http.followRedirects", "false"],
    ["http.lowSpeedLimit", String(slowestSpeed)],
    ["http.lowSpeedTime", String(slowSecondsMax)],
    ...(credentials === null || scheme === "ssh"
      ? []
      : [[`http.${url.origin}/.extraHeader`, `Authorization: Basic ${basic(credentials)}`] as const]),
  ];
  return {
    ...network,
    HOME: devNull,
    XDG_CONFIG_HOME: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_ALLOW_PROTOCOL: scheme,
    GIT_NO_LAZY_FETCH: "0",
    GIT_SSH_COMMAND: caller["GIT_SSH_COMMAND"] ?? sshCommand,
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** The names that a git that only reads must keep, so that it can fetch what a partial mirror lacks. */
export const keptForReading = (environment: Environment): readonly string[] => Object.keys(environment);

const basic = ({ username, password }: GitCredentials): string =>
  Buffer.from(`${username}:${password}`).toString("base64");

const withoutSettings = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(?:GIT_CONFIG|GIT_AUTHOR|GIT_COMMITTER|EMAIL$)/.test(name)),
  );

/**
 * Why an address is none to fetch from; null: it is one.
 *
 * @param origins those of the forges that were configured, such as `https://gitlab.example.org`; plain HTTP only where somebody configured it so
 */
export function whyNoAddress(address: string, origins: readonly string[]): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !["https:", "http:", "ssh:"].includes(url.protocol)) return "it is no address of https or ssh";
  if (url.username !== "" && url.protocol !== "ssh:") return "credentials do not belong into an address";
  if (url.password !== "" || url.search !== "" || url.hash !== "") return "it holds more than a host and a path";
  const isOf = (origin: string): boolean =>
    url.protocol === "ssh:" ? new URL(origin).hostname === url.hostname : new URL(origin).origin === url.origin;
  return origins.some(isOf) ? null : "its host is none of the forges that were configured";
}
