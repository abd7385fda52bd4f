import type { ListedException } from "../../core/document/document.ts";
import { formatOf, readDocument } from "../../core/document/read-document.ts";
import type { Problem } from "../../core/problem/problem.ts";
import type { ProposedEntry } from "../../core/process/proposed-entry.ts";
import { readProposedEntry } from "../../core/process/read-entry.ts";
import { proposedEntry } from "../../core/process/request.ts";
import { readRequest } from "../../core/process/request-read.ts";
import { positionAt } from "../../core/text/source.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { utf8Text } from "../utf8.ts";

/** What a file asks to have listed. */
export type RequestFile = {
  readonly entry: ProposedEntry;
  /** As the document's own reader understands it. */
  readonly asRead: ListedException;
  /** Paragraphs that say why. */
  readonly why: readonly string[];
  /** What of the file is left out, or doubtful. */
  readonly warnings: readonly Problem[];
};

/** Reads a request, or a file with just the entry. An error in it ends the command. */
export async function readRequestFile(path: string): Promise<RequestFile> {
  const name = path === "-" ? "standard input" : path;
  const text = utf8Text(await readInput(path), name);
  const { request, entry, problems: inRequest } = readRequest({ name, text });
  if (entry !== null) {
    const why = [request.scenario, request.benefit, request.certification];
    return { entry: proposedEntry(request), asRead: entry, why, warnings: withoutErrors(inRequest, name, text) };
  }
  const format = formatOf(path) ?? (/^(?:#|- \*\*)/m.test(text) ? "markdown" : "restructuredtext");
  const { document, problems } = readDocument({ name, text }, format);
  const read = readProposedEntry(document);
  const warnings = withoutErrors([...problems, ...(read.ok ? [] : read.problems)], name, text);
  if (!read.ok) throw new CommandFailure(`${name} cannot be read`, "usage");
  return { entry: read.entry, asRead: read.read, why: [read.entry.prose], warnings };
}

function withoutErrors(problems: readonly Problem[], name: string, text: string): readonly Problem[] {
  const wrong = problems.find(({ severity }) => severity === "error");
  if (wrong === undefined) return problems;
  throw new CommandFailure(`${name}:${positionAt(text, wrong.at.start).line}: ${wrong.text}`, "usage");
}
