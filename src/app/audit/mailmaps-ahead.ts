import type { PolicyTexts } from "../../core/audit/timeline.ts";
import { mailmapPath } from "../../core/policy/own-files.ts";
import type { Repository } from "../../ports/repository.ts";
import type { Attempt } from "../attempt.ts";
import type { PolicyFile } from "../policy-reader.ts";
import { readText } from "./past-headings.ts";

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

  const keyAt = (index: number): string => {
    const file = texts[index]?.files.get(mailmapPath);
    return file === undefined ? "" : `${file.isLink ? "link" : "file"} ${file.blob}`;
  };

  function ask(index: number): Promise<Attempt<PolicyFile | null>> {
    const key = keyAt(index);
    const reading = asked.get(key) ?? readText(mailmapPath, texts[index]?.files.get(mailmapPath), repository);
    asked.set(key, reading);
    return reading;
  }

  return (index) => {
    const known = asked.get(keyAt(index));
    if (known !== undefined) return known;
    if (asked.size > keptMax) asked.clear();
    const found = ask(index);
    const end = Math.min(texts.length, index + textsAhead);
    for (let ahead = index + 1; ahead < end; ahead += 1) void ask(ahead);
    return found;
  };
}
