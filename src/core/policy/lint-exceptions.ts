import type { ListedException } from "../document/document.ts";
import { isProseOnly } from "../document/prose-only.ts";
import { isReserved, type PathClass } from "../evidence/proof.ts";
import { type Problem, warningAt } from "../problem/problem.ts";
import { isOnOrBefore } from "../text/day.ts";

/** What the stewards should know of the exceptions that the document lists, beside the mistakes found in reading them. */
export const lintExceptions = (exceptions: readonly ListedException[], today: string): readonly Problem[] =>
  exceptions.flatMap((exception) =>
    // A withdrawn entry stays for the record, and nothing more is asked of it.
    exception.withdrawn === null ? [...ended(exception, today), ...unlinked(exception), ...fuzzy(exception)] : [],
  );

/**
 * What the classes `licence` and `policy`, which are covered by name only, make of the entries.
 *
 * @param classOf the policy's classes of paths. A glob is sorted as if it were a path: `LICENSES/**` is a licence, as all that it stands for.
 */
export const lintReserved = (
  exceptions: readonly ListedException[],
  classOf: (path: string) => PathClass,
): readonly Problem[] =>
  exceptions.flatMap(({ id, covers, paths, withdrawn, at }) => {
    if (withdrawn !== null) return [];
    const problems: Problem[] = [];
    if (covers.includes("policy"))
      problems.push(warningAt("policy-covered", `\`${id}\` covers the files by which everybody is judged`, at));
    const sorts = paths.map((path) => classOf(path.replace(/^\//, "")));
    const [sort] = sorts;
    if (sort !== undefined && sorts.every((one) => isReserved(one) && !covers.includes(one))) {
      const text = `\`${id}\` never covers a commit: what \`Paths\` names is of the class ${sort}, which only \`Covers: ${sort}\` covers`;
      problems.push(warningAt("never-covers", text, at));
    }
    return problems;
  });

function ended(exception: ListedException, today: string): readonly Problem[] {
  const { id, until } = exception;
  if (until === null || isOnOrBefore(today, until.day)) return [];
  const grace = until.postedBeforeMayLandUntil;
  const spared = grace !== null && isOnOrBefore(today, grace) ? `; what was posted before may land until ${grace}` : "";
  const hint = "take note of it with `Withdrawn`, or have it agreed again; its id is never used for another";
  return [warningAt("exception-ended", `\`${id}\` ended on ${until.day}${spared}`, exception.at, hint)];
}

function unlinked(exception: ListedException): readonly Problem[] {
  const { id, agreed, at, title } = exception;
  const problems: Problem[] = [];
  if (agreed === null) {
    const text = `\`${id}\` does not say when and where it was agreed`;
    problems.push(warningAt("exception-without-agreement", text, at, "add the field `Agreed` with a day and a link"));
  }
  if (!id.includes("-")) {
    const text = `\`${id}\` is a single word, so that \`exception ${id}\` in a message could mean anything else`;
    problems.push(warningAt("single-word-id", text, at, `it can be cited in quotes: \`exception "${title}"\``));
  }
  return problems;
}

/** Conditions that no program decides: they cost a second opinion each time. */
function fuzzy(exception: ListedException): readonly Problem[] {
  const { id, tool, judgements } = exception;
  const conditions = [...(tool === null ? [] : [`Tool: ${tool}`]), ...judgements];
  // A field that cannot be read was meant to say something.
  const isProse = isProseOnly(exception) && exception.problems.every(({ severity }) => severity !== "error");
  if (!isProse && conditions.length === 0) return [];
  const which = isProse ? "all that its text says" : conditions.map((condition) => `\`${condition}\``).join(", ");
  const text = `only people can decide whether \`${id}\` covers a commit: ${which}`;
  return [warningAt("judgement-needed", text, exception.at)];
}
