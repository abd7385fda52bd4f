import { addressKey, parseIdentity } from "../../commit/identities.ts";
import { likenessOf } from "../../people/likeness.ts";
import { type IndependentMaintainers, independentMaintainers } from "../../people/who-maintains.ts";
import type { Learned } from "../../text/learned.ts";
import type { SecondOpinion } from "../outcome.ts";
import type { GivenTag, Situation } from "../situation.ts";
import { contributorsOf } from "./contributors.ts";
import { changedBy, leavesLink } from "./touched.ts";

/** The word of another maintainer on this commit, or why there is none. */
export type Opinion =
  | { readonly kind: "given"; readonly opinion: SecondOpinion }
  /** `waits`: nobody has given it. `doubtful`: a tag that may be a contributor's own, under an address nobody tied to him. `unknown`: nobody can tell who could give it. */
  | { readonly kind: "waits" | "doubtful" | "unknown"; readonly why: string };

/**
 * Looks for a second opinion (docs/rules/ai-second-opinion.md): a tag of one of the policy's forms by an `M:` of a touched path who is
 * neither author, co-author nor sole submitter; if nobody else maintains those paths, by any `M:` of the file.
 */
export function secondOpinionOn(situation: Situation): Opinion {
  const eligible = eligibleFor(situation);
  if (!eligible.known) return { kind: "unknown", why: eligible.why };
  const { canonical } = situation.policy;
  const contributors = contributorsOf(situation);
  const mayBeContributor = likenessOf([...contributors, ...contributors.map(canonical)]);
  const listed = new Map(eligible.value.identities.map((identity) => [addressKey(identity.email), identity]));
  let doubt: string | null = null;
  for (const { form, by, source, verified } of tagsGiven(situation)) {
    if (!situation.opinionForms.includes(form.toLowerCase())) continue;
    const maintainer = listed.get(addressKey(canonical(by).email));
    if (maintainer === undefined) continue;
    // The name that the maintainers file gives counts too: a tag may be typed with another.
    if ([by, canonical(by), maintainer].some(mayBeContributor)) {
      doubt = `\`${form}: ${by.name} <${by.email}>\` may be a contributor's own, under another address; a .mailmap line would settle who it is`;
      continue;
    }
    return { kind: "given", opinion: { by, form, source, verified } };
  }
  return doubt === null ? { kind: "waits", why: whoCouldGive(eligible.value) } : { kind: "doubtful", why: doubt };
}

/** In the message, and in answers to its mail. */
const tagsGiven = ({ observed, contribution }: Situation): readonly GivenTag[] => [
  ...observed.trailers.flatMap(({ key, value }): readonly GivenTag[] => {
    const by = parseIdentity(value);
    return by === undefined ? [] : [{ form: key, by, source: "trailer", verified: false }];
  }),
  ...contribution.answers,
];

function eligibleFor(situation: Situation): Learned<IndependentMaintainers> {
  const { policy, commit } = situation;
  if (!policy.maintainers.known) return policy.maintainers;
  const changes = changedBy(commit);
  if (!changes.known) return changes;
  const paths = changes.value.flatMap((change) => [
    change.path,
    ...(change.from === null ? [] : [change.from]),
    // Whoever maintains everything below a directory maintains the submodule that stands there.
    ...(leavesLink(change) ? [`${change.path}/.`] : []),
  ]);
  return independentMaintainers({
    maintainers: policy.maintainers.value,
    paths,
    notThese: contributorsOf(situation),
    canonical: policy.canonical,
    addressesOf: policy.addressesOf,
  });
}

function whoCouldGive({ people, ofThesePaths }: IndependentMaintainers): string {
  if (people.length === 0) return "nobody: the maintainers file names no other maintainer";
  const named = people
    .slice(0, namesShownMax)
    .map(({ identity: { name, email } }) => (name === "" ? email : `${name} <${email}>`));
  const others = people.length - named.length;
  const list = others > 0 ? `${named.join(", ")} and ${others} others` : named.join(", ");
  return ofThesePaths ? list : `${list} (nobody else maintains these paths)`;
}

/** People named before a list is cut; the cut is said. */
const namesShownMax = 6;
