import * as client from "openid-client";
import type { KnownPerson, LogInProvider } from "../../ports/log-in.ts";
import { beginning, checksOf, explained, milliseconds, safely } from "./steps.ts";

export type OpenIdSettings = {
  /** Ours: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** For people. */
  readonly words: string;
  /** The address of the provider, where its description is found. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Only for tests on this machine: a provider without encryption. */
  readonly allowsPlainHttp?: boolean;
};

const scope = "openid profile email";

/** A provider of OpenID Connect: code flow with PKCE, state and nonce. What it is like is asked of it at the first log-in. */
export function openIdProvider(settings: OpenIdSettings): LogInProvider {
  const { id, words } = settings;
  let found: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    try {
      found ??= discover(settings);
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return {
    id,
    words,
    // An account's name there is anybody's at a forge.
    host: null,
    begin: (back) =>
      safely(words, async () => {
        const { checks, parameters } = await beginning();
        const nonce = client.randomNonce();
        const address = client.buildAuthorizationUrl(await configuration(), {
          ...parameters,
          redirect_uri: back,
          scope,
          nonce,
        });
        return { ok: true, address: address.href, kept: JSON.stringify({ ...checks, nonce }) };
      }),
    finish: (came, kept) =>
      safely(words, async () => {
        const checks = checksOf(kept);
        if (checks === null || checks.nonce === undefined) return explained("the log-in was not begun in this browser");
        const tokens = await client.authorizationCodeGrant(await configuration(), new URL(came), {
          pkceCodeVerifier: checks.verifier,
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return explained(`${words} does not say who logged in`);
        const told = await client.fetchUserInfo(await configuration(), tokens.access_token, claims.sub);
        return { ok: true, person: personOf(id, { ...claims, ...told }) };
      }),
  };
}

function discover({ issuer, clientId, clientSecret, allowsPlainHttp = false }: OpenIdSettings) {
  return client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: milliseconds / 1000,
    execute: allowsPlainHttp ? [client.allowInsecureRequests] : [],
  });
}

/** An address counts only if the provider says that it has verified it. */
function personOf(provider: string, claims: client.UserInfoResponse): KnownPerson {
  const { sub, name, preferred_username: login, email, email_verified: verified } = claims;
  return {
    provider,
    subject: sub,
    login: login ?? null,
    name: name ?? login ?? sub,
    emails: email !== undefined && verified === true ? [email] : [],
  };
}
