import { listedExceptions } from "../core/policy/listed-exceptions.ts";
import type { Policy, PolicySettings } from "../core/policy/policy.ts";
import { type DocumentRevision, type Register, registerOf } from "../core/process/register.ts";
import { dayOf } from "../core/text/day.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { documentAt } from "./document-at.ts";

/** Revisions of the document that are read. A document of QEMU's has six, a MAINTAINERS file thousands. */
const revisionsMax = 10_000;

/** The register, and why it may lack something; null: nothing that the document's history has. */
export type FoundRegister = { readonly register: Register; readonly incomplete: string | null };

/**
 * What the document listed through the history of `tip` (a full id; null: there is no commit yet), on its first-parent line, by the settings of now: another heading, or
 * another file that an earlier policy named, is not looked at.
 */
export async function readRegister(
  tip: string | null,
  { settings }: Pick<Policy, "settings">,
  repository: Repository,
): Promise<Attempt<FoundRegister>> {
  if (settings.document.length === 0 || tip === null) return done({ register: registerOf([]), incomplete: null });
  const history = await repository.history(settings.document, tip, revisionsMax);
  if (!history.ok) return failed("work", history.error.text);
  const { commits, complete } = history.value;
  const revisions: DocumentRevision[] = [];
  for (const { id, seconds } of commits.toReversed())
    revisions.push({ id, day: dayOf(seconds), listed: await listedAt(id, settings, repository) });
  const incomplete = repository.description.shallow
    ? "this clone is shallow, and earlier revisions of the document are not in it"
    : complete
      ? null
      : `the document has more than ${revisionsMax} revisions, and earlier ones were not read`;
  return done({ register: registerOf(revisions), incomplete });
}

async function listedAt(
  id: string,
  settings: PolicySettings,
  repository: Repository,
): Promise<DocumentRevision["listed"]> {
  for (const path of settings.document) {
    const document = await documentAt(id, path, repository);
    if (!document.known) return document;
    if (document.value === null) continue;
    const { exceptions, problems } = listedExceptions(document.value, settings);
    // Nobody can tell which of two lists, or of two entries of one id, is meant.
    const unclear = problems.find(({ code }) => code === "ambiguous-exceptions-heading" || code === "repeated-id");
    return unclear === undefined ? learned(exceptions) : unknown(unclear.text);
  }
  return learned([]);
}
