import { decodeUtf8 } from "../commit/decode.ts";
import type { CommitFacts } from "../commit/facts.ts";
import { addressKey, parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { mailboxKey, nameKey } from "../people/likeness.ts";
import { isForAll } from "../policy/clause-scope.ts";
import type { Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import { personKey, plainName } from "../rules/sign-off/signers.ts";
import type { ContributionFacts } from "../rules/situation.ts";
import type { CommitJudge, Under } from "./commit-judge.ts";
import { reference, withHeader, withTrailers } from "./made-up-commit.ts";
import { createArrangements } from "./plain-arrangements.ts";
import { hashOf, notPlain } from "./plain-bytes.ts";
import { bitsFor } from "./plain-harm.ts";
import { createPlainKinds } from "./plain-kinds.ts";
import { KnownLines } from "./plain-lines.ts";
import { createAnswerNumbering, createNumbering } from "./plain-numbers.ts";
import type { Outline } from "./plain-outline.ts";
import { type PlainBits, type PlainPeople, type PlainPerson, PlainReader, treatmentsMax } from "./plain-reader.ts";

/**
 * Knows how plain commits are judged from others of the same arrangement.
 *
 * Each arrangement is judged once by the rules themselves, and each person once in each place where he stands: in a commit
 * that differs from others only by him. So nothing here knows any rule; it rests on what a rule says of itself by
 * `plain`.
 */
export type PlainJudge = {
  /** The number of a commit's arrangement, given the object's bytes; `notPlain`: it must be judged by itself. */
  readonly read: (bytes: Uint8Array) => number;
  /** The same from the commit's outline. */
  readonly readOutline: (outline: Outline) => number;
  /** The committer's date of the commit read last, seconds since 1970. */
  readonly committed: () => number;
  /** How commits of an arrangement are judged; undefined: none was yet, or what was said speaks of the commit. */
  readonly outcomesOf: (arrangement: number) => readonly Outcome[] | undefined;
  readonly learn: (arrangement: number, outcomes: readonly Outcome[]) => void;
  /**
   * From here on commits are governed by another revision of the policy, with the same settings and the same listed exceptions.
   * `readdressed` are the addresses of which its mailmap may say something else (`addressesBetween`).
   */
  readonly follow: (under: Under, readdressed: Iterable<string>) => void;
};

/** Null where a clause may look at more than people: then every commit is judged by itself. */
export function createPlainJudge(
  policy: Policy,
  contribution: ContributionFacts,
  judge: CommitJudge,
): PlainJudge | null {
  const { remediations, request, sender } = contribution;
  const hasOnlyPeople = judge.clauses.every((clause) => clause.rule.plain && isForAll(clause));
  const hasPatterns = policy.settings.ai.signals.add.some(({ address }) => address === null);
  // Where a request may declare AI use for every commit, it matters of each who reviewed his own work.
  const mayDeclare = request.known && policy.channels.length > 0;
  if (!hasOnlyPeople || hasPatterns || mayDeclare || remediations.size > 0 || sender.known) return null;
  const outcomesByArrangement: (readonly Outcome[] | undefined)[] = [];
  const people = createPlainPeople({ policy, contribution }, bitsFor(policy, contribution, judge), judge);
  const reader = new PlainReader(people, createArrangements());
  const kinds = createPlainKinds((outline) => reader.readOutline(outline));

  return {
    read: (bytes) => reader.read(bytes),
    readOutline: kinds.arrangementOf,
    committed: () => reader.committed,
    outcomesOf: (arrangement) => outcomesByArrangement[arrangement],
    learn(arrangement, outcomes) {
      if (outcomes.every(speaksOfNoCommit)) outcomesByArrangement[arrangement] = outcomes;
    },
    follow: (under, readdressed) => kinds.forget(people.follow(under, readdressed)),
  };
}

/** Neither findings nor a reliance: the same for every commit that it is said of. */
export const speaksOfNoCommit = (outcome: Outcome): boolean =>
  outcome.kind === "not-applicable" || (outcome.kind === "met" && outcome.reliance === undefined);

type Identified = Omit<PlainPerson, "treatment">;
type FollowingPeople = PlainPeople & {
  /** @returns the lines of the survey on which somebody may be another now; null: all */
  readonly follow: (...as: Parameters<PlainJudge["follow"]>) => readonly number[] | null;
};

/** Whom a line names, and the address that stands on it; null: none that can be read. */
type LookedAt = { readonly person: PlainPerson | null; readonly address: string | null };

function createPlainPeople(first: Under, bits: PlainBits, judge: CommitJudge): FollowingPeople {
  const known = new KnownLines<LookedAt>();
  /** The hashes of lines, by the address that stands on them. */
  const byAddress = new Map<string, number[]>();
  /** By address, then by name and address as written. */
  const identified = new Map<string, Map<string, Identified>>();
  /** By address: how often the mailmap has said something else of it. */
  const changes = new Map<string, number>();
  const numbers = createNumbering();
  const numberOfAnswers = createAnswerNumbering();
  let under = first;
  /** Who stands on the lines of a survey, by their numbers: a line has one place, since it begins with the word for it. */
  let surveyed: readonly Uint8Array[] = [];
  let byNumber: (PlainPerson | null | undefined)[] = [];
  /** By address: the numbers of lines on which it stands. */
  const numbersOn = new Map<string, number[]>();

  /** What the clauses say of a commit that differs from others only by this line, as a number. */
  function treatmentOf(commit: CommitFacts): number | null {
    const situation = judge.open(commit, under);
    const { signals, claims } = situation.observed;
    // A machine is looked at each time, an ordinary bot as well: whether one matters may depend on who else signs. So is what a policy hears as a claim of AI
    // use: what it comes to depends on what else is claimed, and on who reviewed.
    if (signals.length + claims.length > 0 || judge.asks(situation).length > 0) return null;
    const treatment = numberOfAnswers(judge.judge(situation));
    return treatment !== notPlain && treatment < treatmentsMax ? treatment : null;
  }

  function lookAt(text: string, hash: number): LookedAt {
    const [, role, name = "", email = ""] = /^(author|committer) ([^<>\n\0]+) <([^<>\n\0]+)>$/.exec(text) ?? [];
    const value = /^[A-Za-z-]+: (.*)$/.exec(text)?.[1];
    const identity = role === undefined ? parseIdentity(value ?? "") : { name, email };
    if (identity === undefined || odd.test(identity.name) || odd.test(identity.email)) return unreadable;
    const address = addressKey(identity.email);
    add(byAddress, address, hash);
    const commit = role === undefined ? withTrailers([text]) : withHeader(role, identity);
    // Whatever stands on the line, behind the address as well, must leave the commit whole.
    const treatment = unseen.test(text) || commit.damage !== null ? null : treatmentOf(commit);
    return { person: treatment === null ? null : { treatment, ...whoIs(identity, address) }, address };
  }

  /** The same wherever he stands, and people stand in three or four places each. */
  function whoIs(identity: Identity, address: string): Identified {
    let ofAddress = identified.get(address);
    if (ofAddress === undefined) {
      ofAddress = new Map();
      identified.set(address, ofAddress);
    }
    // Somebody of whom the mailmap says something else is somebody else: what was said of him by who he is does not hold any more.
    const written = `who ${changes.get(address) ?? 0} ${identity.name}\n${identity.email}`;
    let found = ofAddress.get(written);
    if (found === undefined) {
      const canonical = under.policy.canonical(identity);
      found = {
        who: numbers(written),
        key: numbers(`key ${personKey(under.policy, identity)}`),
        names: [numbers(`name ${plainName(identity.name)}`), numbers(`name ${plainName(canonical.name)}`)],
        likes: [numbers(`like ${nameKey(identity.name)}`), numbers(`like ${nameKey(canonical.name)}`)],
        mailboxes: [
          numbers(`mailbox ${mailboxKey(identity.email)}`),
          numbers(`mailbox ${mailboxKey(canonical.email)}`),
        ],
      };
      ofAddress.set(written, found);
    }
    return found;
  }

  function onStretch(bytes: Uint8Array, start: number, end: number, place: number): LookedAt {
    const hash = hashOf(bytes, start, end, place);
    const found = known.find(hash, bytes, start, end);
    if (found !== undefined) return found;
    if (!known.hasRoom(hash, end - start)) return unreadable;
    const copy = bytes.slice(start, end);
    const text = decodeUtf8(copy);
    const lookedAt = text === undefined ? unreadable : lookAt(text, hash);
    known.add(hash, copy, lookedAt);
    return lookedAt;
  }

  function forgetNumbers(): void {
    byNumber = [];
    numbersOn.clear();
  }

  let usual = treatmentOf(withTrailers([])) ?? treatmentsMax;
  return {
    bits,
    usual: () => usual,
    person: (bytes, start, end, place) => onStretch(bytes, start, end, place).person,
    onLine(lines, number, place) {
      if (lines !== surveyed) {
        surveyed = lines;
        forgetNumbers();
      }
      const found = byNumber[number];
      if (found !== undefined) return found;
      const line = lines[number] as Uint8Array;
      const { person, address } = onStretch(line, 0, line.length, place);
      byNumber[number] = person;
      if (address !== null) add(numbersOn, address, number);
      return person;
    },
    follow(next, readdressed) {
      under = next;
      const before = usual;
      usual = treatmentOf(withTrailers([])) ?? treatmentsMax;
      let isAll = usual !== before;
      const again: number[] = [];
      for (const address of readdressed) {
        if (address === reference.email) {
          known.forgetAll();
          isAll = true;
        }
        for (const hash of byAddress.get(address) ?? []) known.forget(hash);
        byAddress.delete(address);
        identified.delete(address);
        changes.set(address, (changes.get(address) ?? 0) + 1);
        for (const number of numbersOn.get(address) ?? []) {
          byNumber[number] = undefined;
          again.push(number);
        }
        numbersOn.delete(address);
      }
      if (isAll) forgetNumbers();
      return isAll ? null : again;
    },
  };
}

const unreadable: LookedAt = { person: null, address: null };

function add<Key, Value>(to: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = to.get(key);
  if (values === undefined) to.set(key, [value]);
  else values.push(value);
}

/** White space but single blanks, and characters that turn text round or are not seen. */
const odd = /[^\S ]|\s\s|^\s|\s$|[\p{Cc}\p{Cf}]/u;

/** Characters that are not seen, wherever on a line. */
const unseen = /[\p{Cc}\p{Cf}]/u;
