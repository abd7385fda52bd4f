import { parse, resolve } from "node:path";
import { isFullId } from "../../core/commit/object-id.ts";
import type { Depth, HistorySource } from "../../ports/history-source.ts";
import type { Answer } from "../../ports/repository.ts";
import { discover } from "./discovery.ts";
import { type Environment, networkEnvironment, repositoryEnvironment, userEnvironment } from "./environment.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** The remote that CI systems name so when they clone. */
const remote = "origin";

/** References and ids that one call may ask for. */
const wantedMax = 20;

/**
 * Fetches from the remote that the clone in a directory came from, by git itself and with what the checkout set up: its address, its
 * credentials, proxies and certificates. We look at none of them. No hook runs, no submodule is fetched, and no protocol
 * is spoken that would start a program of somebody's choice.
 */
export function createHistorySource(directory: string, environment: Environment = process.env): HistorySource {
  const place: GitPlace = { directory: resolve(directory), environment: networkEnvironment(environment) };
  return {
    async fetch(wanted, depth) {
      const refused = wanted.find((one) => !isAskable(one));
      if (refused !== undefined || wanted.length === 0 || wanted.length > wantedMax)
        return refuse("unknown-revision", `\`${refused ?? ""}\` cannot be asked of a remote`);
      const discovered = await discover(
        { ...place, environment: repositoryEnvironment(environment, []) },
        { directory: parse(place.directory).root, environment: userEnvironment(environment, []) },
      );
      if (!discovered.ok) return discovered;
      const { shallow } = discovered.value.description;
      const depths = await depthArguments(place, wanted, depth, shallow);
      return run(place, [...depths, remote, ...wanted.map(referenceSpecification)]);
    },
  };
}

/**
 * The address that the clone in a directory came from, as its configuration has it; null: none. Of several it is the first, which git fetches from. It may hold
 * credentials.
 */
export async function remoteAddress(
  directory: string,
  environment: Environment = process.env,
): Promise<Answer<string | null>> {
  const place: GitPlace = { directory: resolve(directory), environment: networkEnvironment(environment) };
  const output = await runGit(place, ["config", "--local", "-z", "--get-all", `remote.${remote}.url`]);
  // Status 1 says that no setting has that name; anything else says nothing of where the clone came from.
  if (output.status !== 0 && output.status !== 1) return failureOf(output, place, `read the address of \`${remote}\``);
  const [address = ""] = output.stdout.toString("utf8").split("\0");
  return answer(address.trim() === "" ? null : address.trim());
}

/** A full id, or the full name of a reference without anything that git would expand. */
const isAskable = (wanted: string): boolean => isFullId(wanted) || /^refs\/[^\p{Cc} ~^:?*[\\]+$/u.test(wanted);

/** A branch goes to the place that a clone keeps it in; `+`: branches may be forced. */
function referenceSpecification(wanted: string): string {
  const [, branch] = /^refs\/heads\/(.+)$/s.exec(wanted) ?? [];
  return branch === undefined ? wanted : `+${wanted}:refs/remotes/${remote}/${branch}`;
}

async function depthArguments(
  place: GitPlace,
  wanted: readonly string[],
  depth: Depth,
  shallow: boolean,
): Promise<readonly string[]> {
  if (!shallow) return [];
  if (depth.kind === "deeper") return [`--deepen=${depth.commits}`];
  if (depth.kind === "whole") return ["--unshallow"];
  // Without a limit a remote would send all history of what the clone has nothing of; with one it would shorten what is there.
  const known = await Promise.all(wanted.map((one) => isThere(place, one)));
  return known.some((isKnown) => isKnown) ? [] : ["--depth=1"];
}

/** Is what is wanted in the clone already, under whatever name? A reference's commit is asked of the remote, which sends nothing but its id. */
async function isThere(place: GitPlace, wanted: string): Promise<boolean> {
  const isReference = wanted.startsWith("refs/");
  const listed = isReference
    ? await runGit(place, [...protocolSettings, "ls-remote", "--quiet", remote, wanted])
    : null;
  const id = listed === null ? wanted : listed.stdout.toString("latin1").split("\t")[0];
  if (id === undefined || id === "") return false;
  const output = await runGit(place, ["cat-file", "-e", `${id}^{commit}`]);
  return output.status === 0;
}

async function run(place: GitPlace, fetchArguments: readonly string[]): Promise<Answer<null>> {
  const settings = ["gc.auto=0", "maintenance.auto=false", "fetch.writeCommitGraph=false"];
  const output = await runGit(place, [
    ...settings.flatMap((setting) => ["-c", setting]),
    ...protocolSettings,
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-auto-gc",
    ...fetchArguments,
  ]);
  if (output.status === 0) return answer(null);
  if (/does not appear to be a git repository/.test(output.stderr))
    return refuse("git-failed", `this clone has no remote \`${remote}\` that could be asked for more history`);
  return failureOf({ ...output, stderr: withoutCredentials(output.stderr) }, place, `fetch from \`${remote}\``);
}

/** An address may hold a token, as GitLab's checkouts have it, and git does not take it out of all that it says. */
const withoutCredentials = (text: string): string => text.replaceAll(/:\/\/[^\s/@']*@/g, "://");

/** All that git speaks by itself. `ext` and helpers of other names would run programs that an address names. */
const protocolSettings = ["https", "http", "ssh", "git", "file"].flatMap((name) => [
  "-c",
  `protocol.${name}.allow=always`,
]);
