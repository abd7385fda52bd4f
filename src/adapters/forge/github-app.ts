import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import type { ForgeAnswer } from "../../ports/forge.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { failureOf, later, refused, unanswered } from "./failure.ts";
import { type Ask, causeOf } from "./http.ts";

/** A GitHub and the App that speaks to it. */
export type GithubAccess = {
  /** `https://github.com`, or that of an own server, without a slash at its end. */
  readonly address: string;
  /** `https://api.github.com`; of an own server `https://HOST/api/v3`. */
  readonly apiAddress: string;
  readonly appId: number;
  /** In PEM form, as GitHub gives it. */
  readonly privateKey: string;
  readonly now: () => number;
  readonly timeMax?: number;
};

/** The App itself, and as which installation it asks. */
export type GithubApp = {
  readonly self: Ask;
  as(installation: string): Ask;
  /** The GraphQL interface. */
  graph(installation: string): Ask;
  token(installation: string): Promise<ForgeAnswer<string>>;
};

/** Installations whose tokens are remembered. Each is a small object; the tokens themselves are octokit's to renew. */
const rememberedMax = 1_000;

/** Speaks as a GitHub App by octokit, which makes and renews its tokens; whether and when something is tried again is our queue's to say. */
export function createGithubApp(access: GithubAccess): GithubApp {
  const { appId, privateKey, apiAddress: baseUrl } = access;
  const request = { fetch: boundedFetch(new URL(baseUrl).origin, access.timeMax) };
  const common = { baseUrl, request, log: silent, userAgent: "proviso" };
  const self = new Octokit({ ...common, authStrategy: createAppAuth, auth: { appId, privateKey } });
  const installations = new Map<string, Octokit>();
  const octokitOf = (installation: string): Octokit => {
    const known = installations.get(installation);
    if (known !== undefined) return known;
    const auth = { appId, privateKey, installationId: Number(installation) };
    const made = new Octokit({ ...common, authStrategy: createAppAuth, auth });
    const [oldest] = installations.keys();
    if (installations.size >= rememberedMax && oldest !== undefined) installations.delete(oldest);
    installations.set(installation, made);
    return made;
  };
  return {
    self: askBy(self, access.now),
    as: (installation) => askBy(octokitOf(installation), access.now),
    graph: (installation) => askBy(octokitOf(installation), access.now, graphAddress(baseUrl)),
    async token(installation) {
      try {
        const { token } = (await octokitOf(installation).auth({ type: "installation" })) as {
          readonly token?: unknown;
        };
        return typeof token === "string" ? { ok: true, value: token } : later("GitHub gave no token");
      } catch (error) {
        return failed(error, "for a token of the installation", access.now());
      }
    },
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** An own server has the GraphQL interface at `https://HOST/api/graphql`, beside `https://HOST/api/v3` (GitHub: "Forming calls with GraphQL"). */
const graphAddress = (apiAddress: string): string => apiAddress.replace(/\/v3$/, "");

/** Answers of JSON are read by octokit; what it leaves as text was none. */
const askBy =
  (octokit: Octokit, now: () => number, baseUrl?: string): Ask =>
  async ({ path, what, method = "GET", body }) => {
    try {
      const { status, headers, data } = await octokit.request(`${method} ${literal(path)}`, {
        ...body,
        ...(baseUrl === undefined ? {} : { baseUrl }),
      });
      if (status >= 300) return failureOf({ status, header: headerOf(headers) }, "", what, now());
      if (typeof data === "object" || data === undefined) return { ok: true, value: data ?? null };
      return later(`the forge answered ${status} with something other than JSON when asked ${what}`);
    } catch (error) {
      return failed(error, what, now());
    }
  };

/** Octokit takes braces for places to fill in, and a colon before a name, too. Paths are encoded before, so there are none. */
const literal = (path: string): string => path.replaceAll(/[{}:]/g, (character) => encodeURIComponent(character));

const headerOf =
  (headers: { readonly [name: string]: unknown }) =>
  (name: string): string | null => {
    const value = headers[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };

type RequestFailure = {
  readonly status: number;
  readonly response?: { readonly headers: { readonly [name: string]: unknown }; readonly data: unknown };
};

/** An error of octokit's has a status and the answer, if there was one. A key that is none says so, and nothing of itself. */
function failed(error: unknown, what: string, now: number): ForgeAnswer<never> {
  if (!(error instanceof Error)) return unanswered(what, String(error));
  const { status, response } = error as Error & Partial<RequestFailure>;
  if (typeof status === "number" && response !== undefined) {
    const said = (response.data as { readonly message?: unknown } | null)?.message;
    return failureOf({ status, header: headerOf(response.headers) }, typeof said === "string" ? said : "", what, now);
  }
  if (/private ?key|PKCS|DECODER|asn1|PEM/i.test(error.message))
    return refused("the private key of the GitHub App cannot be used: it is to be the PEM file as GitHub gave it");
  return unanswered(what, causeOf(error));
}
