import * as client from "openid-client";

/** How long a provider may take for one answer, in milliseconds. */
export const milliseconds = 10_000;

/** What only the browser that began a log-in can bring back. */
export type Checks = { readonly state: string; readonly verifier: string; readonly nonce?: string };

/** Begins a code flow: a state against forged answers, and a proof that whoever ends it began it (PKCE). */
export async function beginning(): Promise<{
  readonly checks: Checks;
  readonly parameters: { readonly [name: string]: string };
}> {
  const [state, verifier] = [client.randomState(), client.randomPKCECodeVerifier()];
  const challenge = await client.calculatePKCECodeChallenge(verifier);
  return {
    checks: { state, verifier },
    parameters: { state, code_challenge: challenge, code_challenge_method: "S256" },
  };
}

/** What `begin` had kept; null: it is something else. */
export function checksOf(kept: string): Checks | null {
  try {
    const { state, verifier, nonce } = JSON.parse(kept) as { readonly [name: string]: unknown };
    if (typeof state !== "string" || typeof verifier !== "string") return null;
    return typeof nonce === "string" ? { state, verifier, nonce } : { state, verifier };
  } catch {
    return null;
  }
}

export type Refused = { readonly ok: false; readonly why: string };

/** A sentence for whoever wanted to log in. */
export const explained = (why: string): Refused => ({ ok: false, why });

/** Whatever the provider or the network does becomes a sentence. Nothing that it said is repeated: it may hold what is secret. */
export async function safely<T>(words: string, work: () => Promise<T | Refused>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof client.AuthorizationResponseError && error.error === "access_denied")
      return explained(`you, or ${words}, refused it`);
    const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
    return explained(
      `${words} did not answer as it should${/^[A-Z_]{1,60}$/.test(code) ? ` (${code})` : ""}; try again`,
    );
  }
}
