import { builtInDisclosures } from "../commit/disclosures.ts";
import { keysOfNobody } from "../commit/signal-reader.ts";
import { builtInSignals } from "../commit/signal-table.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { ContributionFacts } from "../rules/situation.ts";
import type { Settings, Shapes } from "../text/shape.ts";
import type { CommitJudge } from "./commit-judge.ts";
import { referenceSignOff, withTrailers } from "./made-up-commit.ts";
import { inWords } from "./plain-numbers.ts";
import type { PlainBits } from "./plain-reader.ts";
import { heardKeys } from "./plain-text.ts";
import {
  bitOfKey,
  exceptionBit,
  lastNoteBit,
  noteBit,
  otherKeys,
  unknownKeyBit,
  unsignedBit,
} from "./plain-trailers.ts";

/**
 * Which bits of what a plain commit may have beside people (`plain-trailers.ts`) matter to this policy. Those are harmful of which it may make something
 * that depends on more than that they are there: commits that have one are judged by themselves.
 */
export function bitsFor(policy: Policy, contribution: ContributionFacts, judge: CommitJudge): PlainBits {
  const said = (...lines: readonly string[]): string =>
    judge
      .judge(judge.open(withTrailers(lines)))
      .map(inWords)
      .join("\n");
  const named = keysNamed(policy);
  const usual = said();
  const usualTwice = said(referenceSignOff);
  let harmful = 0;
  let telling = unsignedBit;
  for (const key of otherKeys) {
    const lowerKey = key.toLowerCase();
    const isHarmless = !named.has(lowerKey) && keysOfNobody.has(lowerKey) && said(`${key}: 1`) === usual;
    if (!isHarmless) harmful |= bitOfKey(key);
  }
  // Where a note stands is known, and what it says is not.
  const [note, otherNote] = notes.map((one) => said(one, referenceSignOff));
  if (note !== otherNote) harmful |= noteBit;
  if (note !== usualTwice) telling |= noteBit;
  const [lastNote, otherLastNote] = notes.map((one) => said(one));
  if (lastNote !== otherLastNote) harmful |= lastNoteBit;
  if (lastNote !== usual) telling |= lastNoteBit;
  if (![...named].every(isHeardKey)) harmful |= unknownKeyBit;
  if (mayCite(policy, contribution)) harmful |= exceptionBit;
  return { harmful, telling };
}

const notes = ["[ada: words]", "[Signed-off-by: Lin <lin@example.org>, and (more) of it]"];

/** Keys of trailers, in lower case, that the policy or a table of ours names, and other words that may be keys. */
function keysNamed({ settings, clauses }: Policy): ReadonlySet<string> {
  const { disclosures, citations } = settings.ai;
  const words = [
    ...[...disclosures, ...builtInDisclosures].map(({ key }) => key),
    ...citations,
    ...builtInSignals.flatMap((entry) => (entry.kind === "trailer" ? entry.keys : [])),
    ...clauses.flatMap(textsOfClause),
  ];
  return new Set(words.map((word) => word.toLowerCase()).filter((word) => keyForm.test(word)));
}

const keyForm = /^[a-z0-9-]+$/;

/** Does the reader of plain commits stop at the key (`isHeard`)? */
const isHeardKey = (lowerKey: string): boolean => lowerKey.endsWith("-by") || heardKeys.includes(lowerKey);

const textsOfClause = ({ rule, settings }: Clause): readonly string[] => textsIn(rule.options, settings);

/** The values of options that may hold any text. A word of a choice is no key. */
function textsIn(shapes: Shapes, settings: Settings<Shapes>): readonly string[] {
  return Object.entries(shapes).flatMap(([name, { shape }]) => {
    const value: unknown = settings[name];
    if (shape.kind === "text") return typeof value === "string" ? [value] : [];
    if (!Array.isArray(value)) return [];
    if (shape.kind === "texts") return value.filter((one) => typeof one === "string");
    return shape.kind === "records" ? value.flatMap((one) => textsIn(shape.keys, one)) : [];
  });
}

/** May a message that has the word `exception` cite one, though none of the words before it says which kind is meant? */
const mayCite = ({ settings, exceptions }: Policy, { exceptionsAtHead }: ContributionFacts): boolean =>
  settings.ai.exceptions !== null ||
  exceptions.length > 0 ||
  (exceptionsAtHead.known && exceptionsAtHead.value.length > 0);
