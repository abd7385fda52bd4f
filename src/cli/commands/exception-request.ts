import { listingHistory } from "../../app/exception-request.ts";
import { createRequest, sectionNames } from "../../core/process/request.ts";
import { lintRequest } from "../../core/process/request-lint.ts";
import { type ReadRequest, readRequest } from "../../core/process/request-read.ts";
import { writeRequest } from "../../core/process/request-write.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { renderDecisions } from "../../core/report/render-request.ts";
import { type CommonOptions, dayOption, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readInput } from "../input.ts";
import { writeOut } from "../output.ts";
import { type AnswerOptions, answeredAnew, answersOf } from "../request-answers.ts";
import { draftsIn } from "../request-drafts.ts";
import { expectOutput, type OutputOptions, outputText, writeOutput } from "../request-output.ts";
import { type Begun, type Composed, editRequest, interview, type Surroundings } from "../request-session.ts";
import { terminalOf } from "../terminal.ts";
import { utf8Text } from "../utf8.ts";
import { policyOf } from "./policy.ts";

export type RequestOptions = CommonOptions &
  AnswerOptions &
  OutputOptions & {
    readonly template?: boolean;
    readonly check?: string;
    readonly from?: string;
    readonly edit?: boolean;
    readonly draft?: boolean;
  };

/** `proviso exception request`. */
export async function runExceptionRequest(options: RequestOptions): Promise<void> {
  if (options.template === true) return printForm(options);
  if (options.check === undefined) await expectOutput(options);
  const surroundings = await surroundingsOf(options);
  if (options.check !== undefined) return checkRequest(await readWritten(options.check), surroundings);
  const composed = await compose(options, surroundings);
  const problems = lintRequest(composed.read, surroundings.history, surroundings.today);
  process.stderr.write(renderProblems(problems, terminalOf(process.stderr)));
  if (problems.some(({ severity }) => severity === "error") && options.draft !== true) {
    const kept = composed.draft === null ? "" : `; the answers are in \`${composed.draft.shownPath}\``;
    writeError(`nothing was written (--draft writes it as it is)${kept}`);
    process.exitCode = exitStatus.usage;
    return;
  }
  await deliver(composed, options);
}

function printForm({ as }: OutputOptions): Promise<void> {
  const format = as === "mail" ? "plain" : "markdown";
  return writeOut(writeRequest(createRequest({}), { format, headed: true, asForm: true }));
}

const surroundingsOf = (options: RequestOptions): Promise<Surroundings> =>
  withRepository(async (ports) => {
    const policy = await policyOf(undefined, options, "HEAD", ports);
    const history = await listingHistory(policy, ports.repository);
    const drafts = draftsIn(ports.repository.description.commonDirectory);
    return { history, drafts, today: dayOption(options.day) };
  });

/** `--check`: what the request lacks, and how each of its conditions will be decided. */
async function checkRequest(read: ReadRequest, { history, today }: Surroundings): Promise<void> {
  const problems = lintRequest(read, history, today);
  const terminal = terminalOf(process.stdout);
  const decisions = renderDecisions(read, terminal);
  const parts = [renderProblems(problems, terminal), decisions].filter((part) => part !== "");
  await writeOut(parts.join("\n"));
  if (problems.some(({ severity }) => severity === "error")) process.exitCode = exitStatus.usage;
}

/** The request that the options, a file, an editor and a person at the terminal make together. */
async function compose(options: RequestOptions, surroundings: Surroundings): Promise<Composed> {
  const answers = await answersOf(options);
  const written = options.from === undefined ? null : await readWritten(options.from);
  const isAnswered = Object.keys(answers).length > 0;
  const request = createRequest(answeredAnew(written?.request ?? createRequest({}), answers));
  const begun: Begun = { request, answers, written, isNew: false };
  if (options.edit === true) return editRequest(begun, surroundings);
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  const isOpen = request.id === "" || request.title === "" || sectionNames.some((name) => request[name] === "");
  if (isTerminal && isOpen && written === null && options.draft !== true) return interview(begun, surroundings);
  if (written !== null && !isAnswered) return { read: written, draft: null };
  if (!isAnswered)
    throw new CommandFailure(
      "there is nothing to write yet; answer by options, give a filled form with --from, or run it in a terminal, where it asks",
      "usage",
    );
  const text = writeRequest(request, { format: "markdown", headed: true, asForm: false });
  const read = readRequest({ name: options.output ?? "request", text });
  return { read: { ...read, problems: [...(written?.problems ?? []), ...read.problems] }, draft: null };
}

async function readWritten(path: string): Promise<ReadRequest> {
  const text = utf8Text(await readInput(path), path === "-" ? "standard input" : `\`${path}\``);
  return readRequest({ name: path === "-" ? "standard input" : path, text });
}

/** Writes the request, and only then removes its draft. Where it cannot be written, says where the answers are. */
async function deliver({ read, draft }: Composed, options: RequestOptions): Promise<void> {
  try {
    await writeOutput(outputText(read.request, options), read.request, options);
  } catch (error) {
    if (!(error instanceof CommandFailure) || draft === null) throw error;
    // Nothing keeps the answers but this program, so they are shown.
    if (!draft.isKept) process.stderr.write(draft.text);
    const where = draft.isKept ? `the answers are in \`${draft.shownPath}\`` : "the answers stand above";
    throw new CommandFailure(`${error.message}; ${where}`, error.status === exitStatus.work ? "work" : "usage");
  }
  if (draft !== null && options.dryRun !== true) await draft.remove();
}
