import type { Day } from "../text/day.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import { largest } from "../text/long-lists.ts";

/** By position of a line: the number of the text that was in force when the commit came in, or why nobody can tell. */
export type TextOrder = {
  readonly at: (position: number) => Learned<number>;
  /** Do all dates tell the same story? Else what comes later may change what is said of these positions. */
  readonly isOrderly: boolean;
};

/**
 * Which of several texts was in force at each position of a line, by the days that its commits bear. Whoever commits chooses the date, but
 * no commit came before the one that it stands on: so dates are compared with those around them.
 *
 * - A day that nobody can read, or that is still to come, says nothing. What stands before and after it says what it can have been.
 * - Neither does the day of few commits that bear an older date than many before them, if the line then goes on where it was.
 * - Every other disorder across the day of a text leaves undecided what stands between the two dates that contradict each other.
 *
 * Takes time in proportion to the line's length.
 *
 * @param days - of the line's commits, oldest first; null: not to be read
 * @param begins - by number of text: the day from which it is in force, in order; null, of the first only: always
 * @param today - the last day that a commit can bear
 */
export function textOrderOf(days: readonly (Day | null)[], begins: readonly (Day | null)[], today: Day): TextOrder {
  const numbers = Int32Array.from(days, (day) => (day === null || day > today ? silent : numberOn(day, begins)));
  const wasSilent = numbers.includes(silent);
  const setBack = silenceSetBacks(numbers);
  const lowest = lowestOf(numbers);
  const highest = highestOf(numbers, numberOn(today, begins));
  const answers = createAnswers(days, numbers, begins);
  const isOrderly = !wasSilent && !setBack && lowest.every((low, position) => low === highest[position]);
  return { at: (position) => answers(lowest[position] ?? 0, highest[position] ?? 0), isOrderly };
}

/** The number of a commit whose day says nothing. */
const silent = -1;

/** Commits in a row that may bear an older date than the line without anything being doubted but these dates. */
const setBackMax = 64;

/** For each of them, commits before them whose dates say that they are wrong. */
const contradictingMin = 10;

/** The last text that had begun on a day; 0 where none had. */
export const numberOn = (day: Day, begins: readonly (Day | null)[]): number =>
  Math.max(
    0,
    begins.findLastIndex((begin) => begin === null || begin <= day),
  );

/** Takes away what is said by dates that were set back. @returns were there any? */
function silenceSetBacks(numbers: Int32Array): boolean {
  const seen: number[] = [];
  let high = 0;
  let found = false;
  /** A set-back that is not explained is none of its end's either. */
  let isOpen = false;
  for (let position = 0; position < numbers.length; position += 1) {
    const number = numbers[position] as number;
    if (number === silent) continue;
    isOpen = isOpen && number < high;
    const end = number >= high || isOpen ? position : endOfSetBack(numbers, position, high);
    if (end === position || !isContradicted(seen, numbers.subarray(position, end))) {
      isOpen = number < high;
      high = Math.max(high, number);
      count(seen, number);
      continue;
    }
    numbers.fill(silent, position, end);
    found = true;
    position = end - 1;
  }
  return found;
}

/** Do so many commits before say that these are dated wrongly? `seen`: of each text, how many bear a day of its time. */
function isContradicted(seen: readonly number[], setBack: Int32Array): boolean {
  const latest = largest(setBack);
  const contradicting = seen.reduce((sum, commits, number) => (number > latest ? sum + commits : sum), 0);
  return setBack.length <= setBackMax && contradicting >= contradictingMin * setBack.length;
}

function count(seen: number[], number: number): void {
  while (seen.length <= number) seen.push(0);
  seen[number] = (seen[number] as number) + 1;
}

/** Where the line is again where it was, or ends; no further than it may take. */
function endOfSetBack(numbers: Int32Array, start: number, high: number): number {
  const last = Math.min(numbers.length, start + setBackMax + 1);
  let end = start + 1;
  while (end < last && (numbers[end] as number) < high) end += 1;
  return end;
}

/** What came in before a position says that this text had begun. */
function lowestOf(numbers: Int32Array): Int32Array {
  let high = 0;
  return numbers.map((number) => {
    high = Math.max(high, number);
    return high;
  });
}

/** What came in after a position says that no later text had begun. */
function highestOf(numbers: Int32Array, last: number): Int32Array {
  const highest = new Int32Array(numbers.length);
  let low = last;
  for (let position = numbers.length - 1; position >= 0; position -= 1) {
    const number = numbers[position] as number;
    if (number !== silent) low = Math.min(low, number);
    highest[position] = low;
  }
  return highest;
}

/** Words the answers, each once. */
function createAnswers(days: readonly (Day | null)[], numbers: Int32Array, begins: readonly (Day | null)[]) {
  const known = new Map<number, Learned<number>>();
  const words = begins.length + 1;

  function word(low: number, high: number): Learned<number> {
    if (low === high) return learned(low);
    if (low < high)
      return unknown(
        `its own date says nothing, and around it the text of ${begins[low + 1] ?? ""} came into force: which was in force when it entered cannot be told`,
      );
    const early = days[numbers.indexOf(low)] ?? "";
    const late = days[numbers.lastIndexOf(high)] ?? "";
    return unknown(
      `dates are out of order (one commit of the line bears ${early}, and a later one ${late}), so which text was in force when it entered cannot be told`,
    );
  }

  return (low: number, high: number): Learned<number> => {
    const key = low * words + high;
    const found = known.get(key) ?? word(low, high);
    known.set(key, found);
    return found;
  };
}
