import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyDelivery } from "../../src/adapters/forge/verify-delivery.ts";
import type { ServedForge } from "../../src/core/forge/event.ts";

const secret = "a secret of some length";
const body = Buffer.from('{"zen":"ä"}');
const hex = (key: string | Uint8Array = secret, bytes: Uint8Array = body): string =>
  createHmac("sha256", key).update(bytes).digest("hex");
const standard = (key: string | Uint8Array, id = "msg_1", time = "1760000000"): string =>
  `v1,${createHmac("sha256", key).update(`${id}.${time}.`).update(body).digest("base64")}`;

type Headers = Readonly<Record<string, string>>;
const verify = (
  forge: ServedForge,
  headers: Headers,
  secrets: readonly string[] = [secret],
  bytes: Uint8Array = body,
) => verifyDelivery(forge, { headers, body: bytes }, secrets);

const github = (signature: string): Headers => ({
  "x-hub-signature-256": signature,
  "x-github-delivery": "d-1",
  "x-github-event": "ping",
});

describe("GitHub", () => {
  test("its own signature is taken, in either case", () => {
    expect(verify("github", github(`sha256=${hex()}`))).toEqual({ ok: true, id: "d-1", event: "ping" });
    expect(verify("github", github(`sha256=${hex().toUpperCase()}`)).ok).toBe(true);
  });

  test("the vector of its documentation is taken", () => {
    const headers = github("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    expect(verify("github", headers, ["It's a Secret to Everybody"], Buffer.from("Hello, World!")).ok).toBe(true);
  });

  test.each<[string, Headers, readonly string[], string]>([
    ["no signature", { "x-github-event": "ping" }, [secret], "it is not signed"],
    ["an empty one", github(""), [secret], "its signature is not"],
    ["another secret's", github(`sha256=${hex("another secret entirely")}`), [secret], "its signature is not"],
    ["SHA-1", { "x-hub-signature": "sha1=00" }, [secret], "it is not signed"],
    ["a short one", github("sha256=00"), [secret], "its signature is not"],
    ["a longer one", github(`sha256=${hex()}00`), [secret], "its signature is not"],
    ["no secret set", github(`sha256=${hex("")}`), [], "no webhook secret of at least 16 characters"],
    ["an empty secret", github(`sha256=${hex("")}`), [""], "no webhook secret of at least 16 characters"],
    [
      "a secret that can be guessed",
      github(`sha256=${hex("secret")}`),
      ["secret"],
      "no webhook secret of at least 16 characters",
    ],
  ])("%s is refused", (_, headers, secrets, why) => {
    const verified = verify("github", headers, secrets);
    expect(verified.ok ? "" : verified.why).toContain(why);
  });

  test("a body that was cut or changed is refused", () => {
    expect(verify("github", github(`sha256=${hex()}`), [secret], body.subarray(0, -1)).ok).toBe(false);
    expect(verify("github", github(`sha256=${hex()}`), [secret], Buffer.concat([body, Buffer.from(" ")])).ok).toBe(
      false,
    );
  });

  test("while a secret is being changed, both are taken", () => {
    const [old, young] = ["the secret of last year", "the secret of this year"];
    for (const one of [old, young]) expect(verify("github", github(`sha256=${hex(one)}`), [young, old]).ok).toBe(true);
  });
});

describe("Forgejo and Gitea", () => {
  test.each([
    ["x-forgejo-signature", "x-forgejo-delivery", "x-forgejo-event"],
    ["x-gitea-signature", "x-gitea-delivery", "x-gitea-event"],
  ])("%s is taken", (signature, id, event) => {
    expect(verify("forgejo", { [signature]: hex(), [id]: "d-2", [event]: "push" })).toEqual({
      ok: true,
      id: "d-2",
      event: "push",
    });
  });

  test("an unsigned one is refused", () => expect(verify("forgejo", { "x-gitea-event": "push" }).ok).toBe(false));
});

describe("GitLab", () => {
  test("the secret token is taken", () => {
    const headers = { "x-gitlab-token": secret, "idempotency-key": "k-1", "x-gitlab-event": "Push Hook" };
    expect(verify("gitlab", headers)).toEqual({ ok: true, id: "k-1", event: "Push Hook" });
  });

  test("a signature with the signing token is taken, and one of several is enough", () => {
    const key = Buffer.from("0123456789abcdef0123456789abcdef");
    const token = `whsec_${key.toString("base64")}`;
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": "1760000000" };
    expect(verify("gitlab", { ...headers, "webhook-signature": standard(key) }, [token])).toEqual({
      ok: true,
      id: "msg_1",
      event: "",
    });
    expect(verify("gitlab", { ...headers, "webhook-signature": `v1,AAAA ${standard(key)}` }, [token]).ok).toBe(true);
    expect(
      verify("gitlab", { ...headers, "webhook-id": "msg_2", "webhook-signature": standard(key) }, [token]).ok,
    ).toBe(false);
    expect(
      verify("gitlab", { ...headers, "webhook-timestamp": "1", "webhook-signature": standard(key) }, [token]).ok,
    ).toBe(false);
    expect(verify("gitlab", { "webhook-signature": standard(key) }, [token]).ok).toBe(false);
  });

  test.each<[string, Headers]>([
    ["another token", { "x-gitlab-token": "a secret of some lengtH" }],
    ["a longer token", { "x-gitlab-token": `${secret}.` }],
    ["an empty token", { "x-gitlab-token": "" }],
    ["neither", { "x-gitlab-event": "Push Hook" }],
    [
      "a right token under a wrong signature",
      { "x-gitlab-token": secret, "webhook-id": "m", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" },
    ],
  ])("%s is refused", (_, headers) => expect(verify("gitlab", headers).ok).toBe(false));

  test("what identifies all events of a chain identifies no delivery", () => {
    const headers = { "x-gitlab-token": secret, "x-gitlab-event-uuid": "u-1", "x-gitlab-event": "Note Hook" };
    const digest = createHash("sha256").update("Note Hook").update(body).digest("hex");
    expect(verify("gitlab", headers)).toEqual({ ok: true, id: `sha256:${digest}`, event: "Note Hook" });
    const other = verify("gitlab", headers, [secret], Buffer.from("{}"));
    expect(other.ok && other.id).not.toBe(`sha256:${digest}`);
  });
});
