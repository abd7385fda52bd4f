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

/** Nobody tells keys apart by the case of their letters. */
const toldApart = [...new Set(otherKeys.map((key) => key.toLowerCase()))];

/** The bit of one of these keys. */
export const bitOfKey = (key: string): number => 1 << toldApart.indexOf(key.toLowerCase());

/** Keys as they are nearly always written. Any other is told from those that somebody may make something of. */
export const plainTrailers: readonly PlainTrailer[] = [
  ...namingKeys.map(
    (key, index) => ({ key, bytes: latin1Bytes(key), names: true, place: signOffPlace + index }) as const,
  ),
  ...otherKeys.map((key) => ({ key, bytes: latin1Bytes(key), names: false, bit: bitOfKey(key) }) as const),
];

/** An editor's note among the trailers, `[ada: words]`, with a sign-off below it. */
export const noteBit = 1 << toldApart.length;
/** A note below the last sign-off. */
export const lastNoteBit = noteBit << 1;
/** A trailer, or a line that looks like one, with a key that says nothing to anybody unless a policy names it. */
export const unknownKeyBit = lastNoteBit << 1;
/** The word `exception`, in any case, which a citation has in it. */
export const exceptionBit = unknownKeyBit << 1;
/** No sign-off stands in a commit that is no merge. */
export const unsignedBit = exceptionBit << 1;

export function byLength(trailers: readonly PlainTrailer[]): readonly (readonly PlainTrailer[] | undefined)[] {
  const found: PlainTrailer[][] = [];
  for (const trailer of trailers) (found[trailer.key.length] ??= []).push(trailer);
  return found;
}
