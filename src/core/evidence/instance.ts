import { type ChangedPlace, keyOf } from "./places.ts";
import type { TemplateToken, TokenTemplate } from "./templates.ts";
import type { Token } from "./tokens.ts";

/**
 * Is the place an instance of the template? Found out without what made the template: the first side is matched, which binds the holes, and
 * the second must be exactly what the holes then give.
 */
export const instanceOf = ({ before, after }: ChangedPlace, template: TokenTemplate): boolean =>
  matched(before, template, { steps: stepsMax }, (bound) => gives(template.after, bound, after)) === "found";

/**
 * Does the template, which is another than the place's own, read what stood there, and make something else of it than stands there now?
 *
 * @param budget what all such questions of a commit may take; true where it is used up
 */
export function readsOtherwise({ before, after }: ChangedPlace, template: TokenTemplate, budget: Budget): boolean {
  return matched(before, template, budget, (bound) => !gives(template.after, bound, after)) !== "none";
}

/** Tries that are left. */
export type Budget = { steps: number };

type Bound = ReadonlyMap<number, readonly Token[]>;

/** Is there a way to bind the holes of a template's first side to a row of tokens, of which something holds? */
function matched(
  before: readonly Token[],
  template: TokenTemplate,
  budget: Budget,
  holds: (bound: Bound) => boolean,
): "found" | "none" | "too many tries" {
  if (template.before.length > templateTokensMax) return "too many tries";
  const bound = new Map<number, readonly Token[]>();

  function matches(at: number, from: number): boolean {
    budget.steps -= 1;
    if (budget.steps < 0) return false;
    const wanted = template.before[at];
    if (wanted === undefined) return from === before.length && holds(bound);
    if (wanted.hole === null) {
      const found = before[from];
      return found !== undefined && keyOf(found) === keyOf(wanted.token) && matches(at + 1, from + 1);
    }
    const known = bound.get(wanted.hole);
    if (known !== undefined) {
      const fits = known.every((token, index) => keyOf(before[from + index] ?? noToken) === keyOf(token));
      return fits && matches(at + 1, from + known.length);
    }
    for (let to = from + 1; to <= before.length; to += 1) {
      const held = before.slice(from, to);
      if (!isBalanced(held)) continue;
      bound.set(wanted.hole, held);
      if (matches(at + 1, to)) return true;
    }
    bound.delete(wanted.hole);
    return false;
  }

  if (matches(0, 0)) return "found";
  return budget.steps < 0 ? "too many tries" : "none";
}

/** Tokens of one side of a template; nobody reads longer ones. */
const templateTokensMax = 500;
/** Tries for one place; a template that needs more is refused. */
const stepsMax = 20_000;

/** A hole holds whole brackets only. */
function isBalanced(tokens: readonly Token[]): boolean {
  let open = 0;
  for (const { kind, text } of tokens) {
    if (kind !== "symbol") continue;
    if (/^(?:[([{]|\$\{)$/.test(text)) open += 1;
    else if (/^[)\]}]$/.test(text)) open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

const noToken: Token = { kind: "text", text: "", start: 0, line: 0 };

function gives(side: readonly TemplateToken[], bound: Bound, wanted: readonly Token[]): boolean {
  let at = 0;
  for (const part of side) {
    const tokens = part.hole === null ? [part.token] : bound.get(part.hole);
    if (tokens === undefined) return false;
    for (const token of tokens) {
      const found = wanted[at];
      if (found === undefined || keyOf(found) !== keyOf(token)) return false;
      at += 1;
    }
  }
  return at === wanted.length;
}
