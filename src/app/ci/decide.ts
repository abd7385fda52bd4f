import { type Decision, type Forge, type JobFacts, type JobWishes, unclear } from "./decision.ts";
import { decideGithub } from "./github-event.ts";
import { decideGitlab } from "./gitlab-event.ts";

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
