import { relative } from "node:path";
import type { Problem } from "../core/problem/problem.ts";
import { createRequest, type ExceptionRequest } from "../core/process/request.ts";
import { idComplaint } from "../core/process/request-field.ts";
import { type ListingHistory, lintRequest } from "../core/process/request-lint.ts";
import { type ReadRequest, readRequest } from "../core/process/request-read.ts";
import { writeRequest } from "../core/process/request-write.ts";
import { renderProblems } from "../core/report/render-policy.ts";
import { renderDecisions } from "../core/report/render-request.ts";
import { CommandFailure } from "./exit-status.ts";
import { writeError } from "./failure.ts";
import { answeredAnew } from "./request-answers.ts";
import type { Drafts } from "./request-drafts.ts";
import { openEditor } from "./request-editor.ts";
import { type Asker, askRequest, type Choice } from "./request-questions.ts";
import { terminalOf } from "./terminal.ts";

/** What a request is measured by, and where drafts of it are kept. */
export type Surroundings = { readonly history: ListingHistory; readonly drafts: Drafts; readonly today: string };

/** What is known of a request before anybody is asked. */
export type Begun = {
  /** The answers of the command line on top of the written request, if there is one. */
  readonly request: ExceptionRequest;
  readonly answers: Partial<ExceptionRequest>;
  readonly written: ReadRequest | null;
  /** Not to go on with a draft that has no id yet. */
  readonly isNew: boolean;
};

/** A request, and the draft that has to be removed once it is written out. */
export type Composed = { readonly read: ReadRequest; readonly draft: Draft | null };

export type Draft = {
  readonly shownPath: string;
  readonly text: string;
  /** False where the disk did not take it. */
  readonly isKept: boolean;
  remove(): Promise<void>;
};

/** `--edit`: the form in the editor, and what it is when that is closed. */
export async function editRequest(begun: Begun, surroundings: Surroundings): Promise<Composed> {
  const session = await openSession(begun, surroundings);
  await session.edit();
  return session.composed();
}

/** Asks on the terminal for what is not answered yet, until the request can be written or somebody stops. */
export async function interview(begun: Begun, surroundings: Surroundings): Promise<Composed> {
  const { terminalAsker } = await import("./request-prompts.ts");
  const drafts = await surroundings.drafts.ids();
  const session = await openSession(await chooseDraft(begun, drafts, terminalAsker), surroundings);
  const stopped = (): CommandFailure => {
    const { draft } = session.composed();
    const id = session.request().id;
    const again = `\`proviso exception request${id === "" ? "" : ` --id ${id}`}\` goes on with them`;
    if (draft?.isKept === true)
      return new CommandFailure(`stopped; the answers are in \`${draft.shownPath}\`, and ${again}`, "work");
    return new CommandFailure("stopped before there was an answer to keep", "work");
  };
  const refuseId = (id: string): string | undefined => refusalOf(id, surroundings, drafts);
  // A text that is not understood as it stands is for its author to mend: asking would write it anew without it.
  if (session.problems().length === 0) {
    process.stderr.write(
      "an empty line ends an answer of several lines; Ctrl-C stops, and --edit goes on in the editor, where there is room for paragraphs\n",
    );
    const answered = await askRequest(session.request(), { asker: terminalAsker, keep: session.keep, refuseId });
    if (answered === null) throw stopped();
  }
  for (;;) {
    const { read } = session.composed();
    const problems = lintRequest(read, surroundings.history, surroundings.today);
    const terminal = terminalOf(process.stderr);
    process.stderr.write(`${[renderProblems(problems, terminal), renderDecisions(read, terminal)].join("\n")}\n`);
    const next = await terminalAsker.one("What now?", nextSteps(problems));
    if (next === null || next === "stop") throw stopped();
    if (next === "write") return session.composed();
    await session.edit();
  }
}

function nextSteps(problems: readonly Problem[]): readonly Choice[] {
  const isWhole = problems.every(({ severity }) => severity !== "error");
  const write = { value: "write", label: "write it", hint: "" };
  const steps = [
    { value: "edit", label: "look it over in the editor", hint: "all of it" },
    { value: "stop", label: "stop", hint: "the draft stays" },
  ];
  return isWhole ? [write, ...steps] : steps;
}

/** Somebody who says nothing may have begun before. */
async function chooseDraft(begun: Begun, drafts: readonly string[], asker: Asker): Promise<Begun> {
  if (begun.request.id !== "" || drafts.length === 0) return begun;
  const choices = drafts.map((id) => ({ value: id, label: id === "" ? "the draft that has no id yet" : id, hint: "" }));
  const fresh = { value: "new request", label: "a new request", hint: "" };
  const chosen = await asker.one("Go on with a draft?", [...choices, fresh]);
  if (chosen === null) throw new CommandFailure("stopped; the drafts stay as they are", "work");
  if (chosen === fresh.value) return { ...begun, isNew: true };
  return { ...begun, request: { ...begun.request, id: chosen } };
}

/** Why an id will not do, if it will not. */
function refusalOf(id: string, { history }: Surroundings, drafts: readonly string[]): string | undefined {
  if (id.trim() === "") return "a request needs it";
  const complaint = idComplaint(id);
  if (complaint !== null) return complaint;
  if (history.listed.some((one) => one.id === id)) return `\`${id}\` is listed already, and ids are never used again`;
  if (drafts.includes(id)) return `a draft of \`${id}\` is there already; --id goes on with it`;
  return history.takenOut.has(id) ? `\`${id}\` was listed before, and ids are never used again` : undefined;
}

type Session = {
  request(): ExceptionRequest;
  /** What is wrong with the text of the draft itself. */
  problems(): readonly Problem[];
  keep(request: ExceptionRequest): Promise<void>;
  edit(): Promise<void>;
  composed(): Composed;
};

/** Goes on with the draft of this id, or begins one. The text is kept in memory too, should the disk not take it. */
async function openSession({ request, answers, written, isNew }: Begun, { drafts }: Surroundings): Promise<Session> {
  let { id } = request;
  const earlier = isNew ? null : await drafts.read(id);
  const shownPath = (): string => relative(process.cwd(), drafts.pathOf(id));
  const read = (one: string): ReadRequest => readRequest({ name: shownPath(), text: one });
  let text = earlier ?? formOf(request);
  /** The id whose draft this session has written or gone on with. */
  let keptAs = earlier === null ? null : id;
  const keepText = async (): Promise<void> => {
    try {
      await drafts.keep(id, text);
      if (keptAs === null) process.stderr.write(`answers are kept in ${shownPath()}\n`);
      else if (keptAs !== id) await drafts.remove(keptAs);
      keptAs = id;
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      keptAs = null;
      writeError(`the answers are not kept: ${error.message}`);
    }
  };
  const session: Session = {
    request: () => read(text).request,
    problems: () => read(text).problems,
    async keep(answered) {
      text = formOf(answered);
      id = answered.id;
      await keepText();
    },
    async edit() {
      await keepText();
      if (keptAs === null) throw new CommandFailure("without a draft there is nothing for the editor to open", "work");
      await openEditor(drafts.pathOf(id));
      text = (await drafts.read(id)) ?? text;
    },
    composed: () => {
      const draft = { shownPath: shownPath(), text, isKept: keptAs !== null, remove: () => drafts.remove(id) };
      return { read: read(text), draft };
    },
  };
  if (earlier === null) return session;
  if (written !== null)
    throw new CommandFailure(
      `there is a draft already, \`${shownPath()}\`; go on with it without --from, or remove it`,
      "usage",
    );
  process.stderr.write(`going on with the draft ${shownPath()}\n`);
  if (Object.keys(answers).every((name) => name === "id")) return session;
  // Written anew, the draft would lose what is not understood.
  if (session.problems().length > 0)
    throw new CommandFailure(
      `the draft \`${shownPath()}\` has to be mended first; --edit and --id alone open it`,
      "usage",
    );
  await session.keep(createRequest(answeredAnew(session.request(), answers)));
  return session;
}

const formOf = (request: ExceptionRequest): string =>
  writeRequest(request, { format: "markdown", headed: true, asForm: true });
