/** What one DKIM-Signature header says (RFC 6376, 3.5), as far as it says what the signature is worth. */
export type DkimSignature = {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: string;
  /** Of the names of headers, in lower case, how often it signs each. */
  readonly signed: ReadonlyMap<string, number>;
  /** It signs only the beginning of the body (`l=`). */
  readonly isLimited: boolean;
};

/** A signature, or why nobody can go by it, as the rest of a sentence that begins with the signature. */
export type ReadSignature =
  | { readonly read: true; readonly signature: DkimSignature }
  | { readonly read: false; readonly domain: string; readonly selector: string; readonly why: string };

/** @param value what stands behind the colon, in one line or several */
export function readDkimSignature(value: string): ReadSignature {
  const tags = new Map<string, string>();
  const refuse = (why: string): ReadSignature => ({
    read: false,
    domain: hostIn(tags.get("d")) ?? "",
    selector: hostIn(tags.get("s")) ?? "",
    why,
  });
  let isTwice = false;
  for (const part of value.split(";")) {
    const equals = part.indexOf("=");
    if (equals === -1) {
      if (part.trim() !== "") return refuse("cannot be read");
      continue;
    }
    const name = part.slice(0, equals).trim();
    isTwice ||= tags.has(name);
    tags.set(name, part.slice(equals + 1).trim());
  }
  if (isTwice) return refuse("says something twice");
  // Programs are not of one mind about these, and no part of a signature that counts needs them.
  if (/[()"'\\]/.test(value) || [...tags.keys()].some((name) => !/^[a-z][a-z0-9_]*$/.test(name)))
    return refuse("holds signs that no signature needs");
  const [domain, selector, headers] = [hostIn(tags.get("d")), hostIn(tags.get("s")), tags.get("h")];
  if (tags.get("v") !== "1" || domain === null || selector === null || headers === undefined)
    return refuse("names no version, domain, selector or headers");
  const signed = new Map<string, number>();
  for (const name of headers.toLowerCase().split(":")) signed.set(name.trim(), (signed.get(name.trim()) ?? 0) + 1);
  const algorithm = tags.get("a") ?? "";
  return { read: true, signature: { domain, selector, algorithm, signed, isLimited: tags.has("l") } };
}

/** Bytes of a name that DNS can be asked for. */
const hostLengthMax = 200;

/** A name that can be asked of DNS; null: it is none. */
function hostIn(text: string | undefined): string | null {
  const host = (text ?? "").toLowerCase();
  return host.length <= hostLengthMax &&
    /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/.test(host)
    ? host
    : null;
}

/** Headers by which it is judged who says what of which patch: what of them is not signed anybody can put in the place of what was. */
const judgedBy: readonly string[] = ["from", "subject", "in-reply-to", "references"];

/**
 * Why a signature, good as it may be, does not vouch for a mail: it leaves out something that the mail is judged by.
 *
 * @param count how many headers of a name the mail has
 * @returns the rest of a sentence that begins with the signature; null: it vouches for it
 */
export function whyNotVouching(
  { signed, isLimited, algorithm }: DkimSignature,
  count: (name: string) => number,
): string | null {
  if (isLimited) return "signs only the beginning of the body (`l=`): anybody may have written what stands below";
  if (/sha1/i.test(algorithm)) return "is made with SHA-1, which can be forged";
  if (count("from") !== 1) return "cannot tell who sent the mail, as there is not one `From`";
  if (!signed.has("from")) return "does not sign `From`";
  const unsigned = judgedBy.find((name) => count(name) > (signed.get(name) ?? 0));
  return unsigned === undefined ? null : `does not sign \`${written[unsigned] ?? unsigned}\``;
}

const written: Readonly<Record<string, string>> = {
  from: "From",
  subject: "Subject",
  "in-reply-to": "In-Reply-To",
  references: "References",
};
