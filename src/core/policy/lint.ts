import { builtInSignals } from "../commit/signal-table.ts";
import { errorAt, type Problem, problemAt, warningAt } from "../problem/problem.ts";
import { append } from "../text/long-lists.ts";
import { type Span, spanOf } from "../text/source.ts";
import { closest, didYouMean } from "../text/suggest.ts";
import { headingFor } from "./because.ts";
import { lintExceptions, lintReserved } from "./lint-exceptions.ts";
import { everyFileOf } from "./own-files.ts";
import type { Clause, Policy, PolicySettings } from "./policy.ts";
import { sectionHeading } from "./stance.ts";
import { shown, sortedProblems } from "./yaml-file.ts";

/**
 * What a policy's stewards should know beside its own problems: clauses that are looser than the document without citing it,
 * what the document no longer says, exceptions that have ended or that only people can judge, people nobody can find.
 * Today is `YYYY-MM-DD`: the core has no clock.
 */
export function lintPolicy(policy: Policy, today: string): readonly Problem[] {
  return [
    ...sortedProblems([
      ...lintClauses(policy),
      ...lintHeadings(policy),
      ...lintPeople(policy),
      ...lintSignals(policy.settings),
      ...lintClasses(policy),
    ]),
    ...sortedProblems(policy.maintainersProblems),
    ...lintExceptions(policy.exceptions, today),
    ...lintReserved(policy.exceptions, policy.classOf),
  ];
}

/** A switched-off rule, a clause for some paths only, and a permission must rest on the document's own words. */
function lintClauses(policy: Policy): readonly Problem[] {
  const { ai, source, places } = policy.settings;
  const problems: Problem[] = [];
  // Rules that could not be read have been spoken of.
  const isRead = policy.problems.every(({ severity }) => severity !== "error");
  if (isRead && policy.clauses.every(({ level }) => level === "off")) {
    const at = places.get("rules") ?? spanOf(source, 0, 0);
    problems.push(errorAt("no-clauses", "no rule is switched on, so nothing can ever pass", at));
  }
  if (ai.stance !== null && ai.stanceAt !== null) {
    const looser = ai.stance === "permitted" ? "the stance `permitted` is looser than declining" : null;
    append(problems, lintBecause(policy, ai.because, looser, places.get("ai.because") ?? ai.stanceAt));
  }
  for (const clause of policy.clauses) {
    append(problems, lintBecause(policy, clause.because, looserIn(clause), clause.at));
  }
  return problems;
}

function looserIn({ level, paths, scope, rule }: Clause): string | null {
  if (level === "off") return `\`${rule.id}\` is switched off`;
  if (scope !== undefined) return `\`${rule.id}\` speaks of some commits only`;
  return paths === null ? null : `\`${rule.id}\` speaks of some paths only`;
}

function lintBecause(
  { document, settings }: Policy,
  because: string | null,
  looser: string | null,
  at: Span,
): readonly Problem[] {
  if (because === null) {
    if (looser === null) return [];
    if (settings.document.length === 0) {
      const text = `${looser}, and the policy names no document that could say so`;
      return [warningAt("no-document", text, at, "name the text with `document:`")];
    }
    const hint = 'add `because: "#heading"`, the heading of the document that says so';
    return [errorAt("because-missing", `${looser}, and nothing says why`, at, hint)];
  }
  // That the document is missing has been said once; whether it has the heading cannot be told.
  if (document === null) {
    if (settings.document.length > 0) return [];
    return [errorAt("because-without-document", "`because` cites a document, and the policy names none", at)];
  }
  if (headingFor(document, because) !== undefined) return [];
  const near = closest(
    because.replace(/^#\s*/, ""),
    document.headings.map(({ slug }) => slug),
  );
  const hint = near === undefined ? undefined : `did you mean "#${near}"?`;
  return [errorAt("heading-not-found", `the document has no heading \`${shown(because)}\``, at, hint)];
}

/** A stance that is not in force, or whose heading went away. */
function lintHeadings({ stance, settings, document }: Policy): readonly Problem[] {
  if (settings.ai.stance === null || stance.inForce.kind === "in-force") return [];
  // That the whole document is missing has been said.
  if (document === null) return [];
  const at = settings.places.get("ai.section") ?? settings.ai.stanceAt ?? spanOf(settings.source, 0, 0);
  const severity = stance.inForce.kind === "vanished" ? "error" : "warning";
  const found = sectionHeading(document, settings);
  return found === undefined ? [problemAt(severity, "section-missing", stance.inForce.why, at)] : [];
}

/** Rules that cannot be met unless somebody is known to maintain something. */
const askForMaintainers = new Set(["ai-second-opinion", "sign-off-independent"]);

function lintPeople({ maintainers, settings, clauses, addressesOf }: Policy): readonly Problem[] {
  const at = settings.places.get("maintainers") ?? spanOf(settings.source, 0, 0);
  if (settings.maintainers.kind === "none") {
    const asking = clauses.find(({ rule, level }) => level !== "off" && askForMaintainers.has(rule.id));
    if (asking === undefined) return [];
    const text = `\`${asking.rule.id}\` asks for a maintainer's word, and the policy names no maintainers`;
    return [warningAt("no-maintainers", text, asking.at, "add `maintainers:`")];
  }
  if (!maintainers.known) return [errorAt("maintainers-missing", maintainers.why, at)];
  return maintainers.value.everyMaintainer.flatMap((person): Problem[] => {
    if (person.kind !== "login" || addressesOf(person.login) !== undefined) return [];
    const text = `nobody knows the addresses of \`@${shown(person.login)}\` (${maintainers.value.source}:${person.line})`;
    return [warningAt("unknown-login", text, at, "tie the login to its addresses under `people:`")];
  });
}

function lintSignals({ ai, places, source }: PolicySettings): readonly Problem[] {
  if (ai.signals.off.length === 0) return [];
  const tools = [...new Set([...builtInSignals, ...ai.signals.add].map(({ tool }) => tool))];
  const known = new Set(tools.map((tool) => tool.toLowerCase()));
  const at = places.get("ai.signals") ?? spanOf(source, 0, 0);
  return ai.signals.off.flatMap((tool): Problem[] => {
    if (known.has(tool.toLowerCase())) return [];
    const text = `no signal is known of the tool \`${shown(tool)}\``;
    return [warningAt("unknown-tool", text, at, didYouMean(tool, tools))];
  });
}

/** Classes of paths matter to exceptions and to rules on AI content and generated files. */
function lintClasses({ settings, clauses }: Policy): readonly Problem[] {
  const names = Object.keys(settings.classes);
  const at = settings.places.get("classes") ?? spanOf(settings.source, 0, 0);
  const used = clauses.some(
    ({ rule, level }) => level !== "off" && (rule.topic === "ai" || rule.topic === "generated"),
  );
  if (names.length === 0) return [];
  if (used) return policyFilesClassed(settings, at);
  return [warningAt("unused-classes", `no rule that is switched on looks at classes (${names.join(", ")})`, at)];
}

/** A glob for several files may take in the policy's own by the way; one that names such a file was meant for it, and says nothing. */
function policyFilesClassed(settings: PolicySettings, at: Span): readonly Problem[] {
  const files = everyFileOf(settings);
  return Object.entries(settings.classes).flatMap(([name, globs]) =>
    globs
      .map((glob) => glob.replace(/^\//, ""))
      .filter((path) => name !== "policy" && files.includes(path))
      .map((path) => {
        const text = `\`${shown(path)}\` is a file of the policy, and stays of the class policy whatever \`classes\` says`;
        return warningAt("policy-file-classed", text, at);
      }),
  );
}
