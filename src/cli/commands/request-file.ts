import type { ListedException } from "../../core/document/document.ts";
import { formatOf, readDocument } from "../../core/document/read-document.ts";
import type { ProposedEntry } from "../../core/process/proposed-entry.ts";
import { readProposedEntry } from "../../core/process/read-entry.ts";
import { proposedEntry } from "../../core/process/request.ts";
import { readRequest } from "../../core/process/request-read.ts";
import { positionAt } from "../../core/text/source.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";

/** The entry that a file proposes, be it a request or just the entry, and the paragraphs that say why. */
export async function readRequestFile(path: string): Promise<{
  readonly entry: ProposedEntry;
  readonly asRead: ListedException;
  readonly why: readonly string[];
}> {
  const name = path === "-" ? "standard input" : path;
  const text = decoded(await readInput(path), name);
  const { request, entry, problems: inRequest } = readRequest({ name, text });
  if (entry !== null) {
    const wrong = inRequest.find(({ severity }) => severity === "error");
    if (wrong === undefined)
      return {
        entry: proposedEntry(request),
        asRead: entry,
        why: [request.scenario, request.benefit, request.certification],
      };
    throw new CommandFailure(`${name}:${positionAt(text, wrong.at.start).line}: ${wrong.text}`, "usage");
  }
  const format = formatOf(path) ?? (/^(?:#|- \*\*)/m.test(text) ? "markdown" : "restructuredtext");
  const { document, problems } = readDocument({ name, text }, format);
  const read = readProposedEntry(document);
  const [problem] = [...problems.filter(({ severity }) => severity === "error"), ...(read.ok ? [] : read.problems)];
  if (read.ok && problem === undefined) return { entry: read.entry, asRead: read.read, why: [read.entry.prose] };
  const { line } = positionAt(text, problem?.at.start ?? 0);
  throw new CommandFailure(`${name}:${line}: ${problem?.text ?? "it cannot be read"}`, "usage");
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFailure(`${name} is not UTF-8`, "usage");
  }
}
