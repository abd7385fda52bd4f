import { decodeUtf8 } from "../core/commit/decode.ts";
import { shortObjectId } from "../core/commit/object-id.ts";
import type { ListedException, PolicyDocument } from "../core/document/document.ts";
import { formatOf, readDocument } from "../core/document/read-document.ts";
import { lintExceptions } from "../core/policy/lint-exceptions.ts";
import { listedExceptions } from "../core/policy/listed-exceptions.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Problem } from "../core/problem/problem.ts";
import { errorAt, warningAt } from "../core/problem/problem.ts";
import { addEntry } from "../core/process/add-entry.ts";
import {
  type Agreement,
  recordAgreement,
  renewEntry,
  type Withdrawal,
  withdrawEntry,
} from "../core/process/change-entry.ts";
import type { DocumentEdit, EditedDocument, EditGround } from "../core/process/document-edit.ts";
import { editMessage } from "../core/process/edit-message.ts";
import type { ProposedEntry } from "../core/process/proposed-entry.ts";
import { otherCondition } from "../core/process/same-conditions.ts";
import { append } from "../core/text/long-lists.ts";
import { type Span, spanOf } from "../core/text/source.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import type { PolicyPorts } from "./read-policy.ts";
import { type FoundRegister, readRegister } from "./register.ts";

/** What is to be done to the document. */
export type DocumentChange =
  /** `why`: paragraphs of whoever asks, for the commit message. */
  | {
      readonly kind: "list";
      readonly entry: ProposedEntry;
      /** How its own text is read: the document must come to allow the same. */
      readonly asRead: ListedException;
      readonly why: readonly string[];
    }
  | ({ readonly kind: "record-agreement"; readonly id: string } & Agreement)
  | ({ readonly kind: "withdraw"; readonly id: string } & Withdrawal)
  | { readonly kind: "renew"; readonly id: string; readonly until: string; readonly landsUntil: string | null };

export type ChangeRequest = {
  readonly change: DocumentChange;
  readonly policy: Policy;
  /** The full id of the commit whose document is changed; null: the work tree's. */
  readonly revision: string | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
};

/** The document before and after, and the commit message that goes with it. Nothing was written. */
export type ChangedDocument = {
  readonly path: string;
  readonly before: PolicyDocument;
  readonly edit: DocumentEdit;
  readonly after: PolicyDocument;
  readonly bytes: Uint8Array;
  readonly message: string;
  /** The id of the entry, and what the stewards should know of it now. */
  readonly id: string;
  readonly notes: readonly Problem[];
};

/** The change, or the problems for which it was refused. */
export type ChangeAnswer =
  | { readonly ok: true; readonly changed: ChangedDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Changes the document in memory; every byte outside the entry stays as it is, or the change is refused. */
export async function changeDocument(request: ChangeRequest, ports: PolicyPorts): Promise<Attempt<ChangeAnswer>> {
  const { change, policy, today } = request;
  const read = await documentToEdit(request, ports);
  if (!read.ok) return read;
  const before = read.value;
  const notes: Problem[] = [];
  if (change.kind === "list") {
    const taken = await onceListed(request, before, ports);
    if (!taken.ok) return taken;
    if (taken.value.some(({ severity }) => severity === "error")) return done({ ok: false, problems: taken.value });
    append(notes, taken.value);
  }
  const edited = edit({ document: before, settings: policy.settings }, change, today);
  if (!edited.ok) return done({ ok: false, problems: edited.problems });
  const id = idOf(change);
  const { source } = edited.document;
  const entries = listedExceptions(edited.document, policy.settings).exceptions.filter((one) => one.id === id);
  const [listed] = entries;
  const other = change.kind === "list" && listed !== undefined ? otherCondition(change.asRead, listed) : null;
  if (other !== null && listed !== undefined) {
    const text = `\`${other}\` would be read otherwise than in the request, so nothing was changed`;
    const hint = "write it without commas, semicolons and backslashes inside back-ticks";
    return done({ ok: false, problems: [errorAt("reads-otherwise", text, listed.at, hint)] });
  }
  const lint = [...entries.flatMap(({ problems }) => problems), ...lintExceptions(entries, today)];
  const changed: ChangedDocument = {
    path: source.name,
    before,
    edit: edited.edit,
    after: edited.document,
    bytes: new TextEncoder().encode(source.text),
    message: editMessage(source.name, { ...change, id }),
    id,
    notes: [...notes, ...lint],
  };
  return done({ ok: true, changed });
}

function edit(ground: EditGround, change: DocumentChange, today: string): EditedDocument {
  if (change.kind === "list") return addEntry(ground, change.entry);
  if (change.kind === "record-agreement") return recordAgreement(ground, change.id, change);
  if (change.kind === "withdraw") return withdrawEntry(ground, change.id, change);
  return renewEntry(ground, change.id, { ...change, today });
}

const idOf = (change: DocumentChange): string =>
  change.kind === "list"
    ? (change.entry.fields.find(({ name }) => name === "Exception")?.value ?? "").trim()
    : change.id;

/** The document as it stands, every byte of it; what is not UTF-8 could not be written back as it was. */
async function documentToEdit(
  { policy, revision }: ChangeRequest,
  { repository, files }: PolicyPorts,
): Promise<Attempt<PolicyDocument>> {
  const path = policy.document?.source.name;
  if (path === undefined) return failed("policy", "the policy has no document there, so nothing can be listed in it");
  const bytes = revision === null ? await workTreeBytes(path) : await committedBytes(path, revision);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  if (text === undefined)
    return failed("policy", `${path} is not UTF-8, so it cannot be edited without changing other bytes`);
  const { document, problems } = readDocument({ name: path, text }, formatOf(path) ?? "markdown");
  const broken = problems.find(({ severity }) => severity === "error");
  return broken === undefined ? done(document) : failed("policy", `${path} cannot be read: ${broken.text}`);

  async function workTreeBytes(name: string): Promise<Attempt<Uint8Array>> {
    if (/^\.git(?:\/|$)/i.test(name)) return failed("policy", `${name} is git's own, and no document of the work tree`);
    const { workTree } = repository.description;
    if (workTree === null) return failed("usage", "the repository has no work tree to edit the document in");
    const file = await files.readBelow(workTree, name);
    if (!file.ok) return failed(file.isLink ? "policy" : "work", file.text);
    return file.value === null ? failed("policy", `there is no ${name} in the work tree`) : done(file.value);
  }

  async function committedBytes(name: string, at: string): Promise<Attempt<Uint8Array>> {
    const file = await repository.readFile(at, name);
    if (!file.ok) return failed("work", file.error.text);
    if (file.value === null) return failed("policy", `there is no ${name} at ${shortObjectId(at)}`);
    return file.value.isLink
      ? failed("policy", `${name} is a symbolic link, which is not followed`)
      : done(file.value.bytes);
  }
}

/** An id that the document once listed is never given to another entry, even if nothing of the old one is left. */
async function onceListed(
  request: ChangeRequest,
  document: PolicyDocument,
  { repository }: PolicyPorts,
): Promise<Attempt<readonly Problem[]>> {
  const id = idOf(request.change);
  const at = spanOf(document.source, 0, 0);
  const head = await repository.resolve("HEAD");
  const tips = [...new Set([request.revision, head.ok ? head.value : null])].filter((tip) => tip !== null);
  const present = new Set(listedExceptions(document, request.policy.settings).exceptions.map((one) => one.id));
  const problems: Problem[] = [];
  if (!head.ok && !repository.description.unborn) problems.push(notKnown(id, head.error.text, at));
  for (const tip of tips) {
    const found = await readRegister(tip, request.policy, repository);
    if (!found.ok) return found;
    const problem = present.has(id) ? null : usedBefore(id, found.value, at);
    if (problem?.severity === "error") return done([problem]);
    if (problem !== null && problems.length === 0) problems.push(problem);
  }
  return done(problems);
}

function usedBefore(id: string, { register, incomplete }: FoundRegister, at: Span): Problem | null {
  const old = register.entries.find((entry) => entry.id === id);
  const last = old?.events.at(-1);
  if (old !== undefined) {
    const how = old.isListed
      ? `is listed by an earlier revision`
      : `was listed before and taken out by ${shortObjectId(last?.id ?? "")} on ${last?.day}`;
    return errorAt("id-used-before", `the id \`${id}\` ${how}; an id is never used again`, at, "choose another");
  }
  const [unread] = register.unread;
  const why = incomplete ?? (unread === undefined ? null : `${unread.why} (${shortObjectId(unread.id)})`);
  return why === null ? null : notKnown(id, why, at);
}

const notKnown = (id: string, why: string, at: Span): Problem =>
  warningAt(
    "history-not-known",
    `whether \`${id}\` was listed before is not known for all of the document's history: ${why}`,
    at,
  );
