import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isFullId } from "../../core/commit/object-id.ts";
import type { Mirror, MirroredRepository, Mirrors } from "../../ports/mirrors.ts";
import type { Answer, Repository } from "../../ports/repository.ts";
import { type Environment, repositoryEnvironment } from "./environment.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitLimits, type LimitedEnd, packBytes, runLimitedGit } from "./limited-git.ts";
import { keptForReading, mirrorEnvironment, whyNoAddress } from "./mirror-environment.ts";
import { openRepository } from "./open-repository.ts";
import { removeOldLeftovers, removeOwnLeftovers, unfinishedPacks } from "./pack-leftovers.ts";
import { type GitPlace, runGit } from "./process.ts";
import { fetchContents, missingContents, missingVersions } from "./range-contents.ts";

/** Where mirrors are kept, and how far they may go. */
export type MirrorSettings = {
  readonly directory: string;
  /** Origins of the forges that were configured. Nothing else is fetched from. */
  readonly origins: readonly string[];
  /** Milliseconds for one fetch. The first one of a large repository is the longest. */
  readonly fetchTimeMax: number;
  /** Bytes of one mirror's packs. */
  readonly mirrorBytesMax: number;
  readonly environment?: Environment;
};

/** References and ids that one call may ask for. */
const wantedMax = 20;

/**
 * A bare partial clone for each repository, of which only those commits are here that somebody asked for, and of the contents only what was read. Its
 * references are copies of the remote's: branches as `refs/remotes/origin/…`, heads of requests under `refs/requests/…`, so that none is taken for another.
 */
export function createMirrors(settings: MirrorSettings): Mirrors {
  const busy = new Map<string, Promise<unknown>>();
  const directoryOf = (name: string): string =>
    join(settings.directory, `${createHash("sha256").update(name).digest("hex").slice(0, 40)}.git`);
  return {
    async withMirror(of, work) {
      const refused = whyNoAddress(of.address, settings.origins);
      if (refused !== null)
        return refuse("not-a-repository", `nothing is fetched from the repository's address: ${refused}`);
      const directory = directoryOf(of.name);
      const before = busy.get(directory) ?? Promise.resolve();
      const mine = before.then(() => inMirror(directory, of, settings, work));
      // Whoever comes next waits, whatever came of this.
      busy.set(
        directory,
        mine.catch(() => {}),
      );
      return mine;
    },
    async remove(name) {
      const directory = directoryOf(name);
      await busy.get(directory);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function inMirror<T>(
  directory: string,
  { address, credentials }: MirroredRepository,
  settings: MirrorSettings,
  work: (mirror: Mirror) => Promise<T>,
): Promise<Answer<T>> {
  const caller = settings.environment ?? process.env;
  const network: GitPlace = { directory, environment: mirrorEnvironment(caller, address, credentials) };
  const local: GitPlace = { directory, environment: repositoryEnvironment(caller, []) };
  const made = await makeMirror(local, address);
  if (!made.ok) return made;
  const limits: GitLimits = { milliseconds: settings.fetchTimeMax, packBytes: settings.mirrorBytesMax };
  const secret = credentials?.password ?? null;
  // What reads may fetch as well, so that twice the time is certain.
  await removeOldLeftovers(directory, 2 * settings.fetchTimeMax);
  const before = await unfinishedPacks(directory);
  let hasFailed = false;
  const noted = <A extends { readonly ok: boolean }>(fetched: A): A => {
    hasFailed ||= !fetched.ok;
    return fetched;
  };
  const mirror: Mirror = {
    async withRepository(task) {
      const opened = await openRepository(directory, {
        environment: network.environment,
        keep: keptForReading(network.environment),
      });
      if (!opened.ok) throw new Error(opened.error.text);
      try {
        return await task({ ...opened.value, resolve: resolveHere(local, opened.value) });
      } finally {
        await opened.value.close();
      }
    },
    source: { fetch: async (wanted) => noted(await fetchWanted(network, wanted, limits, secret)) },
    bringContents: async (base, tip) => bring(await missingContents(local, base, tip)),
    bringVersions: async (commits, tip) => bring(await missingVersions(local, commits, tip)),
  };
  async function bring(missing: Answer<readonly string[]>): Promise<Answer<null>> {
    if (!missing.ok || missing.value.length === 0) return missing.ok ? answer(null) : missing;
    return noted(ended(await fetchContents(network, missing.value, limits), network, limits, secret));
  }
  try {
    return answer(await work(mirror));
  } finally {
    if (hasFailed) await removeOwnLeftovers(directory, before);
  }
}

/**
 * Resolves revisions, full ids of commits only where they are here. What is not is brought by whoever fetches it: a git that reads it would fetch all that
 * it reaches, as if nothing of that were here, and within no limit.
 */
const resolveHere =
  (local: GitPlace, { resolve }: Repository): Repository["resolve"] =>
  async (revision) => {
    const isAbsent =
      isFullId(revision) && (await runGit(local, ["cat-file", "-e", `${revision}^{commit}`])).status !== 0;
    return isAbsent ? refuse("unknown-revision", `\`${revision}\` is not in the mirror`) : resolve(revision);
  };

/** Makes the mirror where nobody looks, and puts it in its place whole: one that was begun and not finished is none. */
async function makeMirror(place: GitPlace, address: string): Promise<Answer<null>> {
  const { directory } = place;
  // A renamed repository has another address.
  if (existsSync(join(directory, "config"))) return keepAddress(place, address);
  await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
  const making = { ...place, directory: await mkdtemp(`${directory}.new-`) };
  const made = await runGit(making, ["init", "--quiet", "--bare", "--template=", "--initial-branch=none", "."]);
  const set = made.status === 0 ? await setAddress(making, address) : failureOf(made, place, "make a mirror");
  if (!set.ok) {
    await rm(making.directory, { recursive: true, force: true });
    return set;
  }
  // Another process may have been faster; then its mirror is as good.
  await rename(making.directory, directory).catch(() => rm(making.directory, { recursive: true, force: true }));
  return answer(null);
}

async function keepAddress(place: GitPlace, address: string): Promise<Answer<null>> {
  const known = await runGit(place, ["config", "--local", "--get", "remote.origin.url"]);
  return known.stdout.toString("utf8").trim() === address ? answer(null) : setAddress(place, address);
}

async function setAddress(place: GitPlace, address: string): Promise<Answer<null>> {
  const set = await runGit(place, ["config", "--local", "remote.origin.url", address]);
  return set.status === 0 ? answer(null) : failureOf(set, place, "set up a mirror");
}

async function fetchWanted(
  network: GitPlace,
  wanted: readonly string[],
  limits: GitLimits,
  secret: string | null,
): Promise<Answer<null>> {
  const odd = wanted.find((one) => !isFullId(one) && !/^refs\/[^\p{Cc} ~^:?*[\\]+$/u.test(one));
  if (odd !== undefined || wanted.length === 0 || wanted.length > wantedMax)
    return refuse("unknown-revision", `\`${odd ?? ""}\` cannot be asked of a remote`);
  if ((await packBytes(network.directory)) > limits.packBytes) return tooLarge(limits);
  const settings = ["gc.auto=0", "maintenance.auto=false", "fetch.writeCommitGraph=false"];
  const fetched = await runLimitedGit(
    network,
    [
      ...settings.flatMap((setting) => ["-c", setting]),
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-recurse-submodules",
      "--no-auto-gc",
      "--no-write-fetch-head",
      "--filter=blob:none",
      "origin",
      ...wanted.map(specification),
    ],
    limits,
  );
  return ended(fetched, network, limits, secret);
}

/** A branch is forced when it was rewritten; a head of a request, too. */
function specification(wanted: string): string {
  const [, kind = "", rest = ""] = /^refs\/(heads|pull|merge-requests)\/(.+)$/s.exec(wanted) ?? [];
  if (kind === "") return wanted;
  return kind === "heads" ? `+${wanted}:refs/remotes/origin/${rest}` : `+${wanted}:refs/requests/${kind}/${rest}`;
}

function ended(end: LimitedEnd, place: GitPlace, limits: GitLimits, secret: string | null): Answer<null> {
  if (end.stopped === "time")
    return refuse(
      "git-failed",
      `the remote was given ${Math.round(limits.milliseconds / 1000)} seconds to send what was asked for, and it did not`,
    );
  if (end.stopped === "size") return tooLarge(limits);
  if (end.status === 0) return answer(null);
  if (end.startError !== null) return failureOf(end, place, "fetch from the forge");
  return refuse("git-failed", `git could not fetch from the forge: ${complaintIn(withoutSecret(end.stderr, secret))}`);
}

/** What it complains of first; what a server says comes before that, as `remote: …`. */
const complaintIn = (text: string): string =>
  text.split("\n").find((line) => /^(?:fatal|error): /.test(line)) ?? text.split("\n")[0] ?? "";

const tooLarge = (limits: GitLimits): Answer<never> =>
  refuse("too-large", `the repository has more than the ${limits.packBytes} bytes that a mirror may have`);

/** git repeats no header that it sent, and a server may. */
const withoutSecret = (text: string, secret: string | null): string =>
  secret === null || secret === "" ? text : text.replaceAll(secret, "…").replaceAll(/:\/\/[^\s/@']*@/g, "://");
