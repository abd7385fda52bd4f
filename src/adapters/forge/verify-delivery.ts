import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { RawDelivery, VerifiedDelivery, VerifyDelivery } from "../../ports/deliveries.ts";

/** The shortest secret that is taken: a shorter one can be guessed, and an empty one is what a forgotten setting looks like. */
const secretLengthMin = 16;

/** Characters of a header that is kept. */
const headerLengthMax = 200;

/**
 * - GitHub: HMAC with SHA-256 over the body, `X-Hub-Signature-256: sha256=HEX` ("Validating webhook deliveries"). The older SHA-1 is not taken.
 * - Forgejo and Gitea: the same in `X-Forgejo-Signature` and `X-Gitea-Signature`, without `sha256=` ("Webhooks").
 * - GitLab: a signing token, `webhook-signature: v1,BASE64` over id, time and body (the form of Standard Webhooks), or the secret token as it is in
 *   `X-Gitlab-Token`. A delivery that has both must have both right.
 *
 * All are compared in a time that does not depend on where they differ.
 */
export const verifyDelivery: VerifyDelivery = (forge, delivery, secrets) => {
  const usable = secrets.filter(({ length }) => length >= secretLengthMin);
  if (usable.length === 0)
    return no(`no webhook secret of at least ${secretLengthMin} characters is set, so nobody can tell who sent it`);
  if (forge === "gitlab") return verifyGitlab(delivery, usable);
  const names = forge === "github" ? githubNames : forgejoNames;
  const given = names.signatures.map((name) => delivery.headers[name]).find((one) => one !== undefined);
  const signature = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(given?.trim() ?? "")?.[1];
  if (given === undefined) return no("it is not signed");
  if (
    signature === undefined ||
    !usable.some((secret) => isSame(hmac(secret, delivery.body), Buffer.from(signature, "hex")))
  )
    return no("its signature is not that of its body with the secret");
  return identified(delivery, names.ids, names.events);
};

const githubNames = { signatures: ["x-hub-signature-256"], ids: ["x-github-delivery"], events: ["x-github-event"] };

const forgejoNames = {
  signatures: ["x-forgejo-signature", "x-gitea-signature", "x-hub-signature-256"],
  ids: ["x-forgejo-delivery", "x-gitea-delivery"],
  events: ["x-forgejo-event", "x-gitea-event"],
};

function verifyGitlab(delivery: RawDelivery, secrets: readonly string[]): VerifiedDelivery {
  const { headers } = delivery;
  const [signatures, token] = [headers["webhook-signature"], headers["x-gitlab-token"]];
  if (signatures === undefined && token === undefined) return no("it has neither a signature nor a token");
  if (signatures !== undefined && !isSignedByStandard(delivery, signatures, secrets))
    return no("its signature is not that of its body with the signing token");
  // Hashed first: the lengths of what is compared are then equal, and tell nothing.
  if (token !== undefined && !secrets.some((secret) => isSame(sha256(secret), sha256(token))))
    return no("its token is not the secret");
  // The identifier of the event is shared by all events that one hook sets off, so it is none of a delivery.
  return identified(delivery, ["webhook-id", "idempotency-key"], ["x-gitlab-event"]);
}

/** `v1,BASE64` for each key that the sender has, by spaces (https://www.standardwebhooks.com, "Signature scheme"). */
function isSignedByStandard({ headers, body }: RawDelivery, signatures: string, secrets: readonly string[]): boolean {
  const [id, time] = [headers["webhook-id"], headers["webhook-timestamp"]];
  if (id === undefined || time === undefined) return false;
  const given = signatures
    .split(" ")
    .flatMap((one) => (one.startsWith("v1,") ? [Buffer.from(one.slice(3), "base64")] : []));
  const head = Buffer.from(`${id}.${time}.`);
  return secrets.some((secret) => {
    const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;
    const wanted = hmac(key, head, body);
    return given.some((one) => isSame(wanted, one));
  });
}

/** Where a forge gives a delivery no id, its bytes are one: the same bytes are the same news. */
function identified(
  { headers, body }: RawDelivery,
  ids: readonly string[],
  events: readonly string[],
): VerifiedDelivery {
  const event = named(headers, events) ?? "";
  return { ok: true, id: named(headers, ids) ?? `sha256:${sha256(Buffer.from(event), body).toString("hex")}`, event };
}

function named(headers: RawDelivery["headers"], names: readonly string[]): string | null {
  const found = names.map((name) => headers[name]).find((one) => one !== undefined && one !== "");
  return found !== undefined && /^[\x20-\x7e]+$/.test(found) && found.length <= headerLengthMax ? found : null;
}

const no = (why: string): VerifiedDelivery => ({ ok: false, why });

const hmac = (key: string | Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
};

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  return made.digest();
};

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
