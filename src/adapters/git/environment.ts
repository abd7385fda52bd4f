import { devNull } from "node:os";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What git may see of the caller's environment: enough to find its own programs.
 * Everything else changes answers (dates, configuration, object stores) or starts programs.
 */
const passedVariables = ["PATH", "GIT_EXEC_PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SystemRoot", "PATHEXT"];

/** Where git finds who the user is. Only the questions about the user himself may look there. */
const userVariables = [
  "HOME",
  "USERPROFILE",
  "HOMEDRIVE",
  "HOMEPATH",
  "XDG_CONFIG_HOME",
  // Where gpg keeps the keys that he trusts.
  "GNUPGHOME",
  "EMAIL",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_PARAMETERS",
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_AUTHOR_DATE",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "GIT_COMMITTER_DATE",
];

/**
 * Variables that make git's answers depend on the repository alone (see "Environment Variables" in git(1)).
 * An object that a partial clone left behind is not fetched: newer git has GIT_NO_LAZY_FETCH (2.44),
 * for older ones no transport is allowed, so its attempt ends before anything is contacted.
 */
const fixedVariables: Environment = {
  LC_ALL: "C",
  LANGUAGE: "",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: devNull,
  GIT_OPTIONAL_LOCKS: "0",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  // Piped output is otherwise flushed after every commit: 15 % on a long history.
  GIT_FLUSH: "0",
};

/** HOME stands in for GIT_CONFIG_GLOBAL, which git knows only since 2.32. */
const noUserConfiguration: Environment = {
  HOME: devNull,
  XDG_CONFIG_HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
};

/** The repository's own configuration is read by git; these settings of it would change answers or start programs. */
export const pinnedArguments: readonly string[] = [
  "--no-pager",
  "--literal-pathspecs",
  ...[
    "core.fsmonitor=false",
    `core.hooksPath=${devNull}`,
    `core.attributesFile=${devNull}`,
    "core.bigFileThreshold=512m",
    "core.quotePath=false",
    // Its shared part would be written beside the repository's own index, whatever GIT_INDEX_FILE says.
    "core.splitIndex=false",
    "core.useReplaceRefs=false",
    // `--author` searches headers that were re-encoded to this.
    "i18n.logOutputEncoding=UTF-8",
    "log.showSignature=false",
    "protocol.allow=never",
    "submodule.recurse=false",
  ].flatMap((setting) => ["-c", setting]),
];

/** git's environment for every question about the repository. `keep` names variables that the caller vouches for. */
export function repositoryEnvironment(caller: Environment, keep: readonly string[]): Environment {
  return { ...only(caller, passedVariables), ...noUserConfiguration, ...fixedVariables, ...only(caller, keep) };
}

/** git's environment for the few questions about the user: his name and address, and whom he trusts. */
export function userEnvironment(caller: Environment, keep: readonly string[]): Environment {
  const counted = Object.keys(caller).filter((name) => /^GIT_CONFIG_(COUNT|(KEY|VALUE)_\d+)$/.test(name));
  return { ...only(caller, [...passedVariables, ...userVariables, ...counted, ...keep]), ...fixedVariables };
}

/** What git and its transports need to reach the remote that the clone came from, as whoever cloned it did. */
const networkVariables = [
  "http_proxy",
  "https_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "all_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "GIT_SSL_NO_VERIFY",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_SSH_VARIANT",
  "GIT_ASKPASS",
  "SSH_ASKPASS",
  "SSH_AUTH_SOCK",
];

/** git's environment for a fetch that somebody allowed: the user's configuration with its credential helpers, and no terminal to ask at. */
export function networkEnvironment(caller: Environment): Environment {
  const { GIT_ALLOW_PROTOCOL: _none, GIT_NO_LAZY_FETCH: _lazy, ...user } = userEnvironment(caller, networkVariables);
  return user;
}

function only(environment: Environment, names: readonly string[]): Environment {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
