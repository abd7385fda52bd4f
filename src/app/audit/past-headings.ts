import type { PolicyTexts } from "../../core/audit/timeline.ts";
import { findHeading } from "../../core/document/exceptions.ts";
import { formatOf, readDocument } from "../../core/document/read-document.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { asSource, type PolicyFile } from "../policy-reader.ts";

/**
 * Tells whether earlier texts than these had a heading that puts the stance in force: "not yet" is not "vanished". Texts are looked at
 * one after another and once each, however many there are and however often it is asked.
 */
export function createPastHeadings(texts: readonly PolicyTexts[], isWhole: boolean, repository: Repository) {
  const standing = new Map<string, Learned<boolean>>();
  const seenBySettings = new Map<string, (Learned<boolean> | undefined)[]>();

  async function standsIn(index: number, settings: PolicySettings): Promise<Learned<boolean>> {
    const { files } = texts[index] as PolicyTexts;
    const path = settings.document.find((one) => files.has(one));
    if (path === undefined) return learned(false);
    const key = JSON.stringify([files.get(path), path, settings.ai.section]);
    const known = standing.get(key);
    if (known !== undefined) return known;
    const file = await readText(path, files.get(path), repository);
    const found = file.ok ? headingIn(file.value, path, settings) : unknown(file.text);
    standing.set(key, found);
    return found;
  }

  return async (index: number, settings: PolicySettings): Promise<Learned<boolean>> => {
    const { document, ai } = settings;
    const asked = JSON.stringify([document, ai.section]);
    const seen = seenBySettings.get(asked) ?? [];
    seenBySettings.set(asked, seen);
    const waiting: number[] = [];
    for (let at: number | null = index; at !== null && seen[at] === undefined; at = texts[at]?.previous ?? null)
      waiting.push(at);
    for (const at of waiting.reverse()) {
      const previous = texts[at]?.previous ?? null;
      const before = previous === null ? learned(false) : (seen[previous] as Learned<boolean>);
      const isOpen = previous !== null && before.known && !before.value;
      seen[at] = isOpen ? await standsIn(previous, settings) : before;
    }
    const found = seen[index] as Learned<boolean>;
    if (!found.known || found.value || isWhole) return found;
    return unknown("history is cut, and earlier revisions are not in it");
  };
}

/** Tells versions of a file apart, "" where there is none: a link with the same bytes is another. */
export function textKey({ files }: PolicyTexts, path: string): string {
  const file = files.get(path);
  return file === undefined ? "" : `${file.isLink ? "link" : "file"} ${path} ${file.blob}`;
}

/** A file of a policy of some time past; null where there was none. */
export async function readText(
  path: string,
  file: { readonly blob: string; readonly isLink: boolean } | undefined,
  repository: Repository,
): Promise<Attempt<PolicyFile | null>> {
  if (file === undefined) return done(null);
  if (file.isLink)
    return failed("policy", `${path} was a symbolic link when the commit entered, which is not followed`);
  const bytes = await repository.readBlob(file.blob);
  return bytes.ok ? asSource(path, bytes.value) : failed("work", `${path} cannot be read: ${bytes.error.text}`);
}

function headingIn(file: PolicyFile | null, path: string, settings: PolicySettings): Learned<boolean> {
  if (file === null) return learned(false);
  const { document, problems } = readDocument(file.source, formatOf(path) ?? "markdown");
  const broken = problems.find(({ severity }) => severity === "error");
  if (broken !== undefined) return unknown(`an earlier ${path} cannot be read: ${broken.text}`);
  return learned(findHeading(document, settings.ai.section) !== undefined);
}
