import { isFullId } from "../commit/object-id.ts";
import { scopeUnknown } from "../evaluate/clause-scope.ts";
import { personUnknown } from "../evaluate/unknown-person.ts";
import type { Judgement, Report } from "../evaluate/verdict.ts";
import { isRepairable } from "../fix/repairable.ts";
import type { Finding, FindingData } from "../rules/outcome.ts";
import type { MessageWords, Rule } from "../rules/rule.ts";
import { whenKnown } from "../rules/when-known.ts";
import { clip, neutralise } from "../text/neutralise.ts";
import { basisOf, basisWords } from "./basis.ts";

/** The code points shown of one foreign value: an address, a trailer, a path. */
const valueCodePointsMax = 200;

/** A finding in words, each one line: what is wrong, whose line says so, and what to do, when somebody knows. */
export type Words = { readonly what: string; readonly why: string; readonly fix: string | null };

/** What to do, for programs. A `command` can be run as it stands: it never holds anybody's text. */
export type Fix =
  | { readonly kind: "command"; readonly text: string; readonly command: string }
  | { readonly kind: "edit"; readonly text: string };

/**
 * The words of messages in some language, by rule and message id, with the same `{placeholders}`; what it does not have is said in English,
 * which is what the rules themselves bring. Every form has its sentences from here.
 */
export type MessageTable = { readonly [rule: string]: { readonly [message: string]: MessageWords } };

/** The words of a finding. A message id that the rule does not have shows itself, so that nothing is lost. */
export function wordsOf(
  { clause }: Judgement,
  finding: Finding,
  quotationFor: Report["quotationFor"],
  table: MessageTable = {},
): Words {
  const message = messageOf(clause.rule, finding, table);
  return {
    what: message === undefined ? shown(finding.message) : fill(message.what, finding.data),
    why: basisWords(basisOf(clause, finding, quotationFor)),
    fix: message?.fix === undefined ? null : fill(message.fix, finding.data),
  };
}

/**
 * The fix of a finding. Only a command that the rule itself spells out whole is one to run; `{…}` would let others write it. A commit of a range, by
 * its full id, can be repaired by `proviso fix` wherever it stands, if its author asks for that.
 */
export function fixOf(
  rule: Rule,
  finding: Finding,
  table: MessageTable = {},
  commit: string | null = null,
): Fix | null {
  const template = messageOf(rule, finding, table)?.fix;
  if (template === undefined) return null;
  const text = fill(template, finding.data);
  const ours = commit !== null && isFullId(commit) && isRepairable(rule.id, finding.message);
  const command = ours ? `proviso fix --apply ${commit}` : commandIn(template);
  return command === null ? { kind: "edit", text } : { kind: "command", text, command };
}

/** A message's words with its data in place of the `{placeholders}`. A placeholder without data stays visible. */
export function fill(template: string, data: FindingData): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return value === undefined ? whole : shown(String(value));
  });
}

/** The names of a message's placeholders, in order, with repetitions. */
export const placeholdersOf = (template: string): readonly string[] =>
  [...template.matchAll(placeholder)].map(([, name]) => name ?? "");

const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** Foreign text on one line, at most some code points of it. */
export const shown = (text: string, codePointsMax: number = valueCodePointsMax): string =>
  neutralise(clip(text, codePointsMax));

/** The code points shown of a finding's sentence. Ours, with all their values, have fewer; a saved report may hold anything. */
const sentenceCodePointsMax = 4000;

/** The words of a finding, or of what to do about it, as somebody may have saved them. */
export const shownSentence = (text: string): string => shown(text, sentenceCodePointsMax);

/** Foreign text at the beginning of a line, where build servers take two colons for a command; the second may be ours. */
export const beginning = (text: string, codePointsMax?: number): string =>
  shown(text, codePointsMax).replace(/^\s*:/, "\\x3a");

function messageOf({ id, messages }: Rule, { message }: Finding, table: MessageTable): MessageWords | undefined {
  const translated = Object.hasOwn(table, id) ? table[id] : undefined;
  if (translated !== undefined && Object.hasOwn(translated, message)) return translated[message];
  return Object.hasOwn(messages, message) ? messages[message] : ofEveryRule.get(message);
}

const ofEveryRule: ReadonlyMap<string, MessageWords> = new Map([
  [
    scopeUnknown,
    {
      what: "whether this clause, which is for some commits only, speaks of the commit is not known: {why}",
      fix: whenKnown,
    },
  ],
  [
    personUnknown,
    {
      what: "{why}, and it depends on that",
      fix: "post the patch with the author in a `From:` line above the message (`git config format.forceInBodyFrom true`)",
    },
  ],
]);

/** The one command in back-ticks that a fix spells out, else null. */
function commandIn(template: string): string | null {
  const commands = [...template.matchAll(/`((?:git|proviso) [^`]+)`/g)].map(([, command]) => command ?? "");
  const [only] = commands;
  return only === undefined || commands.length > 1 || /[{}<>…]/.test(only) || /\b[A-Z]{3,}\b/.test(only) ? null : only;
}
