import { parseDay } from "../../core/text/day.ts";
import { shellWord } from "../../core/text/shell-word.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type ChangedDocument, changeDocument, type DocumentChange } from "../exception-edit.ts";
import type { PolicyPorts } from "../read-policy.ts";
import { policyInForce } from "./read-coverage.ts";

/** A change of an entry, as a form asks for it. */
export type AskedChange = {
  readonly kind: "withdraw" | "renew" | "record-agreement";
  readonly id: string;
  readonly day: string;
  /** The reason of a withdrawal; where something was agreed; nothing for a renewal. */
  readonly words: string;
};

/** The change in memory, and the command that makes the same in a clone. */
export type ProposedChange = { readonly changed: ChangedDocument; readonly command: string };

/** Makes the change that was asked for of the document at the branch, in memory. Nothing is written, and nothing is granted. */
export async function proposeChange(
  asked: AskedChange,
  today: string,
  ports: PolicyPorts,
): Promise<Attempt<ProposedChange>> {
  const change = changeOf(asked);
  if (!change.ok) return change;
  const head = await ports.repository.resolve("HEAD");
  if (!head.ok) return failed("work", head.error.text);
  const policy = await policyInForce(ports);
  if (!policy.ok) return policy;
  const answer = await changeDocument(
    { change: change.value, policy: policy.value, revision: head.value, today },
    ports,
  );
  if (!answer.ok) return answer;
  if (!answer.value.ok) return failed("policy", answer.value.problems.map(({ text }) => text).join("; "));
  return done({ changed: answer.value.changed, command: commandOf(asked) });
}

function changeOf({ kind, id, day, words }: AskedChange): Attempt<DocumentChange> {
  if (parseDay(day) === undefined) return failed("usage", "a change needs a day such as 2026-01-31");
  const text = words.trim();
  if (kind === "renew") return done({ kind, id, until: day, landsUntil: null });
  if (text === "")
    return failed(
      "usage",
      kind === "withdraw"
        ? "a withdrawal needs a reason"
        : "an agreement needs the address or the Message-Id of its discussion",
    );
  if (kind === "withdraw") return done({ kind, id, day, reason: text, landsUntil: null });
  return done({ kind, id, day, links: text.split(/\s+/), replace: false });
}

function commandOf({ kind, id, day, words }: AskedChange): string {
  const text = words.trim();
  const [name, ...options] = {
    withdraw: ["withdraw", "--reason", text, "--day", day],
    renew: ["renew", "--until", day],
    "record-agreement": ["record-agreement", ...text.split(/\s+/).flatMap((link) => ["--link", link]), "--day", day],
  }[kind] as [string, ...string[]];
  return ["proviso", "exception", name, id, ...options].map(shellWord).join(" ");
}
