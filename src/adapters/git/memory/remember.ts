import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Repository } from "../../../ports/repository.ts";
import { type Environment, userEnvironment } from "../environment.ts";
import type { GitPlace } from "../process.ts";
import type { Setting } from "../settings.ts";
import { readConfiguration } from "./configuration.ts";
import { type Memory, questionText, rememberedQuestions, written } from "./memory.ts";
import { referenceFiles } from "./reference-files.ts";
import { takeWitness, type Witness } from "./witnesses.ts";

/** A repository that notes what it is asked, and the memory that this makes. */
export type Remembering = {
  readonly repository: Repository;
  /** Null: something cannot be witnessed, so that git has to be asked each time. */
  memory(): Promise<Memory | null>;
};

/** Where the hook was started, and in what environment. */
export type Surroundings = { readonly directory: string; readonly environment: Environment };

/** Notes the answers to questions that depend on ids and references alone. */
export function remembering(repository: Repository, surroundings: Surroundings): Remembering {
  const answers = new Map<string, unknown>();
  const names = new Set<string>();
  const noting = new Proxy(repository, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      const name = rememberedQuestions.find((one) => one === property);
      if (name === undefined || typeof value !== "function") return value;
      return async (...given: readonly unknown[]) => {
        const found: unknown = await Reflect.apply(value, target, given);
        if (name === "resolve") names.add(String(given[0]));
        answers.set(questionText(name, given), written(found));
        return found;
      };
    },
  });
  return { repository: noting, memory: () => makeMemory(repository, surroundings, { answers, names }) };
}

async function makeMemory(
  repository: Repository,
  { directory, environment }: Surroundings,
  { answers, names }: { answers: ReadonlyMap<string, unknown>; names: ReadonlySet<string> },
): Promise<Memory | null> {
  const { gitDirectory, commonDirectory, objectFormat, workTree } = repository.description;
  // Without a target a commit is judged by the one that it stands on, which is another each time.
  const target = await repository.defaultTarget();
  if (!target.ok || workTree === null || resolve(directory) !== workTree) return null;
  const user: GitPlace = {
    directory: gitDirectory,
    environment: { ...userEnvironment(environment, []), GIT_DIR: gitDirectory },
  };
  const [committer, configuration] = await Promise.all([
    repository.userIdentity(),
    readConfiguration(user, environment),
  ]);
  if (!committer.ok || configuration === null) return null;
  if (!["name", "email"].every((part) => isStated(part, configuration.settings, environment))) return null;
  const otherStorage = configuration.settings.some(({ name }) => name === "extensions.refstorage");
  const references = referenceFiles([target.value.name, ...names], [gitDirectory, commonDirectory]);
  if (references === null || otherStorage) return null;
  const files = [
    join(workTree, ".git"),
    join(gitDirectory, "HEAD"),
    join(commonDirectory, "config"),
    join(gitDirectory, "config.worktree"),
    join(commonDirectory, "shallow"),
    join(commonDirectory, "packed-refs"),
    ...references,
    ...configuration.files,
  ];
  const witnesses = takeAll([...new Set(files)]);
  if (witnesses === null) return null;
  // What changed between an answer and its witness (a fetch in the background) would be believed for ever: whoever asks now must hear the same.
  const [sameTarget, sameConfiguration, ...resolved] = await Promise.all([
    repository.defaultTarget(),
    readConfiguration(user, environment),
    ...[...names].map(async (name) => [name, written(await repository.resolve(name))] as const),
  ]);
  const isSame =
    isDeepStrictEqual([sameTarget, sameConfiguration], [target, configuration]) &&
    resolved.every(([name, found]) => isDeepStrictEqual(found, answers.get(questionText("resolve", [name]))));
  if (!isSame) return null;
  return {
    witnesses,
    gitDirectory,
    commonDirectory,
    objectFormat,
    committer: committer.value.replace(/ \d+ [-+]\d{4}$/, ""),
    settings: configuration.settings.filter(({ name }) => /^(?:core\.comment|commit\.|i18n\.)/.test(name)),
    target: target.value,
    answers: [...answers],
  };
}

/** Does somebody say who the committer is? Else git makes him up of the machine's name and the system's users, which no witness stands for. */
const isStated = (part: string, settings: readonly Setting[], environment: Environment): boolean =>
  settings.some(({ name }) => name === `user.${part}` || name === `committer.${part}`) ||
  environment[`GIT_COMMITTER_${part.toUpperCase()}`] !== undefined ||
  (part === "email" && environment["EMAIL"] !== undefined);

function takeAll(files: readonly string[]): readonly Witness[] | null {
  const now = BigInt(Date.now()) * 1_000_000n;
  const witnesses = files.map((file) => takeWitness(file, now));
  return witnesses.every((witness) => witness !== undefined) ? witnesses : null;
}
