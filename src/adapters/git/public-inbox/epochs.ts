import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Answer, RepositoryDescription } from "../../../ports/repository.ts";
import { askersAt, placesIn } from "../askers.ts";
import { discover } from "../discovery.ts";
import type { Environment } from "../environment.ts";
import { answer, refuse } from "../failure.ts";
import type { GitPlace } from "../process.ts";

/** A repository of an archive: each holds some years of a busy list, and the one with the highest number grows (public-inbox-v2-format(5)). */
export type Epoch = EpochPlace & { readonly number: number };

/** Where it is, and what is known of it. */
export type EpochPlace = { readonly place: GitPlace; readonly description: RepositoryDescription };

/** Epochs of an archive. The busiest list there is had some twenty after as many years. */
const epochsMax = 10_000;

const epochName = /^(0|[1-9]\d{0,5})\.git$/;

/** Is it an archive, to judge by the names? A mirror of a single epoch shows no more than that it is a bare repository. */
export const mayBeArchive = (directory: string): boolean =>
  hasEpochs(directory) || ["HEAD", "objects", "refs"].every((name) => existsSync(join(directory, name)));

const hasEpochs = (directory: string): boolean => epochNamesIn(directory).length > 0;

/** Directories in which something changes when a mail comes, or an epoch begins. */
export function watchedDirectories(directory: string, epochs: readonly Epoch[]): readonly string[] {
  const newest = epochs.at(-1)?.place.directory;
  const ofEpoch = newest === undefined ? [] : [newest, join(newest, "refs", "heads")];
  return hasEpochs(directory) ? [join(directory, "git"), ...ofEpoch] : ofEpoch;
}

function epochNamesIn(directory: string): readonly string[] {
  try {
    return readdirSync(join(directory, "git")).filter((name) => epochName.test(name));
  } catch {
    return [];
  }
}

/**
 * The epochs of an archive, oldest first: those in `git/N.git`, or the directory itself where somebody has a mirror of one.
 *
 * @param known epochs that were found before, which are not asked about again
 */
export async function findEpochs(
  directory: string,
  environment: Environment,
  known: readonly Epoch[],
): Promise<Answer<readonly Epoch[]>> {
  const names = epochNamesIn(directory);
  if (names.length > epochsMax)
    return refuse("too-large", `\`${directory}\` has ${names.length} epochs; at most ${epochsMax} are read`);
  if (names.length === 0) return known.length > 0 ? answer(known) : onlyEpoch(directory, environment);
  const epochs: Epoch[] = [];
  for (const number of names.map((name) => Number.parseInt(name, 10)).sort((one, other) => one - other)) {
    const before = known.find((epoch) => epoch.number === number);
    const there = before ? answer(before) : await bareAt(join(directory, "git", `${number}.git`), environment);
    if (!there.ok) return there;
    epochs.push({ ...there.value, number });
  }
  return answer(epochs);
}

async function onlyEpoch(directory: string, environment: Environment): Promise<Answer<readonly Epoch[]>> {
  const there = await bareAt(directory, environment);
  return there.ok ? answer([{ ...there.value, number: 0 }]) : there;
}

/** A directory that lies in some repository, without being one, is no archive. */
async function bareAt(directory: string, environment: Environment): Promise<Answer<EpochPlace>> {
  const askers = askersAt(directory, environment, []);
  const discovered = await discover(askers.caller, askers.outside);
  if (!discovered.ok) return discovered;
  const { description } = discovered.value;
  const { gitDirectory } = description;
  if (!existsSync(directory) || realpathSync(resolve(directory)) !== realpathSync(gitDirectory))
    return refuse(
      "not-a-repository",
      `\`${directory}\` is no public-inbox archive: neither has it \`git/0.git\`, nor is it such a bare repository`,
    );
  return answer({ place: placesIn(gitDirectory, askers).place, description });
}
