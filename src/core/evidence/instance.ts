import { type ChangedPlace, keyOf } from "./places.ts";
import type { TemplateToken, TokenTemplate } from "./templates.ts";
import type { Token } from "./tokens.ts";

/**
 * Is the place an instance of the template? Found out without what made the template: the first side is matched, which binds the holes, and
 * the second must be exactly what the holes then give.
 */
export function instanceOf({ before, after }: ChangedPlace, template: TokenTemplate): boolean {
  if (template.before.length > templateTokensMax) return false;
  let steps = stepsMax;
  const bound = new Map<number, readonly Token[]>();

  function matches(at: number, from: number): boolean {
    steps -= 1;
    if (steps < 0) return false;
    const wanted = template.before[at];
    if (wanted === undefined) return from === before.length && gives(template.after, bound, after);
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

  return matches(0, 0);
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

function gives(
  side: readonly TemplateToken[],
  bound: ReadonlyMap<number, readonly Token[]>,
  wanted: readonly Token[],
): boolean {
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
