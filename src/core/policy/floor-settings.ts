import { builtInDisclosures } from "../commit/disclosures.ts";
import type { Stance } from "../rules/situation.ts";
import { isSame, type Shortfall } from "./floor-clauses.ts";
import { opinionFormsOf } from "./opinion-forms.ts";
import type { PolicySettings } from "./policy.ts";

/** In what the settings of a policy, beside its rules, fall short of those of its floor, each with the key that says so. */
export type SettingShortfall = Shortfall & { readonly key: string };

/**
 * The stance, what is spared, and what is taken for a disclosure, a signal or a proof. Where the texts stand and who is who (`document`,
 * `maintainers`, `branch`, `people`, `coverage`) are facts of the project, of which none is looser than another.
 */
export function* floorSettingsShortfalls(
  own: PolicySettings,
  stance: Stance,
  floor: PolicySettings,
): Iterable<SettingShortfall> {
  yield* stanceShortfalls(own, stance, floor);
  if (own.from !== null && !isSpared(own.from, floor.from))
    yield looser("from", "it spares commits that the floor has judged");
  yield* signalShortfalls(own, floor);
  yield* opinionShortfalls(own, floor);
  if (readsAi(floor)) yield* disclosureShortfalls(own, floor);
  if (readsClasses(floor) && !isSame(classesOf(own), classesOf(floor)))
    yield notComparable("classes", "which paths other globs sort where is not known");
  const { templates, support, replay } = own.evidence;
  const isProved = templates <= floor.evidence.templates && support >= floor.evidence.support;
  if (!isProved || (replay === "allowed" && floor.evidence.replay === "never"))
    yield looser("evidence", "less is taken for a proof");
}

const looser = (key: string, why: string): SettingShortfall => ({ kind: "looser", key, why: `\`${key}\`: ${why}` });
const notComparable = (key: string, why: string): SettingShortfall => ({
  kind: "not-comparable",
  key,
  why: `\`${key}\`: ${why}`,
});

function* stanceShortfalls(own: PolicySettings, stance: Stance, floor: PolicySettings): Iterable<SettingShortfall> {
  if (floor.ai.stance === null) return;
  if (own.ai.stance === null)
    return yield looser("ai", "the floor has a stance on AI content, and here is none (`ai.stance`)");
  if (floor.ai.stance === "permitted") return;
  if (own.ai.stance === "permitted")
    return yield looser("ai.stance", "AI content is `permitted`, which the floor has `declined`");
  if (stance.inForce.kind !== "in-force")
    yield looser("ai.section", `the floor declines AI content, and here that is not in force: ${stance.inForce.why}`);
  if (own.ai.exceptions === null) return;
  const isShared = isSame(own.document, floor.document) && own.ai.exceptions === floor.ai.exceptions;
  if (isShared) return;
  if (floor.ai.exceptions === null) yield looser("ai.exceptions", "the floor lists no exceptions");
  else yield notComparable("ai.exceptions", "exceptions of another document are not compared with the floor's");
}

/** Is everything that is older spared by the floor as well? */
function isSpared(own: PolicySettings["from"], floor: PolicySettings["from"]): boolean {
  if (own === null || floor === null) return own === null;
  if (own.kind === "day" && floor.kind === "day") return own.value <= floor.value;
  return own.kind === floor.kind && own.value === floor.value;
}

/** More agents are found, and none is overlooked. Ordinary automation is spared by some rules, so more of it is looser. */
function* signalShortfalls(own: PolicySettings, floor: PolicySettings): Iterable<SettingShortfall> {
  const { signals, exceptions } = own.ai;
  const { add, off } = floor.ai.signals;
  if (!signals.off.every((tool) => off.includes(tool)))
    yield looser("ai.signals", "tools are no signal here that are one to the floor");
  if (!add.every((signal) => signals.add.some((one) => isSame(one, signal))))
    yield looser("ai.signals", "signals that the floor adds are missing");
  const further = signals.add.filter((signal) => !add.some((one) => isSame(one, signal)));
  if (further.some((signal) => signal.class === "bot"))
    yield notComparable("ai.signals", "what is ordinary automation may be spared");
  else if (
    further.length > 0 &&
    (isOn(floor, rulesSparingMachines) || (exceptions !== null && isOn(floor, rulesOnReliance)))
  )
    yield notComparable(
      "ai.signals",
      "whoever is taken for a machine need not sign off, its own line is not asked for more, and it submits nothing",
    );
}

/**
 * Further tags would be a second opinion, also to rules of which the clause that names them does not speak. Fewer are no word that somebody may
 * not give himself.
 */
function* opinionShortfalls(own: PolicySettings, floor: PolicySettings): Iterable<SettingShortfall> {
  const [forms, asked] = [opinionFormsOf(own.clauses), opinionFormsOf(floor.clauses)];
  if (isOn(floor, ["ai-judgement", ...rulesOnReliance]) && !forms.every((form) => asked.includes(form)))
    yield looser("rules", "more tags give a second opinion (the first `forms` of `ai-second-opinion`)");
  if (isOn(floor, ["ai-self-grant"]) && !asked.every((form) => forms.includes(form)))
    yield looser(
      "rules",
      "fewer tags are a second opinion that nobody gives himself (the first `forms` of `ai-second-opinion`)",
    );
}

/** Trailers and channels of the project's own may tell of more AI content than the floor's, and take none of it away. */
function* disclosureShortfalls({ ai: own }: PolicySettings, floor: PolicySettings): Iterable<SettingShortfall> {
  const { disclosures, channels } = floor.ai;
  const known = new Set([...builtInDisclosures, ...disclosures].map(({ key }) => key.toLowerCase()));
  const further = own.disclosures.filter((one) => !disclosures.some((other) => isSame(one, other)));
  const isKept = isSame(
    own.disclosures.filter((one) => !further.includes(one)),
    disclosures,
  );
  const tellsMore = further.every(
    ({ key, none, outsideScope }) => none === null && outsideScope === null && !known.has(key.toLowerCase()),
  );
  if (!isKept || !tellsMore)
    yield notComparable("ai.disclosures", "what other patterns take for a disclosure, or for a denial, is not known");
  else if (further.some(({ key }) => answersFor(key, floor)))
    yield looser("ai.disclosures", "further trailers disclose what the floor wants disclosed in its own");
  const kept = own.channels.filter(({ name }) => channels.some((one) => one.name === name));
  const isCounted = isOn(floor, ["ai-rate-limit"]) && kept.length < own.channels.length;
  if (!isSame(sorted(kept), sorted(channels)) || isCounted)
    yield notComparable("ai.channels", "the floor's channels must stand as it has them");
  if (!own.citations.every((key) => floor.ai.citations.includes(key)))
    yield looser("ai.citations", "more trailers cite exceptions");
  // Whoever cites an exception says that there is AI-derived content.
  else if (!floor.ai.citations.every((key) => own.citations.includes(key)))
    yield looser("ai.citations", "trailers that cite exceptions to the floor say nothing here");
}

/** Would a trailer with a key that the floor does not know disclose AI use, or its degree, to one of the floor's clauses? */
const answersFor = (key: string, { clauses }: PolicySettings): boolean =>
  clauses.some(({ rule, level, settings }) => {
    if (level === "off") return false;
    const { trailers, byTrailer, degrees } = settings;
    const isNamed = (names: unknown): boolean =>
      Array.isArray(names) &&
      names.some((name) => typeof name === "string" && name.toLowerCase() === key.toLowerCase());
    if (rule.id === "ai-degree")
      return Array.isArray(degrees) && isNamed(degrees.map((degree: { readonly key?: unknown }) => degree.key));
    if (rule.id !== "ai-disclosure" && rule.id !== "ai-signal-disclosed") return false;
    return byTrailer !== false && Array.isArray(trailers) && (trailers.length === 0 || isNamed(trailers));
  });

const isOn = ({ clauses }: PolicySettings, ids: readonly string[]): boolean =>
  clauses.some(({ rule, level }) => level !== "off" && ids.includes(rule.id));

/** Does what is known of AI content matter to the floor? */
const readsAi = ({ ai, clauses }: PolicySettings): boolean =>
  ai.stance !== null || clauses.some(({ rule, level }) => level !== "off" && rule.topic === "ai");

/**
 * Rules that ask nothing of a machine, that its own line satisfies, or that do not take it for the submitter: then the word of whoever is taken for
 * one is no contributor's, and so a second opinion.
 */
const rulesSparingMachines: readonly string[] = [
  "sign-off-by-co-authors",
  "sign-off-by-submitter",
  "sign-off-order",
  "ai-signal-disclosed",
  "ai-judgement",
  "ai-self-grant",
];

/** Rules to which a second opinion matters where there are exceptions to rely on. */
const rulesOnReliance: readonly string[] = ["ai-content-permitted", "ai-second-opinion"];

/** Rules that ask which class a path is of, beside those that decide exceptions. */
export const rulesOnClasses: readonly string[] = ["ai-size-limit", "generated-acknowledged"];

/** Does it matter to the floor where a path is sorted? */
const readsClasses = (floor: PolicySettings): boolean =>
  floor.ai.exceptions !== null ||
  isOn(floor, rulesOnClasses) ||
  floor.clauses.some(({ level, scope }) => level !== "off" && (scope?.classes ?? null) !== null);

const classesOf = ({ classes }: PolicySettings): readonly unknown[] =>
  Object.entries(classes).sort(([one], [other]) => (one < other ? -1 : 1));

const sorted = (channels: PolicySettings["ai"]["channels"]): readonly unknown[] =>
  [...channels].sort((one, other) => (one.name < other.name ? -1 : 1));
