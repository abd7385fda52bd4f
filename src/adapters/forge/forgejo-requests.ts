import { openerOf } from "../../core/forge/opener.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type { RequestSource } from "../../ports/forge.ts";
import { described } from "./described.ts";
import { readClosedIssues } from "./forgejo-issues.ts";
import { type Ask, askAll } from "./http.ts";
import { othersOpenMax } from "./limits.ts";
import { askPullRequest, listedPullRequest, repositoryPlace } from "./pull-request.ts";
import { othersOf } from "./request-lists.ts";

/** What Forgejo and Gitea are asked of a request where a rule looks at it, as their own description has it (`/swagger.v1.json`). */
export const forgejoRequests = (ask: Ask): RequestSource => ({
  async opener(repository, number) {
    const answer = await askPullRequest(ask, repository, number, `who opened pull request #${number}`);
    return answer.ok ? described(openerOf(fieldAt(answer.value, "user"), "forgejo"), "the pull request") : answer;
  },
  // No answer has it.
  isBot: async ({ isBot }) => ({ ok: true, value: isBot }),
  workItems: (repository, number) => readClosedIssues(ask, repository, number),
  async othersOpen(repository, number, opener) {
    const own = await askPullRequest(ask, repository, number);
    if (!own.ok) return own;
    const login = encodeURIComponent(opener.login);
    const path = `${repositoryPlace(repository)}/issues?type=pulls&state=open&created_by=${login}`;
    const what = `for the other pull requests of ${opener.login}`;
    const listed = await askAll(ask, { path, what }, "limit", othersOpenMax);
    return othersOf(listed, { number, opener }, (one) => listedPullRequest(one, "forgejo"));
  },
});
