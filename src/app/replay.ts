import type { CommitFacts } from "../core/commit/facts.ts";
import { admitScript } from "../core/evidence/script/admit-script.ts";
import { findScript, scriptCharactersMax } from "../core/evidence/script/find-script.ts";
import { prepareScript } from "../core/evidence/script/semantic-patch.ts";
import type { ChangedLines, ReplayFacts } from "../core/evidence/scripted.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";
import type { Sandbox, SandboxRun } from "../ports/sandbox.ts";
import type { Syntax } from "../ports/syntax.ts";

/** May scripts from messages be run? Only where somebody asked for it; `why` is a clause for people. */
export type ReplayPermission =
  | { readonly allowed: true; readonly sandbox: Sandbox }
  | { readonly allowed: false; readonly why: string };

export type ReplayPorts = {
  readonly repository: Repository;
  readonly syntax: Syntax;
  readonly replay: ReplayPermission;
};

/** Nobody asked. */
export const notAskedToReplay: ReplayPermission = {
  allowed: false,
  why: "nobody has replayed its script; `proviso replay` does, and `proviso check --replay` where the policy allows it",
};

/**
 * Replays the script that a message carries on the tree of the commit's parent, if somebody allowed that. Its changes
 * must be known.
 */
export async function learnReplay(commit: CommitFacts, ports: ReplayPorts): Promise<Learned<ReplayFacts>> {
  const found = findScript(commit);
  if (found.kind === "none") return learned({ kind: "no script" });
  if (found.kind === "command") return learned(refused(found.command, "it is no command that is replayed"));
  const written = [found.commands, ...found.semanticPatches].filter((part) => part !== "").join("\n");
  if (written.length > scriptCharactersMax) {
    return learned(
      refused(written.slice(0, 200), `it is longer than ${scriptCharactersMax} characters, which is the limit`),
    );
  }
  if (!ports.replay.allowed) return unknown(ports.replay.why);
  const { id, parents, changes } = commit;
  const [parent, ...others] = parents;
  if (id === null) return unknown("a commit that is not made yet has no tree to compare with");
  if (parent === undefined || others.length > 0) return unknown("there is no single parent to replay its script on");
  if (!changes.known) return unknown(changes.why);
  const prepared = prepareScript(found.commands, found.semanticPatches, changes.value);
  if (!prepared.prepared) return learned(refused(written, prepared.why));
  const reading = await ports.syntax.readShell(prepared.script);
  if (!reading.known) return learned(refused(written, reading.why));
  const admission = admitScript(prepared.script, reading.value);
  if (!admission.admitted) return learned(refused(written, admission.why));
  const { repository, replay } = ports;
  const run = await runScript(
    { id, parent, script: admission.script, semanticPatches: prepared.semanticPatches },
    repository,
    replay.sandbox,
  );
  if (!run.known) return run;
  const lines = run.value.sameTree ? await linesOf(id, repository) : unknown("nobody has looked at the lines");
  const putIn = [...admission.putIn, ...prepared.semanticPatches];
  return learned({ kind: "run", script: written, putIn, note: prepared.note, ...run.value, lines });
}

/**
 * The script gets the parent's tree and nothing else of the repository, so that it can take what it is to make from
 * nowhere.
 */
async function runScript(
  {
    id,
    parent,
    script,
    semanticPatches,
  }: {
    id: string;
    parent: string;
    script: string;
    semanticPatches: readonly string[];
  },
  repository: Repository,
  sandbox: Sandbox,
): Promise<Learned<SandboxRun>> {
  const objects = await repository.objectDirectories();
  if (!objects.ok) return unknown(objects.error.text);
  const tree = await repository.packTree(parent);
  if (!tree.ok) return unknown(tree.error.text);
  try {
    const { objectFormat } = repository.description;
    return await sandbox.run({
      script,
      semanticPatches,
      tree: tree.value,
      commit: id,
      objectFormat,
      objectDirectories: objects.value,
    });
  } finally {
    tree.value.remove();
  }
}

const refused = (script: string, why: string): ReplayFacts => ({ kind: "refused", script, why });

async function linesOf(id: string, repository: Repository): Promise<Learned<ChangedLines>> {
  const lines = await repository.changedLines(id);
  return lines.ok ? learned(lines.value) : unknown(lines.error.text);
}
