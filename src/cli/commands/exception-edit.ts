import { relyingCommits } from "../../app/audit/relying-commits.ts";
import type { CheckPorts } from "../../app/check.ts";
import { type ChangedDocument, changeDocument, type DocumentChange } from "../../app/exception-edit.ts";
import { exposure } from "../../app/exposure.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Problem } from "../../core/problem/problem.ts";
import { agreedValue } from "../../core/process/change-entry.ts";
import type { ProposedEntry } from "../../core/process/proposed-entry.ts";
import { renderEdit } from "../../core/report/render-edit.ts";
import { renderExposure } from "../../core/report/render-exposure.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { shown } from "../../core/report/words.ts";
import { parseDay } from "../../core/text/day.ts";
import type { Repository } from "../../ports/repository.ts";
import { type CommonOptions, dayOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { patchDate } from "../patch-date.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { terminalOf } from "../terminal.ts";
import { policyOf } from "./policy.ts";
import { readRequestFile } from "./request-file.ts";

type EditOptions = CommonOptions & {
  readonly write?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly signoff?: boolean;
  readonly at: string;
};

/** `proviso exception propose`. */
export async function runPropose(file: string, options: EditOptions): Promise<void> {
  const { entry, asRead, why, warnings } = await readRequestFile(file);
  sayNotes(warnings);
  await deliver(async () => ({ kind: "list", entry, asRead, why }), options);
}

type AgreementOptions = EditOptions & {
  readonly link?: readonly string[];
  readonly thread?: readonly string[];
  readonly request?: string;
  readonly replace?: boolean;
};

/** `proviso exception record-agreement`. */
export async function runRecordAgreement(id: string, options: AgreementOptions): Promise<void> {
  const { replace = false, request, thread = [] } = options;
  const given = (options.link ?? []).map(asLink);
  const day = dayOption(options.day);
  if (given.length === 0 && thread.length === 0)
    throw new CommandFailure(
      "say where it was agreed: with --thread the discussion as exported, or with --link an address of a page or a Message-Id",
      "usage",
    );
  const proposed = request === undefined ? null : await readRequestFile(request);
  if (proposed !== null) {
    expectId(proposed.entry, id, request ?? "");
    sayNotes(proposed.warnings);
  }
  await deliver(async (policy, ports) => {
    const links = [...given];
    if (thread.length > 0) {
      const { agreedIn } = await import("./agreed-in.ts");
      const found = await agreedIn({ id, threads: thread, entry: proposed?.asRead ?? null }, policy, ports);
      if (given.length === 0) links.push(found.link);
      for (const warning of found.warnings) process.stderr.write(`warning: ${shown(warning, 500)}\n`);
    }
    const agreed = agreedValue({ day, links });
    if (agreed === null)
      throw new CommandFailure(
        `\`${links.join(" ")}\` is neither a page's address nor a Message-Id such as <20260301.4@example.org>`,
        "usage",
      );
    if (proposed === null) return { kind: "record-agreement", id, day, links, replace };
    return { kind: "list", entry: withAgreement(proposed.entry, agreed), asRead: proposed.asRead, why: proposed.why };
  }, options);
}

function expectId({ fields }: ProposedEntry, id: string, file: string): void {
  const own = fields.find(({ name }) => name === "Exception")?.value ?? "";
  if (own !== id) throw new CommandFailure(`\`${file}\` proposes the exception \`${own}\`, not \`${id}\``, "usage");
}

/** A Message-Id may be typed without its angle brackets. */
const asLink = (link: string): string => (/^[^<>\s@/]+@[^<>\s@]+$/.test(link) ? `<${link}>` : link);

function withAgreement(entry: ProposedEntry, value: string): ProposedEntry {
  const others = entry.fields.filter(({ name }) => name !== "Agreed");
  return { ...entry, fields: [...others, { name: "Agreed", value }] };
}

/** `proviso exception withdraw`. */
export async function runWithdraw(
  id: string,
  options: EditOptions & { readonly reason: string; readonly landsUntil?: string; readonly exposure: boolean },
): Promise<void> {
  const { reason } = options;
  const landsUntil = dayOf("--lands-until", options.landsUntil);
  await deliver(async () => ({ kind: "withdraw", id, day: dayOption(options.day), reason, landsUntil }), options);
  if (options.exposure && process.exitCode !== exitStatus.usage) await sayExposure(id, options);
}

/** `proviso exception renew`. */
export async function runRenew(
  id: string,
  options: EditOptions & { readonly until: string; readonly landsUntil?: string },
): Promise<void> {
  const until = dayOf("--until", options.until) ?? "";
  const landsUntil = dayOf("--lands-until", options.landsUntil);
  await deliver(async () => ({ kind: "renew", id, until, landsUntil }), options);
}

function dayOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === undefined)
    throw new CommandFailure(`${option} takes a date such as 2026-01-31, not \`${text}\``, "usage");
  return day;
}

/** Makes the change, and writes what was asked for and nothing else. Problems refuse it: then nothing is written, and the status is 3. */
async function deliver(
  ask: (policy: Policy, ports: CheckPorts) => Promise<DocumentChange>,
  options: EditOptions,
): Promise<void> {
  const { write = false, output, dryRun = false } = options;
  if (write && output !== undefined)
    throw new CommandFailure(
      "say either --write, which edits the work tree, or --output, which writes a patch",
      "usage",
    );
  if (write && options.at !== "HEAD")
    throw new CommandFailure("--write edits the work tree, and --at names another document", "usage");
  if (output !== undefined && !dryRun)
    await (await import("../output-file.ts")).expectFree(output, options.force ?? false);
  const today = dayOption(options.day);
  await withTemporaryDirectory(() =>
    withRepository(async (ports) => {
      const { repository } = ports;
      const head = write ? null : valueOfAnswer(await repository.resolve(options.at));
      const policy = await policyOf(head ?? undefined, options, "worktree", ports);
      refuseBroken(policy);
      const answer = valueOf(
        await changeDocument({ change: await ask(policy, ports), policy, revision: head, today }, ports),
      );
      if (!answer.ok) return sayProblems(answer.problems);
      const { changed } = answer;
      if (dryRun) await writeOut(renderEdit(changed.before, changed.edit, terminalOf(process.stdout)));
      else if (head === null) await writeDocument(changed, repository);
      else await writePatch(changed, head, options, repository);
      sayNotes(changed.notes);
    }),
  );
}

/** By a policy that cannot be read nobody can tell where exceptions are listed. */
function refuseBroken({ problems, document }: Policy): void {
  const error = problems.find(({ severity, at }) => severity === "error" && at.source.name !== document?.source.name);
  if (error !== undefined)
    throw new CommandFailure(`the policy has problems, so its document is not edited: ${error.text}`, "policy");
}

function sayProblems(problems: readonly Problem[]): void {
  const { colour, width } = terminalOf(process.stderr);
  process.stderr.write(renderProblems(problems, { colour, width }));
  process.exitCode = exitStatus.usage;
}

/** What the stewards should know of the request, or of the entry now, is no failure. */
function sayNotes(notes: readonly Problem[]): void {
  const { colour, width } = terminalOf(process.stderr);
  process.stderr.write(renderProblems(notes, { colour, width }));
}

async function writePatch(
  { path, bytes, message }: ChangedDocument,
  revision: string,
  { output, signoff = false }: EditOptions,
  repository: Repository,
): Promise<void> {
  const seconds = patchDate(process.env["SOURCE_DATE_EPOCH"]);
  const patch = valueOfAnswer(await repository.patchOf({ revision, path, bytes, message, signOff: signoff, seconds }));
  if (output === undefined) return writeOut(Buffer.from(patch));
  const { writeFileInParts } = await import("../output-file.ts");
  await writeFileInParts(output, [Buffer.from(patch)]);
  // Mail ends its lines with a carriage return of its own, so `git am` takes away those of files.
  const keep = Buffer.from(bytes).includes("\r\n") ? " --keep-cr" : "";
  await writeOut(`wrote ${shown(output)}; \`git am${keep}\` applies it\n`);
}

/** The document is written whole or not at all, and only if nobody else has written it meanwhile. */
async function writeDocument({ path, bytes, before, id }: ChangedDocument, repository: Repository): Promise<void> {
  const { workTree } = repository.description;
  const { join } = await import("node:path");
  const { readFile } = await import("node:fs/promises");
  const { expectWritable, writeFileInParts } = await import("../output-file.ts");
  const file = join(workTree ?? "", path);
  await expectWritable(file);
  const now = await readFile(file).catch(() => null);
  if (now === null || !now.equals(Buffer.from(before.source.text)))
    throw new CommandFailure(`${path} was changed by somebody else meanwhile, so nothing was written`, "work");
  await writeFileInParts(file, [Buffer.from(bytes)]);
  await writeOut(`wrote ${shown(path)}: ${shown(id)}; \`git diff\` shows it\n`);
}

function valueOfAnswer<T>(answer: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (answer.ok) return answer.value;
  throw new CommandFailure(answer.error.text, "work");
}

/** What commits under the exception left: that it cannot be found out is said, and fails nothing. */
async function sayExposure(id: string, { at, policyFrom }: EditOptions): Promise<void> {
  const { policyFromOption } = await import("../context.ts");
  const from = policyFromOption(policyFrom);
  const answered = await withTemporaryDirectory(() =>
    withRepository((ports) => {
      const relying = (exception: string) => relyingCommits(exception, { revision: at, policyFrom: from }, ports);
      const progress = { reverts: () => {}, files: () => {} };
      return exposure({ commits: { kind: "exception", id, relying }, at, patches: null, progress }, ports.repository);
    }),
  );
  const text = answered.ok
    ? renderExposure(answered.value.exposure, { ...terminalOf(process.stderr), verbose: false })
    : `what commits under it left is not known: ${shown(answered.text)}\n`;
  process.stderr.write(text);
}
