import type { ServedForge } from "../../core/forge/event.ts";
import type { RequestSource } from "../../ports/forge.ts";
import { refused } from "./failure.ts";
import { forgejoRequests } from "./forgejo-requests.ts";
import { githubRequests } from "./github-requests.ts";
import { gitlabRequests } from "./gitlab-requests.ts";
import { type Ask, createAsk } from "./http.ts";

/** A forge that is asked with a token that somebody gave, as a job of CI has it. */
export type TokenAccess = {
  readonly forge: ServedForge;
  /** Of its REST interface, without a slash at its end. */
  readonly api: string;
  /** What `/graphql` stands below; null: it has none. */
  readonly graph: string | null;
  readonly token: string;
  readonly now: () => number;
  readonly timeMax?: number;
};

/** Asks what rules look at in a request, and nothing else. */
export function createRequestSource({ forge, api, graph, token, ...common }: TokenAccess): RequestSource {
  const headers = { ...authorization(forge, token), "User-Agent": "proviso" };
  const ask = createAsk({ ...common, base: api, headers });
  if (forge === "gitlab") return gitlabRequests(ask);
  if (forge === "forgejo") return forgejoRequests(ask);
  const askGraph: Ask =
    graph === null
      ? async () => refused("the runner does not say where GraphQL is answered")
      : createAsk({ ...common, base: graph, headers });
  return githubRequests(
    () => ask,
    () => askGraph,
  );
}

/** Each forge's own way ("Authenticating to the REST API", "Personal access tokens", "API Usage"). */
function authorization(forge: ServedForge, token: string): { readonly [name: string]: string } {
  if (forge === "gitlab") return { "PRIVATE-TOKEN": token };
  return { Authorization: `${forge === "github" ? "Bearer" : "token"} ${token}` };
}
