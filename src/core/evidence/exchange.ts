import { type Budget, readsOtherwise } from "./instance.ts";
import { endsStatement } from "./places.ts";
import { keyOfSide, type TemplateToken, type TokenTemplate, templateText } from "./templates.ts";

/**
 * Why templates do not say what becomes of what: one brings its statements into another order, two let statements, names or values change places, as
 * one puts in what the other takes away, or two make different things of the same. Of two, what changes is compared without what stays round it,
 * so that some are refused that a look at the places would tell apart.
 */
export function whyNotOneWay(templates: readonly TokenTemplate[]): string | null {
  const budget: Budget = { steps: stepsMax };
  for (const one of templates) {
    if (one.before.some(isEnd) && sorted(one.before) === sorted(one.after))
      return `what stands in \`${shown(one.before)}\` changes places, and nothing else`;
    for (const other of templates) {
      if (one === other) continue;
      const why = exchanged(one, other) ?? divided(one, other) ?? ambiguous(one, other, budget);
      if (why !== null) return why;
    }
  }
  return null;
}

/** Does a statement end there? Within one, another order is what a template shows best: `call ( $1 , $2 )` becomes `call ( $2 , $1 )`. */
const isEnd = (part: TemplateToken): boolean => part.hole === null && endsStatement(part.token);

/** Its tokens and holes, in no order. */
const sorted = (side: readonly TemplateToken[]): string =>
  side
    .map((token) => keyOfSide([token]))
    .sort()
    .join("\n");

/** Also for a longer round: `a` becomes `b`, `b` becomes `c`, `c` becomes `a`. */
function exchanged(one: TokenTemplate, other: TokenTemplate): string | null {
  const gone = new Set(other.changes.map(({ before }) => keyOfSide(before)));
  const both =
    keyOfSide(one.after) === keyOfSide(other.before)
      ? one.after
      : one.changes.map(({ after }) => after).find((side) => says(side) && gone.has(keyOfSide(side)));
  return both === undefined
    ? null
    : `one template puts in \`${shown(both)}\`, and another takes it away: things may have changed places`;
}

function divided(one: TokenTemplate, other: TokenTemplate): string | null {
  const changesOf = ({ before, after, changes }: TokenTemplate) =>
    [{ before, after }, ...changes].filter((change) => says(change.before));
  const becomes = new Map(changesOf(one).map(({ before, after }) => [keyOfSide(before), after]));
  for (const { before, after } of changesOf(other)) {
    const first = becomes.get(keyOfSide(before));
    if (first !== undefined && keyOfSide(first) !== keyOfSide(after))
      return `\`${shown(before)}\` becomes two things, \`${shown(first)}\` and \`${shown(after)}\`: the templates do not say which where`;
  }
  return null;
}

/** Is a place of one an instance of the other as well, which would make something else of it? */
function ambiguous(one: TokenTemplate, other: TokenTemplate, budget: Budget): string | null {
  // Without holes there is nothing to find that was not found by comparing what changes.
  if (!one.before.some(({ hole }) => hole !== null)) return null;
  const place = other.places.find((each) => readsOtherwise(each, one, budget));
  if (place === undefined) return null;
  const where = `\`${place.file.change.path}\`:${place.line}`;
  return `${where}: \`${shown(one.before)}\` may be read there as well, and becomes something else: the templates do not say which where`;
}

/** Tries to read the places of one template by another, of one commit; with more, none is told apart. */
const stepsMax = 10_000_000;

/** Has a side a token that is no hole? */
const says = (side: readonly TemplateToken[]): boolean => side.some(({ hole }) => hole === null);

const shown = (side: readonly TemplateToken[]): string => templateText(side, shownMax);

/** Tokens of one side in a sentence. */
const shownMax = 20;
