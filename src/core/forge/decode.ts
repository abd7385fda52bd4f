import { decodeForgejo } from "./decode-forgejo.ts";
import { decodeGithub } from "./decode-github.ts";
import { decodeGitlab } from "./decode-gitlab.ts";
import { type Decoded, malformed, type ServedForge } from "./event.ts";

/**
 * What a delivery says. Total: any text is an event, ignored with the reason, or malformed with the reason. That the forge sent it is for the caller to
 * have checked.
 *
 * @param name what the forge's header says of the event; GitLab's payloads say it themselves
 * @param body the delivery's body, which is to be JSON
 * @param branches globs of branches that people contribute to beside the default branch
 */
export function decodeDelivery(
  forge: ServedForge,
  { name, body }: { readonly name: string; readonly body: string },
  branches: readonly string[],
): Decoded {
  const payload = parsed(body);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    return malformed("the body is no JSON object");
  if (forge === "gitlab") return decodeGitlab(payload, branches);
  return forge === "github" ? decodeGithub(name, payload, branches) : decodeForgejo(name, payload, branches);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
