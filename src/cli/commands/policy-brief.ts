import { lstat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { localFiles } from "../../adapters/files/files.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Audience } from "../../core/report/brief/audiences.ts";
import { closingLine, findBlock, newPage, openingLine, withBrief } from "../../core/report/brief/block.ts";
import { renderBrief } from "../../core/report/brief/brief.ts";
import { isSkillName, skillPage, usualSkillName } from "../../core/report/brief/skill.ts";
import { shellWord } from "../../core/text/shell-word.ts";
import { type CommonOptions, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { writeOut } from "../output.ts";
import { expectWritable, writeFileInParts } from "../output-file.ts";
import { policyOf } from "./policy.ts";

export type BriefOptions = CommonOptions & {
  readonly for: Audience;
  readonly check?: string;
  readonly write?: string;
  readonly dryRun?: boolean;
  readonly withSource?: boolean;
  readonly skill?: boolean;
};

/** Bytes of a page that a brief stands in. */
const pageBytesMax = 4 << 20;

/** `proviso policy brief`: prints the brief, compares a committed copy, or brings it up to date. */
export async function runPolicyBrief(revision: string | undefined, options: BriefOptions): Promise<void> {
  if (options.dryRun && options.write === undefined) throw new CommandFailure("--dry-run goes with --write", "usage");
  if (options.skill && options.for !== "agent") throw new CommandFailure("--skill goes with --for agent", "usage");
  const policy = await withRepository((ports) => policyOf(revision, options, "worktree", ports));
  expectReadable(policy);
  const brief = renderBrief(policy, options.for, options.withSource);
  if (options.check !== undefined) return checkCopy(options.check, brief, options.for, commandFor(revision, options));
  if (options.write !== undefined) return writeCopy(options.write, brief, options);
  await writeOut(options.skill ? skillPage(usualSkillName, brief) : brief);
}

/** A summary of a policy that could not be read would say less than the policy does. */
function expectReadable({ problems }: Policy): void {
  const broken = problems.find(({ severity }) => severity === "error");
  if (broken === undefined) return;
  throw new CommandFailure(
    `the policy has problems, such as: ${broken.text}; \`proviso policy lint\` shows them with their lines`,
    "policy",
  );
}

async function checkCopy(path: string, brief: string, audience: Audience, command: string): Promise<void> {
  const page = await readPage(path);
  const named = shellWord(path);
  const writing = `${command} --write ${named}`;
  if (page === null) throw new CommandFailure(`there is no file \`${path}\`; \`${writing}\` makes it`, "usage");
  const block = findBlock(page, audience);
  if (block.kind === "unclear") throw new CommandFailure(`${path}: ${block.why}`, "usage");
  const hasBlock = block.kind === "found";
  if (hasBlock ? withBrief(page, block, brief) === page : page.replaceAll("\r\n", "\n") === brief) return;
  const update = hasBlock ? writing : `${command} > ${named}`;
  writeError(`the brief in ${path} is not what the policy says now; \`${update}\` updates it`);
  process.exitCode = exitStatus.fail;
}

async function writeCopy(path: string, brief: string, options: BriefOptions): Promise<void> {
  await expectWritable(path);
  const page = await readPage(path);
  const text = page === null ? pageFor(path, brief, options) : replaced(path, page, brief, options.for);
  const done = page === null ? "made" : page === text ? "unchanged" : "updated";
  if (options.dryRun) return writeOut(`${path}: ${done === "unchanged" ? "unchanged" : `would be ${done}`}\n`);
  if (done !== "unchanged") await writeFileInParts(path, [text]);
  await writeOut(`${path}: ${done}\n`);
}

/** A file that is made. A skill is found by the name of its directory, which its first lines repeat. */
function pageFor(path: string, brief: string, options: BriefOptions): string {
  if (!options.skill) return newPage(options.for, brief);
  const name = basename(dirname(resolve(path)));
  if (basename(path) === "SKILL.md" && isSkillName(name)) return skillPage(name, brief);
  throw new CommandFailure(
    `a skill is a file SKILL.md in a directory that is named for it (small letters, digits, hyphens), such as \`.agents/skills/${usualSkillName}/SKILL.md\`, and not \`${path}\``,
    "usage",
  );
}

function replaced(path: string, page: string, brief: string, audience: Audience): string {
  const block = findBlock(page, audience);
  if (block.kind === "found") return withBrief(page, block, brief);
  const lines = `\`${openingLine(audience)}\` and \`${closingLine}\``;
  const why = block.kind === "unclear" ? block.why : `put the lines ${lines} where the brief is to stand`;
  throw new CommandFailure(`${path}: ${why}`, "usage");
}

/** A page, a byte order mark included, so that it can be written back to the letter; null when there is no file. */
async function readPage(path: string): Promise<string | null> {
  const entry = await lstat(path).catch(() => null);
  if (entry?.isSymbolicLink())
    throw new CommandFailure(`\`${path}\` is a symbolic link; name the file that it leads to`, "usage");
  const file = await localFiles.read(path);
  if (!file.ok) throw new CommandFailure(file.text, "usage");
  if (file.value === null) return null;
  if (file.value.length > pageBytesMax)
    throw new CommandFailure(`\`${path}\` has ${file.value.length} bytes, more than ${pageBytesMax}`, "usage");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file.value);
  } catch {
    throw new CommandFailure(`\`${path}\` is not UTF-8, so it is left alone`, "usage");
  }
}

/** The command that prints the brief; it can be run as it stands. */
function commandFor(revision: string | undefined, options: BriefOptions): string {
  const from = options.policyFrom === undefined ? [] : ["--policy-from", options.policyFrom];
  const source = options.withSource ? ["--with-source"] : [];
  const words = ["proviso", "policy", "brief", ...(revision === undefined ? [] : [revision])];
  return [...words, "--for", options.for, ...from, ...source].map(shellWord).join(" ");
}
