import { latin1Bytes } from "../text/bytes.ts";

/** A usual trailer: where it puts somebody, or, if it names nobody, its bit among those. */
export type PlainTrailer = { readonly key: string; readonly bytes: Uint8Array } & (
  | { readonly names: true; readonly place: number }
  | { readonly names: false; readonly bit: number }
);

export const authorPlace = 1;
export const committerPlace = 2;
export const othersPlace = 3;
export const signOffPlace = 4;

const namingKeys = [
  "Signed-off-by",
  "Reviewed-by",
  "Acked-by",
  "Tested-by",
  "Reported-by",
  "Suggested-by",
  "Co-developed-by",
  "Co-authored-by",
  "Acked-By",
  "Reviewed-By",
  "Tested-By",
  "Helped-by",
];

/** Keys of those who have no part in the change and have not passed it on. */
const bystanderKeys = namingKeys.filter((key) => !["Signed-off-by", "Co-developed-by", "Co-authored-by"].includes(key));

/** A bit for each place that one of these keys gives. */
const bystanders = bystanderKeys.reduce((bits, key) => bits | (1 << (signOffPlace + namingKeys.indexOf(key))), 0);

/** Is it the place of a reviewer, a reporter or a tester? */
export const isBystander = (place: number): boolean => ((bystanders >> place) & 1) === 1;

/** Keys of trailers that name nobody who has a part in the change. */
export const otherKeys: readonly string[] = [
  "Cc",
  "CC",
  "cc",
  "Fixes",
  "Closes",
  "Link",
  "Buglink",
  "BugLink",
  "Message-Id",
  "Message-ID",
  "Message-id",
  "Change-Id",
];

/** Keys as they are nearly always written. Any other makes a commit not plain. */
export const plainTrailers: readonly PlainTrailer[] = [
  ...namingKeys.map(
    (key, index) => ({ key, bytes: latin1Bytes(key), names: true, place: signOffPlace + index }) as const,
  ),
  ...otherKeys.map((key, index) => ({ key, bytes: latin1Bytes(key), names: false, bit: 1 << index }) as const),
];

/** An editor's note among the trailers, which names nobody either: `[ada: words]`. It is no key. */
export const noteKey = "[";
export const noteBit = 1 << otherKeys.length;
/** No sign-off stands in a commit that is no merge. */
export const unsignedBit = noteBit << 1;

export function byLength(trailers: readonly PlainTrailer[]): readonly (readonly PlainTrailer[] | undefined)[] {
  const found: PlainTrailer[][] = [];
  for (const trailer of trailers) (found[trailer.key.length] ??= []).push(trailer);
  return found;
}
