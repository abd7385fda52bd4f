import type { Answer } from "../../ports/repository.ts";
import { answer, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { resolveRevision } from "./revision.ts";
import { readSettings } from "./settings.ts";

/**
 * The branch a contribution would enter: `git config proviso.target`, else the HEAD of the remote
 * (the current branch's remote, else origin, else the only one there is).
 * Never the branch's own remote copy: pushing one's work must not make it disappear from the check.
 */
export async function defaultTarget(
  opened: OpenedRepository,
  pushedTo?: string,
): Promise<Answer<{ name: string; id: string }>> {
  const settings = await ownSettings(opened);
  if (!settings.ok) return settings;
  const configured = settings.value.get("proviso.target")?.at(-1);
  if (configured !== undefined) {
    const target = await resolveRevision(opened.objects, opened.description, configured);
    if (target.ok) return answer({ name: configured, id: target.value.id });
    return refuse(target.error.code, `the setting \`proviso.target\`: ${target.error.text}`);
  }
  const remote = chooseRemote(settings.value, opened.description.headBranch, pushedTo);
  if (remote !== null) {
    const name = `refs/remotes/${remote}/HEAD`;
    const target = await resolveRevision(opened.objects, opened.description, name);
    if (target.ok) return answer({ name: `${remote}/HEAD`, id: target.value.id });
    if (target.error.code !== "unknown-revision") return target;
  }
  return refuse("no-target", noTarget(remote));
}

const noTarget = (remote: string | null): string =>
  "nothing says which branch this work would enter: name a range such as `main..HEAD`, or set `git config proviso.target BRANCH`" +
  (remote === null ? "" : `, or let git ask the remote with \`git remote set-head ${remote} --auto\``);

/** The repository's own settings; every value of each name, names as git spells them in `--list`. */
async function ownSettings({ place }: OpenedRepository): Promise<Answer<ReadonlyMap<string, readonly string[]>>> {
  const found = await readSettings(place, "^(proviso\\.target|branch\\..*\\.remote|remote\\..*\\.(url|fetch))$");
  if (!found.ok) return found;
  const settings = new Map<string, string[]>();
  for (const { name, value } of found.value) settings.set(name, [...(settings.get(name) ?? []), value]);
  return answer(settings);
}

function chooseRemote(
  settings: ReadonlyMap<string, readonly string[]>,
  headBranch: string | null,
  pushedTo: string | undefined,
): string | null {
  const remotes = new Set<string>();
  for (const name of settings.keys()) {
    const remote = /^remote\.(.*)\.(?:url|fetch)$/s.exec(name)?.[1];
    if (remote !== undefined) remotes.add(remote);
  }
  if (pushedTo !== undefined && remotes.has(pushedTo)) return pushedTo;
  const branch = headBranch?.replace(/^refs\/heads\//, "");
  const own = branch === undefined ? undefined : settings.get(`branch.${branch}.remote`)?.at(-1);
  if (own !== undefined && remotes.has(own)) return own;
  if (remotes.has("origin")) return "origin";
  return remotes.size === 1 ? ([...remotes][0] ?? null) : null;
}
