import { addressKey, parseIdentity } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import { type IndependentMaintainers, independentMaintainers } from "../../people/who-maintains.ts";
import { type Learned, learned, unknown } from "../../text/learned.ts";
import type { SecondOpinion } from "../outcome.ts";
import type { Situation } from "../situation.ts";

/** The word of another maintainer on this commit, or why there is none. */
export type Opinion =
  | { readonly kind: "given"; readonly opinion: SecondOpinion }
  /** `waits`: nobody has given it. `doubtful`: a tag under the author's name with an address nobody tied to him. `unknown`: nobody can tell who could give it. */
  | { readonly kind: "waits" | "doubtful" | "unknown"; readonly why: string };

/**
 * Looks for a second opinion (design §2.5): a tag of one of the policy's forms by an `M:` of a touched path who is
 * neither author, co-author nor sole submitter; if nobody else maintains those paths, by any `M:` of the file.
 */
export function secondOpinionOn(situation: Situation): Opinion {
  const eligible = eligibleFor(situation);
  if (!eligible.known) return { kind: "unknown", why: eligible.why };
  const keys = new Set(eligible.value.identities.map(({ email }) => addressKey(email)));
  const ownNames = new Set(contributorsOf(situation).map(({ name }) => foldName(name)));
  let doubt: string | null = null;
  for (const { key, value } of situation.observed.trailers) {
    if (!situation.opinionForms.includes(key.toLowerCase())) continue;
    const person = parseIdentity(value);
    if (person === undefined || !keys.has(addressKey(situation.policy.canonical(person).email))) continue;
    if (ownNames.has(foldName(person.name))) {
      doubt = `\`${key}: ${value}\` has the contributor's name under another address; a .mailmap line would settle who it is`;
      continue;
    }
    return { kind: "given", opinion: { by: person, form: key, source: "trailer", verified: false } };
  }
  return doubt === null ? { kind: "waits", why: whoCouldGive(eligible.value) } : { kind: "doubtful", why: doubt };
}

/** Is he an `M:` of the file, for any path? Unknown when the policy has no maintainers, or a login of theirs is tied to no address. */
export function isMaintainer(person: Identity, { policy }: Situation): Learned<boolean> {
  if (!policy.maintainers.known) return policy.maintainers;
  const wanted = addressKey(policy.canonical(person).email);
  let login: string | null = null;
  for (const maintainer of policy.maintainers.value.everyMaintainer) {
    const addresses =
      maintainer.kind === "identity" ? [maintainer.identity.email] : policy.addressesOf(maintainer.login);
    if (addresses === undefined) login = maintainer.kind === "login" ? maintainer.login : null;
    else if (addresses.some((email) => addressKey(policy.canonical({ name: "", email }).email) === wanted))
      return learned(true);
  }
  return login === null ? learned(false) : unknown(`the address of @${login} is not known: add it to \`people:\``);
}

/** Author, co-authors, and the first signer where no author signed: he is the submitter, and his word is not a second one. */
export function contributorsOf({ commit, observed, policy }: Situation): readonly Identity[] {
  const authors = [commit.author, ...observed.coAuthors.flatMap(({ identity }) => identity ?? [])];
  const keys = new Set(authors.map((author) => addressKey(policy.canonical(author).email)));
  const signers = observed.signOffs.flatMap(({ identity }) => identity ?? []);
  const authorSigned = signers.some((signer) => keys.has(addressKey(policy.canonical(signer).email)));
  const [submitter] = signers;
  return authorSigned || submitter === undefined ? authors : [...authors, submitter];
}

function eligibleFor(situation: Situation): Learned<IndependentMaintainers> {
  const { policy, commit } = situation;
  if (!policy.maintainers.known) return policy.maintainers;
  if (!commit.changes.known) return commit.changes;
  const paths = commit.changes.value.flatMap(({ path, from }) => (from === null ? [path] : [path, from]));
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

const foldName = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();
