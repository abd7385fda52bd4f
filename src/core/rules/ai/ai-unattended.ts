import { choice, texts } from "../../text/shape.ts";
import { met, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonsOf } from "./reasons.ts";

const byPerson = met("the account that opened the pull request is no program's");
const registered = met("the pull request comes from automation that the project registered");

/** LLVM, Mesa, Home Assistant and others take nothing that a tool sends on its own; Node.js and LLVM register the automation that they want. */
export default defineRule({
  id: "ai-unattended",
  topic: "ai",
  plain: true,
  asksForge: ["openedByBot"],
  summary: "A pull request is opened by a person, or by automation that the project registered.",
  options: {
    registered: texts("logins of the automation that the project registered, as the forge has them", []),
    required: choice(
      "when: `declared` if something says that there is AI-derived content, or may, `always` for every commit",
      ["declared", "always"],
      "declared",
    ),
  },
  tighter: { registered: "fewer", required: ["declared", "always"] },
  messages: {
    program: {
      what: "a program's account{login} opened the pull request, which the project takes from people only",
      fix: "have a person who answers for the work open it",
    },
    unseen: {
      what: "whether a person opened the pull request is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
  },
  check(situation, options, finding): Outcome {
    const reasons = reasonsOf(situation);
    if (reasons === null && options.required === "declared") return nothingSaid;
    const at = placeOf(reasons);
    const { request } = situation.contribution;
    if (!request.known) return undecided(finding("unseen", at, { why: request.why }));
    const { openedBy, openedByBot } = request.value;
    const login = openedBy.known ? openedBy.value.toLowerCase() : null;
    // A login is the forge's word, and nobody can type another's.
    if (login !== null && options.registered.some((one) => one.replace(/^@/, "").toLowerCase() === login))
      return registered;
    if (!openedByBot.known) return undecided(finding("unseen", at, { why: openedByBot.why }));
    if (!openedByBot.value) return byPerson;
    if (login === null && options.registered.length > 0 && !openedBy.known)
      return undecided(finding("unseen", at, { why: openedBy.why }));
    return unmet(finding("program", at, { login: openedBy.known ? ` (${openedBy.value})` : "" }));
  },
});
