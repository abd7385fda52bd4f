import { resolve } from "node:path";
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
        { directory: "/", environment: userEnvironment(environment, []) },
      );
      if (!discovered.ok) return discovered;
      const { shallow } = discovered.value.description;
      const depths = await depthArguments(place, wanted, depth, shallow);
      return run(place, [...depths, remote, ...wanted.map(referenceSpecification)]);
    },
  };
}

/** A full id, or the full name of a reference without anything that git would expand. */
const isAskable = (wanted: string): boolean =>
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(wanted) || /^refs\/[^\p{Cc} ~^:?*[\\]+$/u.test(wanted);

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

async function isThere(place: GitPlace, wanted: string): Promise<boolean> {
  const name = referenceSpecification(wanted).split(":").at(-1) ?? wanted;
  const output = await runGit(place, ["cat-file", "-e", `${name}^{commit}`]);
  return output.status === 0;
}

async function run(place: GitPlace, fetchArguments: readonly string[]): Promise<Answer<null>> {
  const settings = ["gc.auto=0", "maintenance.auto=false", "fetch.writeCommitGraph=false", "fetch.fsckObjects=true"];
  const output = await runGit(place, [
    ...settings.flatMap((setting) => ["-c", setting]),
    ...allowedProtocols.flatMap((protocol) => ["-c", `protocol.${protocol}.allow=always`]),
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-auto-gc",
    ...fetchArguments,
  ]);
  if (output.status === 0) return answer(null);
  return failureOf(output, place, `fetch from \`${remote}\``);
}

/** All that git speaks by itself. `ext` and helpers of other names would run programs that an address names. */
const allowedProtocols = ["https", "http", "ssh", "git", "file"];
