import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cache } from "../../ports/cache.ts";
import { isOwn, putOwn } from "./own.ts";

/** Texts that are remembered; with one more, all are forgotten. Somebody's projects are fewer. */
const entriesMax = 200;

/** Characters of a text that is worth remembering, and bytes of a file that is worth reading. */
const textLengthMax = 1 << 18;
const fileBytesMax = 1 << 23;

/**
 * A cache in a directory of the user's own, one file a text. The file holds the text itself, which is compared: a name that
 * two texts share only makes them forget each other. Nobody but the user may write there, since what is kept is believed.
 *
 * @param directory - absolute; made when first something is kept
 */
export function directoryCache(directory: string): Cache {
  return {
    recall(text) {
      const path = join(directory, fileNameOf(text));
      try {
        if (text.length > textLengthMax || !isOwn(directory) || lstatSync(path).size > fileBytesMax) return undefined;
        const entry: unknown = JSON.parse(readFileSync(path, "utf8"));
        if (typeof entry !== "object" || entry === null || !("text" in entry) || !("value" in entry)) return undefined;
        return entry.text === text ? entry.value : undefined;
      } catch {
        return undefined;
      }
    },
    keep(text, value) {
      if (text.length > textLengthMax) return;
      try {
        putOwn(directory, fileNameOf(text), JSON.stringify({ text, value }), entriesMax);
      } catch {
        // A full disk or a home that may not be written to is no reason to say anything: the work is done without.
      }
    },
  };
}

/** Remembers nothing. */
export const noCache: Cache = { recall: () => undefined, keep: () => {} };

/** A short name from a text (FNV-1a, twice 32 bits); not meant to withstand anybody. */
function fileNameOf(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
  }
  return `${hex(first)}${hex(second)}.json`;
}

const hex = (number: number): string => (number >>> 0).toString(16).padStart(8, "0");
