import { fieldAt } from "../text/foreign-value.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { Forge, Opener } from "./decision.ts";
import { textAt } from "./fields.ts";
import { identifierAt } from "./named-repository.ts";

/**
 * Who opened a request, from the account as an event or the forge's interface describes it; null where it is not named, as that of an account that was
 * deleted. A name that ends in `[bot]` or `-bot` says nothing: anybody may choose it.
 */
export function openerOf(account: unknown, forge: Forge): Opener | null {
  const login = textAt(account, "login") ?? textAt(account, "username");
  return login === null ? null : { id: identifierAt(account, "id"), login, isBot: whetherBot(account, forge) };
}

/**
 * GitHub: `type` of a user is `User` or `Bot` ("Webhook events and payloads", "Pulls"). GitLab: `bot` of a user ("Users API", a single user), which other
 * answers leave out. Forgejo and Gitea: their `User` has nothing of the kind (`/swagger.v1.json`).
 */
function whetherBot(account: unknown, forge: Forge): Learned<boolean> {
  if (forge === "github") {
    const type = textAt(account, "type");
    if (type === "Bot" || type === "User") return learned(type === "Bot");
    return unknown("GitHub does not say whether the account that opened it is a person's or a program's");
  }
  if (forge === "gitlab") {
    const bot = fieldAt(account, "bot");
    if (typeof bot === "boolean") return learned(bot);
    return unknown("GitLab does not say here whether the account that opened it is a program's");
  }
  return unknown("Forgejo and Gitea do not say of an account whether it is a program's");
}
