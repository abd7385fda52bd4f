import { notPlain } from "./plain-bytes.ts";
import { PlainScanner, type PlainVisitor } from "./plain-commit.ts";
import { lineIn, type Outline, othersIn, parentsIn, placeIn } from "./plain-outline.ts";
import { isBystander, othersPlace, unsignedBit } from "./plain-trailers.ts";

/**
 * Who stands on a line of a plain commit, as numbers, since a hundred thousand commits have half a million such lines.
 */
export type PlainPerson = {
  /** The same for all whom every clause treats alike in this place; under `treatmentsMax`. */
  readonly treatment: number;
  /** One number for one name and address, as written, as long as the mailmap says the same of them. */
  readonly who: number;
  /** The address that he is told apart by, and the names that he may be confused by: see `areConfusable`. */
  readonly key: number;
  readonly names: readonly [number, number];
  /** The same of names and of mailboxes that are only alike, as written and as the mailmap has them: see `likenessOf`. */
  readonly likes: readonly [number, number];
  readonly mailboxes: readonly [number, number];
};

/** Bits of a step: of the number of a person in a commit, and of a treatment. What stands left of them is a place. */
const numberBits = 4;
const treatmentBits = 10;
export const treatmentsMax = 1 << treatmentBits;

/** Which bits of what a commit has beside people matter. */
export type PlainBits = {
  /** Something may be made of them that no outline says. */
  readonly harmful: number;
  /** That they are there matters, whatever else is so. All others leave everything as it is. */
  readonly telling: number;
};

/** What a reader of plain commits asks. Stretches are of the commit object's bytes. */
export type PlainPeople = {
  /**
   * Who stands on a line: `author Name <address>`, `committer Name <address>`, or a whole trailer. Null: the line has
   * something about it that must be looked at.
   */
  person(bytes: Uint8Array, start: number, end: number, place: number): PlainPerson | null;
  /** The same of one of the lines of a survey, by its number. */
  onLine(lines: readonly Uint8Array[], number: number, place: number): PlainPerson | null;
  /** The treatment of whoever changes nothing of what the clauses say. */
  readonly usual: () => number;
  readonly bits: PlainBits;
};

/** Where a path of steps leads: the same number for the same steps. −1: there are too many paths. */
export type PlainArrangements = { step(from: number, token: number): number };

/** The first step to commits of which it matters who their people are. No other path begins with it. */
const byWho = -1;

/** Tells the arrangements of plain commits: who stands where and who is whom. */
export class PlainReader implements PlainVisitor {
  readonly #scanner = new PlainScanner(this);
  readonly #people: PlainPeople;
  readonly #arrangements: PlainArrangements;
  readonly #bits: PlainBits;
  /** The people of the commit that is being read. */
  readonly #seen: PlainPerson[] = [];
  #arrangement = 0;
  /** Is there something about these people together, so that who they are matters and not only where they stand? */
  #isByWho = false;

  constructor(people: PlainPeople, arrangements: PlainArrangements) {
    this.#people = people;
    this.#arrangements = arrangements;
    this.#bits = people.bits;
  }

  /** The committer's date of the commit read last, seconds since 1970. */
  get committed(): number {
    return this.#scanner.committed;
  }

  /** The number of the commit's arrangement. `notPlain` where it must be judged by itself. */
  read(bytes: Uint8Array): number {
    return this.#scanner.scan(bytes) && !this.#isByWho ? this.#arrangement : notPlain;
  }

  /** The same of a commit that nobody reads again. Where it matters who they are, its arrangement is that of commits with the same people in the same places. */
  readOutline(outline: Outline): number {
    const { tokens, start, end, lines } = outline;
    const first = tokens[start] as number;
    if (!this.begin(parentsIn(first))) return notPlain;
    for (let at = start + 1; at < end; at += 1) {
      const token = tokens[at] as number;
      const person = this.#people.onLine(lines, lineIn(token), placeIn(token));
      if (!this.#addPerson(placeIn(token), person)) return notPlain;
    }
    if (!this.others(othersIn(first))) return notPlain;
    return this.#isByWho ? this.#byWho(outline) : this.#arrangement;
  }

  #byWho({ tokens, start, end, lines }: Outline): number {
    const first = tokens[start] as number;
    const told = othersIn(first) & this.#bits.telling;
    // How people are treated was learnt from commits that are signed off.
    const isSigned = (othersIn(first) & unsignedBit) === 0;
    let path = this.#goOn(this.#goOn(this.#goOn(0, byWho), parentsIn(first)), told);
    for (let at = start + 1; at < end; at += 1) {
      const token = tokens[at] as number;
      const person = this.#people.onLine(lines, lineIn(token), placeIn(token)) as PlainPerson;
      if (isSigned && this.#isPassedOver(placeIn(token), person)) continue;
      // What stands behind an address may be treated in another way than the person.
      path = this.#goOn(this.#goOn(path, (placeIn(token) << treatmentBits) | person.treatment), person.who);
    }
    return path;
  }

  #goOn(path: number, token: number): number {
    return path === notPlain ? notPlain : this.#arrangements.step(path, token);
  }

  /** A rule looks at bystanders one by one, if at all: so nobody is told apart from whom no clause says anything. */
  #isPassedOver(place: number, { treatment }: PlainPerson): boolean {
    return isBystander(place) && treatment === this.#people.usual();
  }

  begin(parents: number): boolean {
    this.#seen.length = 0;
    this.#isByWho = false;
    this.#arrangement = 0;
    return this.#step(0, parents, 0);
  }

  person(bytes: Uint8Array, start: number, end: number, place: number): boolean {
    return this.#addPerson(place, this.#people.person(bytes, start, end, place));
  }

  others(bits: number): boolean {
    // Of others nobody learnt how people are treated.
    if ((bits & unsignedBit) !== 0) this.#isByWho = true;
    if ((bits & this.#bits.harmful) !== 0) return false;
    const told = bits & this.#bits.telling;
    // Over the bits of a treatment and of a number.
    return this.#step(othersPlace, told & (treatmentsMax - 1), told >> treatmentBits);
  }

  #addPerson(place: number, person: PlainPerson | null): boolean {
    if (person === null) return false;
    if (this.#isPassedOver(place, person)) return true;
    const seen = this.#seen;
    let number = 0;
    for (; number < seen.length; number += 1) {
      const other = seen[number] as PlainPerson;
      if (other.who === person.who) break;
      if (areConfusable(other, person)) this.#isByWho = true;
    }
    if (number === peopleMax) {
      this.#isByWho = true;
      return true;
    }
    if (number === seen.length) seen.push(person);
    return this.#step(place, person.treatment, number);
  }

  #step(place: number, treatment: number, number: number): boolean {
    this.#arrangement = this.#arrangements.step(
      this.#arrangement,
      (((place << treatmentBits) | treatment) << numberBits) | number,
    );
    return this.#arrangement !== notPlain;
  }
}

/** People of a commit. */
const peopleMax = (1 << numberBits) - 1;

/**
 * Two people who are one to `.mailmap`, or of whom one bears a name of the other: rules compare them in more than one
 * way.
 */
const areConfusable = (one: PlainPerson, other: PlainPerson): boolean =>
  one.key === other.key ||
  shareOne(one.mailboxes, other.mailboxes) ||
  shareOne(one.names, other.names) ||
  shareOne(one.likes, other.likes);

const shareOne = (ones: readonly [number, number], others: readonly [number, number]): boolean =>
  ones[0] === others[0] || ones[1] === others[1] || ones[0] === others[1] || ones[1] === others[0];
