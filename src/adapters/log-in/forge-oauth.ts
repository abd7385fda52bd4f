import * as client from "openid-client";
import type { KnownPerson, LogInProvider } from "../../ports/log-in.ts";
import { beginning, checksOf, explained, milliseconds, safely } from "./steps.ts";

export type ForgeOauthSettings = {
  readonly id: string;
  readonly words: string;
  readonly forge: "github" | "gitlab" | "forgejo";
  /** The address of the forge's pages: `https://github.com`. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Only for tests on this machine. */
  readonly allowsPlainHttp?: boolean;
};

type Places = {
  /** What the forge calls itself, should it say so when it sends somebody back. */
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly user: string;
  /** What is asked to be allowed: to read who somebody is, and nothing else. */
  readonly scope: string;
};

/** Where each forge has what the flow needs. */
function placesOf({ forge, origin }: ForgeOauthSettings): Places {
  if (forge === "github")
    return {
      issuer: `${origin}/login/oauth`,
      authorize: `${origin}/login/oauth/authorize`,
      token: `${origin}/login/oauth/access_token`,
      user: origin === "https://github.com" ? "https://api.github.com/user" : `${origin}/api/v3/user`,
      scope: "",
    };
  if (forge === "gitlab")
    return {
      issuer: origin,
      authorize: `${origin}/oauth/authorize`,
      token: `${origin}/oauth/token`,
      user: `${origin}/api/v4/user`,
      scope: "read_user",
    };
  return {
    issuer: origin,
    authorize: `${origin}/login/oauth/authorize`,
    token: `${origin}/login/oauth/access_token`,
    user: `${origin}/api/v1/user`,
    scope: "read:user",
  };
}

/** The account that somebody has at a forge, by its OAuth: code flow with PKCE and state. The token is used once, and is not kept. */
export function forgeOauthProvider(settings: ForgeOauthSettings): LogInProvider {
  const { id, words, origin, clientId, clientSecret, allowsPlainHttp = false } = settings;
  const places = placesOf(settings);
  const configuration = new client.Configuration(
    { issuer: places.issuer, authorization_endpoint: places.authorize, token_endpoint: places.token },
    clientId,
    clientSecret,
    client.ClientSecretPost(clientSecret),
  );
  configuration.timeout = milliseconds / 1000;
  if (allowsPlainHttp) client.allowInsecureRequests(configuration);
  return {
    id,
    words,
    host: new URL(origin).host,
    begin: (back) =>
      safely(words, async () => {
        const { checks, parameters } = await beginning();
        const scope = places.scope === "" ? {} : { scope: places.scope };
        const address = client.buildAuthorizationUrl(configuration, { ...parameters, ...scope, redirect_uri: back });
        return { ok: true, address: address.href, kept: JSON.stringify(checks) };
      }),
    finish: (came, kept) =>
      safely(words, async () => {
        const checks = checksOf(kept);
        if (checks === null) return explained("the log-in was not begun in this browser");
        const { access_token: token } = await client.authorizationCodeGrant(configuration, new URL(came), {
          pkceCodeVerifier: checks.verifier,
          expectedState: checks.state,
        });
        const answer = await client.fetchProtectedResource(configuration, token, new URL(places.user), "GET");
        const person = answer.ok ? personOf(id, await answer.json()) : null;
        return person === null ? explained(`${words} does not say who logged in`) : { ok: true, person };
      }),
  };
}

/** All three call the number `id`. The account's name can be given to somebody else one day; the number cannot. Addresses are not taken: not all are verified. */
function personOf(provider: string, value: unknown): KnownPerson | null {
  const { id, login, username, name, full_name: fullName } = (value ?? {}) as { readonly [name: string]: unknown };
  const account = [login, username].find((one) => typeof one === "string" && one !== "");
  if (typeof id !== "number" || !Number.isSafeInteger(id) || typeof account !== "string") return null;
  const shown = [name, fullName].find((one) => typeof one === "string" && one !== "");
  return {
    provider,
    subject: String(id),
    login: account,
    name: typeof shown === "string" ? shown : account,
    emails: [],
  };
}
