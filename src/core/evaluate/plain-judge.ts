import { decodeUtf8 } from "../commit/decode.ts";
import { builtInDisclosures } from "../commit/disclosures.ts";
import type { CommitFacts } from "../commit/facts.ts";
import { parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { factsOf } from "../commit/parse-commit.ts";
import { keysOfNobody } from "../commit/signal-reader.ts";
import { builtInSignals } from "../commit/signal-table.ts";
import type { Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import { personKey, plainName } from "../rules/sign-off/signers.ts";
import type { ContributionFacts } from "../rules/situation.ts";
import type { CommitJudge } from "./commit-judge.ts";
import { hashOf, notPlain } from "./plain-bytes.ts";
import {
  type PlainArrangements,
  type PlainPeople,
  type PlainPerson,
  PlainReader,
  treatmentsMax,
} from "./plain-commit.ts";
import { otherKeys } from "./plain-trailers.ts";

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
  /** The committer's date of the commit read last, seconds since 1970. */
  readonly committed: () => number;
  /** How commits of an arrangement are judged; undefined: none was yet, or what was said speaks of the commit. */
  readonly outcomesOf: (arrangement: number) => readonly Outcome[] | undefined;
  readonly learn: (arrangement: number, outcomes: readonly Outcome[]) => void;
};

/** Null where a clause may look at more than people: then every commit is judged by itself. */
export function createPlainJudge(
  policy: Policy,
  { remediations, sender }: ContributionFacts,
  judge: CommitJudge,
): PlainJudge | null {
  const hasOnlyPeople = judge.clauses.every(({ rule, paths }) => rule.plain && paths === null);
  const hasPatterns = policy.settings.ai.signals.add.some(({ address }) => address === null);
  if (!hasOnlyPeople || hasPatterns || remediations.size > 0 || sender.known) return null;
  const outcomesByArrangement: (readonly Outcome[] | undefined)[] = [];
  const reader = new PlainReader(createPlainPeople(policy, judge), createArrangements());
  return {
    read: (bytes) => reader.read(bytes),
    committed: () => reader.committed,
    outcomesOf: (arrangement) => outcomesByArrangement[arrangement],
    learn(arrangement, outcomes) {
      if (outcomes.every(speaksOfNoCommit)) outcomesByArrangement[arrangement] = outcomes;
    },
  };
}

/** Neither findings nor a reliance: the same for every commit that it is said of. */
const speaksOfNoCommit = (outcome: Outcome): boolean =>
  outcome.kind === "not-applicable" || (outcome.kind === "met" && outcome.reliance === undefined);

/**
 * Steps that are kept. A history of 130,000 commits has 20,000; a commit that would need one more is judged by itself.
 */
const stepsMax = 1 << 19;

/** Numbers of a step in the table: where it starts, its token, and where it leads, which is 0 in an empty place. */
const stepWidth = 3;

/**
 * A tree of arrangements: each step from an arrangement leads to another. It is an open table of numbers, at most half full:
 * a `Map` would make an object of each key, a million for a history.
 */
function createArrangements(): PlainArrangements {
  let places = 1 << 12;
  let table = new Int32Array(places * stepWidth);
  let count = 0;

  /** Where in the table the step stands, or would stand. */
  function placeOf(from: number, token: number): number {
    let place = Math.imul(Math.imul(from, 0x9e3779b1) ^ token, 0x85ebca6b);
    for (place = (place ^ (place >>> 15)) & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * stepWidth;
      if (table[at + 2] === 0 || (table[at] === from && table[at + 1] === token)) return at;
    }
  }

  function enlarge(): void {
    const old = table;
    places *= 2;
    table = new Int32Array(places * stepWidth);
    for (let at = 0; at < old.length; at += stepWidth) {
      if (old[at + 2] !== 0) table.set(old.subarray(at, at + stepWidth), placeOf(old[at] ?? 0, old[at + 1] ?? 0));
    }
  }

  return {
    step(from, token) {
      const at = placeOf(from, token);
      const known = table[at + 2] as number;
      if (known !== 0) return known;
      if (count >= stepsMax) return notPlain;
      count += 1;
      table[at] = from;
      table[at + 1] = token;
      table[at + 2] = count;
      if (count * 2 > places) enlarge();
      return count;
    },
  };
}

/**
 * Lines with people that are kept; one more than that is looked at each time. A history of 130,000 commits has 10,000.
 */
const linesMax = 1 << 17;

/**
 * Bytes of the longest line with a person that is kept, and lines with one hash: a stranger may choose lines that have.
 */
const lineLengthMax = 200;
const sameHashMax = 8;

/** A line that was looked at. Several may have one hash. */
type KnownLine = {
  readonly bytes: Uint8Array;
  readonly person: PlainPerson | null;
  readonly next: KnownLine | undefined;
};

function createPlainPeople(policy: Policy, judge: CommitJudge): PlainPeople {
  const known = new Map<number, KnownLine>();
  const numbers = createNumbering();

  /** What the clauses say of a commit that differs from others only by this line, as a number. */
  function treatmentOf(commit: CommitFacts): number | null {
    const situation = judge.open(commit);
    // A machine is looked at each time, an ordinary bot as well: whether one matters may depend on who else signs.
    if (situation.observed.signals.length > 0 || judge.asks(situation).length > 0) return null;
    const treatment = numbers(`said ${judge.judge(situation).map(inWords).join("\n")}`);
    return treatment < treatmentsMax ? treatment : null;
  }

  function lookAt(text: string): PlainPerson | null {
    const [, role, name = "", email = ""] = /^(author|committer) ([^<>\n\0]+) <([^<>\n\0]+)>$/.exec(text) ?? [];
    const value = /^[A-Za-z-]+: (.*)$/.exec(text)?.[1];
    const identity = role === undefined ? parseIdentity(value ?? "") : { name, email };
    if (identity === undefined || odd.test(identity.name) || odd.test(identity.email)) return null;
    const commit = role === undefined ? withTrailers([text]) : withHeader(role, identity);
    // Whatever stands on the line, behind the address as well, must leave the commit whole.
    const treatment = unseen.test(text) || commit.damage !== null ? null : treatmentOf(commit);
    if (treatment === null) return null;
    return {
      treatment,
      who: numbers(`who ${identity.name}\n${identity.email}`),
      key: numbers(`key ${personKey(policy, identity)}`),
      names: [
        numbers(`name ${plainName(identity.name)}`),
        numbers(`name ${plainName(policy.canonical(identity).name)}`),
      ],
    };
  }

  return {
    harmless: harmlessKeys(policy, judge),
    person(bytes, start, end, place) {
      const hash = hashOf(bytes, start, end, place);
      const first = known.get(hash);
      let count = 0;
      for (let line = first; line !== undefined; line = line.next) {
        if (isSame(line.bytes, bytes, start, end)) return line.person;
        count += 1;
      }
      if (end - start > lineLengthMax || known.size >= linesMax || count >= sameHashMax) return null;
      const copy = bytes.slice(start, end);
      const text = decodeUtf8(copy);
      const person = text === undefined ? null : lookAt(text);
      known.set(hash, { bytes: copy, person, next: first });
      return person;
    },
    isPlainLink(bytes, start, end) {
      const text = decodeUtf8(bytes.subarray(start, end));
      if (text === undefined) return false;
      const { observed } = judge.open(withBody(text));
      return observed.signals.length + observed.claims.length + observed.looseTags.length === 0;
    },
  };
}

function isSame(one: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (one.length !== end - start) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== bytes[start + at]) return false;
  return true;
}

/** Gives texts numbers from 1 on, within each of the words that they begin with. */
function createNumbering(): (text: string) => number {
  const known = new Map<string, number>();
  const counts = new Map<string, number>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const word = text.slice(0, text.indexOf(" "));
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    known.set(text, number);
    return number;
  };
}

/** Keys of trailers that name nobody and of which no claim, signal or clause makes anything, whatever their value. */
function harmlessKeys({ settings }: Policy, judge: CommitJudge): ReadonlySet<string> {
  const { disclosures, citations, signals } = settings.ai;
  const read = new Set(
    [
      ...[...disclosures, ...builtInDisclosures].map(({ key }) => key),
      ...citations,
      ...builtInSignals.flatMap((entry) => (entry.kind === "trailer" ? entry.keys : [])),
      ...signals.add.flatMap(({ trailer }) => trailer ?? []),
    ].map((key) => key.toLowerCase()),
  );
  const said = (lines: readonly string[]): string =>
    judge
      .judge(judge.open(withTrailers(lines)))
      .map(inWords)
      .join("\n");
  const usual = said([]);
  const candidates = otherKeys.filter((key) => !read.has(key.toLowerCase()) && keysOfNobody.has(key.toLowerCase()));
  return new Set(candidates.filter((key) => said([`${key}: 1`]) === usual));
}

/** Which answer it is. Data of findings do not count: an outcome with findings is never taken for another commit's. */
function inWords(outcome: Outcome): string {
  if (outcome.kind === "met" || outcome.kind === "not-applicable") return `${outcome.kind} ${outcome.because}`;
  return `${outcome.kind} ${outcome.findings.map(({ message }) => message).join(" ")}`;
}

/** White space but single blanks, and characters that turn text round or are not seen. */
const odd = /[^\S ]|\s\s|^\s|\s$|[\p{Cc}\p{Cf}]/u;

/** Characters that are not seen, wherever on a line. */
const unseen = /[\p{Cc}\p{Cf}]/u;

/** Somebody who stands in no history. */
const reference: Identity = { name: "Reference Of Plain Commits", email: "reference@plain-commit.invalid" };
const signedBy = ({ name, email }: Identity): string => `Signed-off-by: ${name} <${email}>`;

const body = "A sentence.";

const withTrailers = (lines: readonly string[]): CommitFacts =>
  madeUp(reference, reference, body, [signedBy(reference), ...lines]);

const withBody = (line: string): CommitFacts => madeUp(reference, reference, line, [signedBy(reference)]);

function withHeader(role: string, identity: Identity): CommitFacts {
  const signers = [signedBy(identity), signedBy(reference)];
  return role === "author" ? madeUp(identity, reference, body, signers) : madeUp(reference, identity, body, signers);
}

function madeUp(author: Identity, committer: Identity, text: string, trailers: readonly string[]): CommitFacts {
  const at = { seconds: 0, offsetMinutes: 0 };
  return factsOf({
    id: null,
    name: "a made-up commit",
    parents: ["0".repeat(40)],
    author: { ...author, at },
    committer: { ...committer, at },
    text: `plain: title\n\n${text}\n\n${trailers.join("\n")}\n`,
    damages: [],
  });
}
