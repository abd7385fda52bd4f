import type { Forge } from "../../core/forge/decision.ts";
import type { ServedForge } from "../../core/forge/event.ts";
import { textAt } from "../../core/forge/fields.ts";
import { identifierAt, namedRepository } from "../../core/forge/named-repository.ts";
import { isWebAddress } from "../../core/text/web-address.ts";
import type { AskedRepository } from "../../ports/forge.ts";
import type { JobFacts } from "./job-facts.ts";

/** Where the forge of a job is asked, and of which repository: as the runner says, and never the event's own addresses. */
export type ForgeAccess = {
  readonly forge: ServedForge;
  /** Of its REST interface, without a slash at its end. */
  readonly api: string;
  /** What `/graphql` stands below; null: it has no such interface. */
  readonly graph: string | null;
  readonly repository: AskedRepository;
};

/**
 * GitHub: "Variables reference" (GITHUB_API_URL, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY, GITHUB_REPOSITORY_ID); Forgejo and Gitea set the first and the third.
 * GitLab: "Predefined CI/CD variables reference". Null where something of it is missing, or the address is none that a token may go to.
 */
export function forgeAccessOf(forge: Forge, { environment, payload }: JobFacts): ForgeAccess | null {
  if (forge === "plain") return null;
  const isGitlab = forge === "gitlab";
  const api = addressIn(environment[isGitlab ? "CI_API_V4_URL" : "GITHUB_API_URL"]);
  const graph = forge === "github" ? addressIn(environment["GITHUB_GRAPHQL_URL"]?.replace(/\/graphql$/, "")) : null;
  const path = environment[isGitlab ? "CI_MERGE_REQUEST_PROJECT_PATH" : "GITHUB_REPOSITORY"] ?? null;
  const id = isGitlab
    ? textAt(environment, "CI_MERGE_REQUEST_PROJECT_ID")
    : (textAt(environment, "GITHUB_REPOSITORY_ID") ?? identifierAt(payload, "repository", "id"));
  const named = namedRepository(path);
  if (api === null || id === null || named === null || !/^\d{1,20}$/.test(id)) return null;
  return { forge, api, graph, repository: { id, ...named, installation: null } };
}

const addressIn = (text: string | undefined): string | null =>
  text === undefined || !isWebAddress(text) ? null : text.replace(/\/+$/, "");
