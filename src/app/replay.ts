import type { CommitFacts } from "../core/commit/facts.ts";
import { admitScript } from "../core/evidence/script/admit-script.ts";
import { findScript, scriptCharactersMax } from "../core/evidence/script/find-script.ts";
import { prepareScript } from "../core/evidence/script/semantic-patch.ts";
import type { ReplayFacts } from "../core/evidence/scripted.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";
import type { Sandbox } from "../ports/sandbox.ts";
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

/** Replays the script that a message carries on the tree of the commit's parent, if somebody allowed that. Its changes must be known. */
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
  const objects = await repository.objectDirectories();
  if (!objects.ok) return unknown(objects.error.text);
  const run = await replay.sandbox.run({
    script: admission.script,
    files: prepared.files,
    parent,
    commit: id,
    objectFormat: repository.description.objectFormat,
    objectDirectories: objects.value,
  });
  if (!run.known) return run;
  const added = run.value.sameTree ? await addedLines(id, repository) : unknown("nobody has looked at the lines");
  return learned({ kind: "run", script: written, note: prepared.note, ...run.value, addedLines: added });
}

const refused = (script: string, why: string): ReplayFacts => ({ kind: "refused", script, why });

async function addedLines(id: string, repository: Repository): Promise<Learned<readonly string[]>> {
  const lines = await repository.addedLines(id);
  return lines.ok ? learned(lines.value) : unknown(lines.error.text);
}
