import { compileGlob } from "../../core/text/glob.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { RefUpdate } from "./ref-updates.ts";

/**
 * Tells which refs of a repository that receives a push are protected. What is pushed to a symbolic ref enters the branch that it stands for, and git
 * tells a hook the name that was pushed to; where file names are told apart without regard to case, `Main` is `main`.
 */
export async function protectionOf(
  updates: readonly RefUpdate[],
  repository: Repository,
): Promise<Attempt<(name: string) => boolean>> {
  const [globs, ignoresCase, aliases] = await Promise.all([
    repository.settings("proviso.protected"),
    repository.settings("core.ignorecase"),
    // What is not there yet is listed nowhere, so it is asked about by name.
    repository.aliases(updates.flatMap(({ name, from }) => (from === null ? [name] : []))),
  ]);
  for (const asked of [globs, ignoresCase, aliases]) if (!asked.ok) return failed("work", asked.error.text);
  if (!globs.ok || !ignoresCase.ok || !aliases.ok) return failed("work", "git did not say what is protected");
  const asCompared = isYes(ignoresCase.value.at(-1)) ? withoutCase : (name: string) => name;
  const named = matcherOf(globs.value.map(asCompared), repository.description, asCompared);
  if (!named.ok) return named;
  const standsFor = new Map([...aliases.value].map(([name, target]) => [asCompared(name), asCompared(target)]));
  return done((given) => {
    const name = asCompared(given);
    return named.value(name) || named.value(standsFor.get(name) ?? name);
  });
}

/** `proviso.protected`: globs of branches, or of refs where they begin with `refs/`; without any, HEAD's branch, or all if it names none that is there. */
function matcherOf(
  globs: readonly string[],
  { headBranch, unborn }: Repository["description"],
  asCompared: (name: string) => string,
): Attempt<(name: string) => boolean> {
  if (globs.length === 0) {
    const head = headBranch === null || unborn ? null : asCompared(headBranch);
    return done((name) => (head === null ? name.startsWith("refs/heads/") : name === head));
  }
  const matchers: ((name: string) => boolean)[] = [];
  for (const text of globs) {
    const glob = compileGlob(text.startsWith("refs/") ? text : `refs/heads/${text}`);
    if (!glob.ok) return failed("usage", `the setting \`proviso.protected\`: ${glob.why}`);
    matchers.push(glob.matches);
  }
  return done((name) => matchers.some((matches) => matches(name)));
}

/** As git reads a boolean (git-config(1)). */
const isYes = (value: string | undefined): boolean => value !== undefined && /^(?:true|yes|on|[1-9]\d*)$/i.test(value);

/** As file systems compare that ignore case; they take composed and decomposed letters for the same, too. */
const withoutCase = (name: string): string => name.normalize("NFC").toLowerCase();
