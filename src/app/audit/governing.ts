import type { PolicyTexts, Timeline } from "../../core/audit/timeline.ts";
import { unknownTexts } from "../../core/audit/timeline.ts";
import { shortObjectId } from "../../core/commit/object-id.ts";
import { compilePolicy, withMaintainers } from "../../core/policy/compile-policy.ts";
import { digestParts } from "../../core/policy/digest.ts";
import { dcoPath, floorFiles, mailmapPath, policyPaths } from "../../core/policy/own-files.ts";
import type { Policy, PolicySettings } from "../../core/policy/policy.ts";
import { type Learned, unknown } from "../../core/text/learned.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { PolicyFile, Reader } from "../policy-reader.ts";
import { type FoundSettings, ownSettings, type PolicyPorts, readDocumentMaterial, readFloor } from "../read-policy.ts";
import type { GivenTexts } from "./given-texts.ts";
import { createMailmapsAhead } from "./mailmaps-ahead.ts";
import { createPastHeadings, readText, textKey } from "./past-headings.ts";

/** What governs the commits that entered under some texts. */
export type Governing =
  | { readonly kind: "policy"; readonly past: PolicyThen }
  /** No policy was there yet, and none was given for such commits. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string };

/** A policy of some time past. Its maintainers are read when somebody first asks for them. */
export type PolicyThen = {
  /** Until `complete` was called it says of its maintainers that they were not read. */
  readonly policy: () => Policy;
  /** Has a judgement asked for the maintainers, so that it must be made again once `complete` has read them? */
  readonly lacksMaintainers: () => boolean;
  readonly complete: () => Promise<void>;
  /** Over all that the policy is made of, the maintainers file among it. */
  readonly digest: () => Promise<string>;
  /** The same for policies by which commits can be judged alike: with the same settings, stance and listed exceptions. */
  readonly judgedAlike: string;
  readonly mailmap: string;
};

export type GoverningOptions = {
  readonly timeline: Timeline;
  /** Does history begin here, so that what was never seen was never there? */
  readonly isWhole: boolean;
  /** Full ids by number of commit. */
  readonly idOf: (number: number) => string;
  /** For commits that entered before the repository had a policy; where there is none those are not judged. */
  readonly given: GivenTexts;
  readonly ports: PolicyPorts;
};

/** A policy without its maintainers, and the digest that it has with them. */
type Base = {
  readonly policy: Policy;
  readonly mailmap: string;
  readonly digestWith: (maintainers: PolicyFile | null) => string;
  /** The same for the same settings. */
  readonly settingsNumber: number;
};

/** Files of one kind that are kept while their neighbours in time are read. */
const keptMax = 32;

/** Tells by which policy commits were governed under the texts of a timeline, each read no more than once. */
export function createGoverning(options: GoverningOptions) {
  const { texts } = options.timeline;
  const settingsAt = createSettingsReader(options);
  const baseOf = createBaseReader(options);
  let last: { readonly index: number; readonly given: Learned<number>; readonly governing: Governing } | null = null;

  async function read(index: number, given: Learned<number>): Promise<Governing> {
    const own = texts[index] as PolicyTexts;
    const found = await settingsAt(index, given);
    if (!found.ok) return { kind: "unknown", why: found.text };
    if (found.value === null) return { kind: "none" };
    const base = await baseOf(index, found.value);
    if (!base.ok) return { kind: "unknown", why: base.text };
    const { policy, mailmap, digestWith, settingsNumber } = base.value;
    const reader = readerOf(own, options.ports.repository);
    const { maintainers } = policy.settings;
    const digest = async (): Promise<string> => {
      const file = maintainers.kind === "file" ? await reader(maintainers.path) : done(null);
      return digestWith(file.ok ? file.value : null);
    };
    const judgedAlike = `${settingsNumber} ${likenessOf(policy)}`;
    return { kind: "policy", past: { ...policyThen(policy, reader), digest, judgedAlike, mailmap } };
  }

  /** What governs under the texts of that index, and under which of the given ones where the repository had none of its own. */
  return async (index: number, given: Learned<number>): Promise<Governing> => {
    if (index === unknownTexts)
      return { kind: "unknown", why: "history is cut here, and the policy of that time is not in this clone" };
    if (last?.index !== index || last.given !== given) last = { index, given, governing: await read(index, given) };
    return last.governing;
  };
}

const readerOf =
  ({ files }: PolicyTexts, repository: PolicyPorts["repository"]): Reader =>
  (path) =>
    readText(path, files.get(path), repository);

/** Reads the settings in force under the texts of an index; null: there were none yet. */
function createSettingsReader({ timeline: { texts }, isWhole, idOf, given, ports }: GoverningOptions) {
  const known = new Map<number, FoundSettings>();
  const settingsSince = sinceSameSettings(texts);
  const lastOwn = lastOwnTexts(texts);
  const isGiven = given.some(({ found }) => found !== null);

  const chosen = (number: Learned<number>): Attempt<FoundSettings | null> =>
    number.known ? done(given[number.value]?.found ?? null) : failed("policy", number.why);

  function withoutOwn(index: number, number: Learned<number>): Attempt<FoundSettings | null> {
    const until = lastOwn[index] ?? -1;
    if (until < 0 && (isWhole || isGiven)) return chosen(number);
    if (until < 0)
      return failed("policy", "history is cut, and whether a policy stood there earlier is not in this clone");
    const name = ownPath(texts[until] as PolicyTexts) ?? "the policy";
    return failed("policy", `${name} had vanished when the commit entered`);
  }

  return async (index: number, number: Learned<number>): Promise<Attempt<FoundSettings | null>> => {
    const own = texts[index] as PolicyTexts;
    const path = ownPath(own);
    if (path === undefined) return withoutOwn(index, number);
    const since = settingsSince[index] as number;
    const found = known.get(since);
    if (found !== undefined) return done(found);
    const file = await readerOf(own, ports.repository)(path);
    if (!file.ok) return file;
    if (file.value === null) return chosen(number);
    const { madeBy = null } = texts[since] ?? {};
    const revision = madeBy === null ? null : idOf(madeBy);
    const at = `at ${revision === null ? "an unknown commit" : shortObjectId(revision)}`;
    const fresh = ownSettings(file.value, { at, kind: "repository", revision }, ports.cache);
    known.set(since, fresh);
    return done(fresh);
  };
}

/** Makes policies of settings, of the document and of the mailmap of an index. */
function createBaseReader({ timeline: { texts }, isWhole, ports }: GoverningOptions) {
  const bases = new Map<string, Base>();
  const headings = createPastHeadings(texts, isWhole, ports.repository);
  const mailmapAt = createMailmapsAhead(texts, ports.repository);
  const numbers = new Map<PolicySettings, number>();

  async function read(
    index: number,
    { settings, problems, origin, bytes }: FoundSettings,
    seen: Awaited<ReturnType<typeof headings>>,
  ): Promise<Attempt<Base>> {
    const reader = readerOf(texts[index] as PolicyTexts, ports.repository);
    const material = await readDocumentMaterial(settings, settings.document.length === 0, reader);
    if (!material.ok) return material;
    const mailmap = await mailmapAt(index);
    if (!mailmap.ok) return mailmap;
    const floor = await readFloor(settings, reader, ports.cache);
    if (!floor.ok) return floor;
    const before = [{ name: settings.source.name, bytes }, material.value.read];
    const after = [mailmap.value, floor.value.read];
    const digestWith = (maintainers: PolicyFile | null): string =>
      ports.digest(digestParts([...before, maintainers, ...after].filter((file) => file !== null)));
    const policy = compilePolicy({
      settings,
      settingsProblems: problems,
      origin,
      digest: () => digestWith(null),
      document: material.value.material,
      floor: floor.value.material,
      documentSeenEarlier: seen,
      maintainersFile: null,
      mailmap: mailmap.value?.source ?? null,
    });
    const settingsNumber = numberOf(numbers, settings);
    return done({ policy, mailmap: mailmap.value?.source.text ?? "", digestWith, settingsNumber });
  }

  return async (index: number, found: FoundSettings): Promise<Attempt<Base>> => {
    const own = texts[index] as PolicyTexts;
    const { settings } = found;
    const documentPath = settings.document.find((path) => own.files.has(path));
    const document = documentPath === undefined ? "" : textKey(own, documentPath);
    const seen = await headings(index, settings);
    const further = [mailmapPath, ...floorFiles(settings)].map((path) => textKey(own, path));
    const key = JSON.stringify([numberOf(numbers, settings), document, ...further, seen]);
    const known = bases.get(key);
    if (known !== undefined) return done(known);
    const base = await read(index, found, seen);
    if (!base.ok) return base;
    if (bases.size >= keptMax) bases.clear();
    bases.set(key, base.value);
    return base;
  };
}

const ownPaths: readonly string[] = [...policyPaths, dcoPath];

/** Do the texts hold a policy of the repository's own? */
export const hasOwnPolicy = (texts: PolicyTexts): boolean => ownPath(texts) !== undefined;

/**
 * Are these texts those before them but for the mailmap, which says nothing of what is asked, and can be no document? Then what they make is not read to
 * be told: a project changes its mailmap oftener than all else.
 *
 * @param before what governed under the texts before; a policy with an error says nothing of the next
 */
export const asksTheSame = ({ changed }: PolicyTexts, before: Governing): boolean =>
  changed.every((path) => path === mailmapPath) &&
  before.kind === "policy" &&
  before.past.policy().problems.every(({ severity }) => severity !== "error");

/** A policy that was read whole, for all commits. */
export const policyAsIs = (policy: Policy): PolicyThen => ({
  policy: () => policy,
  lacksMaintainers: () => false,
  complete: async () => {},
  digest: async () => policy.digest,
  judgedAlike: "",
  mailmap: "",
});

const ownPath = ({ files }: PolicyTexts): string | undefined => ownPaths.find((path) => files.has(path));

/** By index of texts: the index of the texts that brought the policy file as it is in them. */
function sinceSameSettings(texts: readonly PolicyTexts[]): Int32Array {
  const since = new Int32Array(texts.length);
  for (const [index, own] of texts.entries()) {
    const before = own.previous === null ? undefined : texts[own.previous];
    const path = ownPath(own);
    const isSame =
      before !== undefined &&
      path !== undefined &&
      ownPath(before) === path &&
      textKey(before, path) === textKey(own, path);
    since[index] = isSame && own.previous !== null ? (since[own.previous] as number) : index;
  }
  return since;
}

/** By index of texts: the index of the last texts before them that held a policy of the repository's own, or −1. */
function lastOwnTexts(texts: readonly PolicyTexts[]): Int32Array {
  const found = new Int32Array(texts.length).fill(-1);
  for (const [index, { previous }] of texts.entries()) {
    if (previous === null) continue;
    found[index] = ownPath(texts[previous] as PolicyTexts) === undefined ? (found[previous] ?? -1) : previous;
  }
  return found;
}

function numberOf(numbers: Map<PolicySettings, number>, settings: PolicySettings): number {
  const known = numbers.get(settings) ?? numbers.size;
  numbers.set(settings, known);
  return known;
}

/** All of a policy that commits are observed by, and by which plain ones are judged, beside its settings. */
const likenessOf = ({ stance, exceptions, exceptionsAt, problems }: Policy): string =>
  JSON.stringify([
    problems.some(({ severity }) => severity === "error"),
    stance.position,
    stance.inForce.kind,
    exceptionsAt !== null,
    exceptions.map(({ id, title }) => [id, title]),
  ]);

function policyThen(base: Policy, reader: Reader): Pick<PolicyThen, "policy" | "lacksMaintainers" | "complete"> {
  const setting = base.settings.maintainers;
  if (setting.kind !== "file") return { policy: () => base, lacksMaintainers: () => false, complete: async () => {} };
  let wasAsked = false;
  const notRead = unknown("the maintainers of that time were not read");
  let policy = withMaintainers(base, () => {
    wasAsked = true;
    return { maintainers: notRead, problems: [] };
  });
  let lacks = true;
  return {
    policy: () => policy,
    lacksMaintainers: () => lacks && wasAsked,
    async complete() {
      if (!lacks) return;
      lacks = false;
      const file = await reader(setting.path);
      policy = file.ok
        ? withMaintainers(base, file.value?.source ?? null)
        : withMaintainers(base, () => ({ maintainers: unknown(file.text), problems: [] }));
    },
  };
}
