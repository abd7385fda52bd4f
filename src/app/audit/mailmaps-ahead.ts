import type { PolicyTexts } from "../../core/audit/timeline.ts";
import { mailmapPath } from "../../core/policy/own-files.ts";
import type { Repository } from "../../ports/repository.ts";
import type { Attempt } from "../attempt.ts";
import type { PolicyFile } from "../policy-reader.ts";
import { readText, textKey } from "./past-headings.ts";

/** Texts of which the mailmaps are asked for together. */
const textsAhead = 16;

/** Mailmaps that are kept, or on their way. */
const keptMax = 4 * textsAhead;

/**
 * Reads the mailmaps of texts by their index, and of those that follow before anybody asks: texts have their turn one after another, few change
 * anything else, and whoever asks for one file at a time waits for git each time.
 */
export function createMailmapsAhead(
  texts: readonly PolicyTexts[],
  repository: Repository,
): (index: number) => Promise<Attempt<PolicyFile | null>> {
  const asked = new Map<string, Promise<Attempt<PolicyFile | null>>>();

  function ask(own: PolicyTexts): Promise<Attempt<PolicyFile | null>> {
    const key = textKey(own, mailmapPath);
    const reading = asked.get(key) ?? readText(mailmapPath, own.files.get(mailmapPath), repository);
    asked.set(key, reading);
    return reading;
  }

  return (index) => {
    const own = texts[index] as PolicyTexts;
    const known = asked.get(textKey(own, mailmapPath));
    if (known !== undefined) return known;
    if (asked.size > keptMax) asked.clear();
    const found = ask(own);
    for (const later of texts.slice(index + 1, index + textsAhead)) void ask(later);
    return found;
  };
}
