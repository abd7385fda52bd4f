import { type Decision, type Forge, unclear } from "../../core/forge/decision.ts";
import { decideGithub } from "./github-event.ts";
import { decideGitlab } from "./gitlab-event.ts";
import type { JobFacts, JobWishes } from "./job-facts.ts";

/** Which system runs the job, by what each says of itself. Forgejo and Gitea also say that they are GitHub. */
export function forgeOf({ environment }: JobFacts): Forge {
  if (environment["GITLAB_CI"] === "true") return "gitlab";
  if (environment["FORGEJO_ACTIONS"] === "true" || environment["GITEA_ACTIONS"] === "true") return "forgejo";
  return environment["GITHUB_ACTIONS"] === "true" ? "github" : "plain";
}

/**
 * What a job is to judge, and what with. Pure: nothing is asked of git here, so what cannot be told by the event alone (a commit that is
 * gone, a branch that has moved) is left to whoever prepares the range.
 */
export function decide(facts: JobFacts, wishes: JobWishes): Decision {
  const forge = forgeOf(facts);
  if (wishes.base !== null) return asked(wishes.base, wishes.head ?? "HEAD", forge);
  if (wishes.head !== null) return unclear("--head says where the commits end; say with --base where they begin");
  if (forge === "gitlab") return decideGitlab(facts, wishes);
  if (forge !== "plain") return decideGithub(facts, wishes, forge);
  return unclear(
    "no CI system that is known runs this (GitHub, GitLab, Forgejo and Gitea are): say what to judge with --base REV and --head REV",
  );
}

const asked = (base: string, head: string, forge: Forge): Decision => ({
  kind: "contribution",
  forge,
  what: `${base}..${head}`,
  tip: { revision: head, references: [] },
  base: { kind: "commit", commit: { revision: base, references: [] }, whatItIs: "the base that was named" },
  request: null,
  isAsked: true,
});

/**
 * Why the branches of a checkout are not those of the repository that the job runs for; null: they are, or nobody can tell. Workflows may check out
 * a fork, and a fork's `main` is whatever its owner likes, with a policy of his own.
 *
 * @param address the address that the checkout came from; null: it came from nowhere
 */
export function whyForeign({ environment }: JobFacts, address: string | null): string | null {
  const repository = environment["GITHUB_REPOSITORY"] ?? environment["CI_PROJECT_PATH"] ?? "";
  if (repository === "" || address === null) return null;
  const path = address
    .toLowerCase()
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  const name = repository.toLowerCase();
  if (path.endsWith(`/${name}`) || path.endsWith(`:${name}`)) return null;
  return `this is no checkout of \`${repository}\`, so its branches, and the policy on them, may be anybody's: let the checkout take that repository (the commits of a fork are fetched from there, too)`;
}
