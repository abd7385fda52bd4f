import { existsSync } from "node:fs";
import type { Attempt } from "../../app/attempt.ts";
import { type EvidenceSource, everyKind, type ProvedCommit, proveCommits } from "../../app/evidence.ts";
import { notAskedToReplay } from "../../app/replay.ts";
import type { ChangeKind } from "../../core/document/document.ts";
import { evidenceFrame, evidenceJson, renderEvidence, renderMails } from "../../core/report/render-evidence.ts";
import { closest } from "../../core/text/suggest.ts";
import { type CommonOptions, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { namesMails } from "../mail-argument.ts";
import { writeOut } from "../output.ts";
import { createProgress } from "../progress.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { terminalOf } from "../terminal.ts";
import { policyOf } from "./policy.ts";

export type EvidenceCommandOptions = CommonOptions & {
  readonly kind?: readonly string[];
  readonly templates?: string;
  readonly support?: string;
  readonly replay?: boolean;
  readonly onto?: string;
  readonly verbose?: boolean;
};

/**
 * `proviso evidence COMMIT…`: what each commit provably is. Status 0: every commit is proved to be something; 2: one is
 * not.
 */
export async function runEvidence(names: readonly string[], options: EvidenceCommandOptions): Promise<void> {
  const kinds = kindsOf(options.kind ?? []);
  const [templates, support] = [countOf("--templates", options.templates), countOf("--support", options.support)];
  const json = options.format === "json";
  const looks = { ...terminalOf(process.stdout), verbose: options.verbose ?? false };
  const progress = createProgress("proved", "commits");
  let seen = 0;
  let unproved = 0;
  const proveAll = () =>
    withRepository(async (ports) => {
      const { classOf, settings } = await policyOf(undefined, options, "HEAD", ports);
      const limits = {
        templates: templates ?? settings.evidence.templates,
        support: support ?? settings.evidence.support,
      };
      // Somebody at his own machine asks for it, so the policy need not.
      const replay = options.replay ? { allowed: true as const, sandbox: ports.sandbox } : notAskedToReplay;
      const sources = await Promise.all(names.map((name) => sourceOf(name, options.onto ?? null)));
      if (options.onto !== undefined && sources.every(({ kind }) => kind === "range"))
        throw new CommandFailure("--onto is for patches from mails, and no file of mails is named", "usage");
      let file: string | null = null;
      for await (const answer of proveCommits({ sources, kinds, classOf, limits }, { ...ports, replay })) {
        const proved = provedOf(answer, names);
        if (json) await writeOut((seen > 0 ? evidenceFrame.between : evidenceFrame.open) + evidenceJson(proved));
        else {
          const { from } = proved;
          if (from.kind === "mail" && from.file !== file) await writeOut(renderMails(from));
          file = from.kind === "mail" ? from.file : null;
          await writeOut(renderEvidence(proved, looks));
        }
        seen += 1;
        if (proved.proofs.every(({ proof }) => proof.kind !== "proved")) unproved += 1;
        progress.step(seen);
      }
      // What breaks off has no end: nobody takes it for the whole.
      if (json) await writeOut((seen > 0 ? "" : evidenceFrame.open) + evidenceFrame.close);
      else if (seen === 0) await writeOut("undecided: the range has no commit\n");
    });
  await withTemporaryDirectory(proveAll).finally(() => progress.end());
  process.exitCode = seen > 0 && unproved === 0 ? exitStatus.pass : exitStatus.undecided;
}

/** `-`, a path that begins like one (`./x`), or a name that ends like a file of mails; else a commit or a range. */
async function sourceOf(name: string, onto: string | null): Promise<EvidenceSource> {
  if (namesMails(name))
    return { kind: "mails", name: name === "-" ? "standard input" : name, mails: await readInput(name), onto };
  // A name alone is one commit; only a range names more.
  const text = name.includes("..") || name.endsWith("^!") ? name : `${name}^!`;
  return { kind: "range", argument: { text, root: false } };
}

/** The answer, or the failure as the command's end; where a file has the name that is no revision, that is said. */
function provedOf(answer: Attempt<ProvedCommit>, names: readonly string[]): ProvedCommit {
  const file = answer.ok ? undefined : names.find((name) => existsSync(name) && answer.text.includes(`\`${name}\``));
  if (answer.ok || file === undefined) return valueOf(answer);
  throw new CommandFailure(`${answer.text}; for the mails in the file of that name, say \`./${file}\``, answer.fault);
}

/** Kinds may be given one by one, or with commas between. */
function kindsOf(given: readonly string[]): readonly ChangeKind[] {
  const names = given.flatMap((text) => text.split(",")).map((name) => name.trim());
  for (const name of names) {
    if (everyKind.some((kind) => kind === name)) continue;
    const near = closest(name, everyKind);
    const hint = near === undefined ? `the kinds are ${everyKind.join(", ")}` : `did you mean \`${near}\`?`;
    throw new CommandFailure(`\`${name}\` is no kind of change; ${hint}`, "usage");
  }
  return names.length === 0 ? everyKind : everyKind.filter((kind) => names.includes(kind));
}

function countOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (!/^\d{1,4}$/.test(text) || count < 1)
    throw new CommandFailure(`${option} takes a number from 1 on, not \`${text}\``, "usage");
  return count;
}
