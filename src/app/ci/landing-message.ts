import type { CommitFacts } from "../../core/commit/facts.ts";
import type { RequestText, SquashBody } from "../../core/forge/decision.ts";

/** The message that a squash would land, or why nobody can tell. */
export type LandingMessage =
  | { readonly ok: true; readonly text: string; readonly bodyFrom: SquashBody }
  | { readonly ok: false; readonly why: string };

/**
 * What a forge writes when it squashes a request: its title with its number, and for a body what the repository's settings say. GitHub
 * says in the event what they are; of other forges somebody has to say it.
 *
 * - `description`: the request's text. `blank`: none.
 * - `commits`: the messages of the commits, oldest first, each from `* ` on; of a single commit its body.
 *
 * The subject is the title, or, where the repository is set so, a single commit's own.
 * (GitHub: "Configuring commit squashing for pull requests"; GitLab's usual template is `%{title}`, without a number.)
 */
export function landingMessage(
  request: RequestText,
  commits: readonly CommitFacts[],
  bodyAsked: SquashBody | null,
): LandingMessage {
  const bodyFrom = bodyAsked ?? request.bodyFrom;
  if (bodyFrom === null) {
    return {
      ok: false,
      why: "the event does not say what body a squash gets: say so with `squash-message` (`description`, `commits` or `blank`)",
    };
  }
  if (request.subjectFrom === null)
    return {
      ok: false,
      why: "the event does not say whether a squash takes the title of the request or of its commit",
    };
  if (bodyFrom === "description" && request.truncated !== null) return { ok: false, why: request.truncated };
  const [only] = commits.length === 1 ? commits : [];
  const title = request.subjectFrom === "title-or-commit" && only !== undefined ? only.subject : request.title;
  if (title.trim() === "") return { ok: false, why: "the event does not say what the request's title is" };
  const number = request.mark === "#" ? ` (#${request.number})` : "";
  return { ok: true, text: joined(`${oneLine(title)}${number}`, bodyOf(request, commits, bodyFrom)), bodyFrom };
}

function bodyOf({ body }: RequestText, commits: readonly CommitFacts[], bodyFrom: SquashBody): string {
  if (bodyFrom === "blank") return "";
  if (bodyFrom === "description") return body;
  const [first] = commits;
  if (commits.length === 1 && first !== undefined) return commitBody(first);
  return commits.map((commit) => joined(`* ${commit.subject}`, commitBody(commit)).trimEnd()).join("\n\n");
}

/** All below the first paragraph. */
function commitBody({ message: { text } }: CommitFacts): string {
  const whole = withLineFeeds(text).trim();
  const end = whole.search(/\n[ \t]*\n/);
  return end === -1 ? "" : whole.slice(end).trim();
}

function joined(subject: string, body: string): string {
  const text = withLineFeeds(body).trim();
  return text === "" ? `${subject}\n` : `${subject}\n\n${text}\n`;
}

/** Forms in browsers send CR LF, commits have LF. */
const withLineFeeds = (text: string): string => text.replaceAll("\r\n", "\n");

/** A title is one line, whatever stands in it. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, " ").trim();
