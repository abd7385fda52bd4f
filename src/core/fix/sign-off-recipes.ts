import { isUnindented } from "../commit/claim-reader.ts";
import type { Trailer } from "../commit/facts.ts";
import { parseIdentity, sameAddress } from "../commit/identities.ts";
import { parseTrailers } from "../commit/trailers.ts";
import type { Finding } from "../rules/outcome.ts";
import { foldName, identityText, isSamePerson, isSignOffKey } from "../rules/sign-off/signers.ts";
import { appended, type Draft, moved, newLine, removed, removedAll, replaced, textOf } from "./draft.ts";
import { findingLines, linesOfTrailer, linesOfTrailers, textAt } from "./finding-lines.ts";
import type { Recipe, RecipeMaker, Recipes, Scene, Step } from "./repair.ts";

/** The tag that certifies a commit for somebody, as `git commit --signoff` writes it. */
export const signOffLine = (user: Scene["user"]): string => `Signed-off-by: ${identityText(user)}`;

/** Adds the user's sign-off, unless he has signed off where git looks for it. */
const addTo =
  (scene: Scene): Step =>
  (draft) =>
    ownSignOffs(draft, scene).length > 0 ? draft : appended(draft, [newLine(draft, signOffLine(scene.user))]);

/** The user's sign-offs in the block, as the draft stands. */
export const ownSignOffs = (draft: Draft, scene: Scene): readonly Trailer[] =>
  parseTrailers(textOf(draft)).filter(({ key, value }) => isSignOffKey(key) && isOwn(value, scene));

function isOwn(value: string, { policy, user }: Scene): boolean {
  const identity = parseIdentity(value);
  return identity !== undefined && isSamePerson(policy, identity, user);
}

/** The user signs the commit off. */
export const signOff = (_finding: Finding, scene: Scene): Recipe => ({ kind: "add-sign-off", step: addTo(scene) });

/** The user's own sign-off goes into the block, wherever the finding points; somebody else's may be quoted and stays, and the user signs for himself. */
const moveOrAdd: RecipeMaker = (finding, scene) => {
  const own = ownAt(finding, scene) ?? looseOwn(scene)[0];
  return own === undefined ? signOff(finding, scene) : moving(own, scene);
};

const moveOwn: RecipeMaker = (finding, scene) => {
  const own = ownAt(finding, scene);
  return own === undefined ? null : moving(own, scene);
};

function ownAt(finding: Finding, scene: Scene): Trailer | undefined {
  const tag = tagAt(finding, scene.observed.looseTags);
  return tag !== undefined && isOwn(tag.value, scene) && !mayNameOthers(tag.value, scene) ? tag : undefined;
}

function moving(tag: Trailer, scene: Scene): Recipe {
  const step: Step = (draft) => {
    const lines = linesOfTrailer(draft, tag, scene);
    if (lines === null) return draft;
    const rest = restOf(tag.value);
    const same = looseOwn(scene).filter(({ start, value }) => start === tag.start || restOf(value) === "");
    const without = takenOut(draft, same, scene);
    if (rest === "" && ownSignOffs(without, scene).length > 0) return without;
    const [line, ...more] = draft.lines.slice(lines.start, lines.end);
    const isExact = line?.text.startsWith("Signed-off-by: ") === true && more.length === 0;
    return appended(without, [isExact ? line : newLine(draft, signOffLine(scene.user) + rest)]);
  };
  return { kind: "move-sign-off", step };
}

/** Where the address begins: a quoted name may have brackets of its own. */
const addressStart = (value: string): number =>
  value.indexOf("<", value.startsWith('"') ? value.indexOf('"', 1) + 1 : 0);

/** May a second person be named before the end of the address, as by `Ada and Lin <ada@example.org>`? His name is nobody's to take out. */
function mayNameOthers(value: string, { user }: Scene): boolean {
  const start = addressStart(value);
  const end = value.indexOf(">", start);
  if (start === -1 || end === -1) return false;
  const address = value.slice(start + 1, end);
  const name = parseIdentity(value)?.name ?? "";
  return severalPeople.test(address) || (foldName(name) !== foldName(user.name) && severalPeople.test(name));
}

const severalPeople = /[<,;&]|[/+]\s|@[^@]*@|(?:^|\s)and\s/i;

/** What somebody wrote behind his address, such as `(for the tests)`: nobody's to take out. */
function restOf(value: string): string {
  const end = value.indexOf(">", addressStart(value));
  return (end === -1 ? "" : value.slice(end + 1)).replaceAll("\r", "").trimEnd();
}

/** All that the user wrote where git does not look; one in the block says as much. An indented one may be quoted. */
const looseOwn = (scene: Scene): readonly Trailer[] =>
  scene.observed.looseTags.filter(
    (tag) =>
      isSignOffKey(tag.key) &&
      isUnindented(scene.facts, tag) &&
      isOwn(tag.value, scene) &&
      !mayNameOthers(tag.value, scene),
  );

/** A line that was meant for the user's sign-off gives way to one; where it is somebody else's, it stays. */
const takeOutOwnAndAdd: RecipeMaker = (finding, scene) => {
  const [, , value = ""] = /^([^:：]*[:：])(.*)$/s.exec(lineAt(finding, scene)) ?? [];
  if (!isOwn(value, scene) || restOf(value) !== "" || mayNameOthers(value, scene)) return signOff(finding, scene);
  const step: Step = (draft) => {
    const lines = findingLines(draft, finding, scene);
    return addTo(scene)(lines === null ? draft : removed(draft, lines));
  };
  return { kind: "rewrite-sign-off", step };
};

/** The user's own tag is written anew where it stands; if he signed off beside it, it is taken out. */
const rewrite =
  (isHis: (value: string, scene: Scene) => boolean): RecipeMaker =>
  (finding, scene) => {
    const tag = tagAt(finding, scene.observed.trailers);
    if (tag === undefined || !isHis(tag.value, scene) || mayNameOthers(tag.value, scene)) return null;
    const step: Step = (draft) => {
      const lines = findingLines(draft, finding, scene);
      if (lines === null) return draft;
      const without = removed(draft, lines);
      const rest = restOf(tag.value);
      const isSaid = rest === "" && ownSignOffs(without, scene).length > 0;
      return isSaid ? without : replaced(draft, lines, signOffLine(scene.user) + rest);
    };
    return { kind: "rewrite-sign-off", step };
  };

/** What stands there is the user's name or address, without what makes it an identity. */
function readsAsUser(value: string, { user }: Scene): boolean {
  const plain = foldName(value.replace(/[<>()"]/g, " ").trim());
  const name = foldName(user.name);
  return [name, foldName(user.email), `${name} ${foldName(user.email)}`].includes(plain);
}

const bearsUsersName = (value: string, { user }: Scene): boolean =>
  foldName(parseIdentity(value)?.name ?? "") === foldName(user.name);

/** A name that is neither the author's nor the user's own is for people to settle. */
const isOwnUnderAuthorsName = (value: string, scene: Scene): boolean =>
  isOwn(value, scene) && foldName(scene.user.name) === foldName(scene.facts.author.name);

/** Of the user's two sign-offs the one under the address that he uses, or that he authored under, is kept. */
const keepOne: RecipeMaker = (finding, scene) => {
  const { observed, user, facts } = scene;
  const second = tagAt(finding, observed.trailers);
  if (second === undefined || !isOwn(second.value, scene)) return null;
  const first = observed.signOffs.find(
    ({ identity }) => identity !== undefined && identityText(identity) === finding.data["first"],
  )?.trailer;
  if (first === undefined || !isOwn(first.value, scene)) return null;
  const hasAddress = ({ value }: Trailer, email: string): boolean =>
    sameAddress(parseIdentity(value)?.email ?? "", email);
  const kept = [user.email, facts.author.email].flatMap(
    (email) => [first, second].find((tag) => hasAddress(tag, email)) ?? [],
  )[0];
  if (kept === undefined) return null;
  const dropped = kept === first ? second : first;
  if (restOf(dropped.value) !== "" || mayNameOthers(dropped.value, scene)) return null;
  return { kind: "drop-sign-off", step: (draft) => takenOut(draft, [dropped], scene) };
};

const takenOut = (draft: Draft, tags: readonly Trailer[], scene: Scene): Draft =>
  removedAll(
    draft,
    linesOfTrailers(draft, tags, scene).flatMap((lines) => lines ?? []),
  );

/** The author's own sign-off goes before the first of whoever passed the commit on. */
const orderOwn: RecipeMaker = (finding, scene) => {
  const { observed, policy } = scene;
  const later = tagAt(finding, observed.trailers);
  const signer = later === undefined ? undefined : parseIdentity(later.value);
  if (signer === undefined) return null;
  const first = observed.signOffs.find(
    ({ identity }) => identity !== undefined && isSamePerson(policy, identity, signer),
  );
  const own = observed.signOffs.flatMap(({ trailer }) => (isOwn(trailer.value, scene) ? [trailer] : []));
  if (first === undefined || own.length === 0) return null;
  const step: Step = (draft) => {
    // Another repair may have taken one of several out.
    const mine = linesOfTrailers(draft, own, scene).find((lines) => lines !== null) ?? null;
    const theirs = linesOfTrailer(draft, first.trailer, scene);
    return mine === null || theirs === null ? null : moved(draft, mine, theirs.start);
  };
  return { kind: "order-sign-offs", step };
};

/** The tag that a finding points at, of tags in the order of the message: there can be as many findings as tags. */
function tagAt({ at }: Finding, tags: readonly Trailer[]): Trailer | undefined {
  if (at.kind !== "message") return undefined;
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle] as Trailer).start < at.at.start) low = middle + 1;
    else high = middle;
  }
  return tags[low]?.start === at.at.start ? tags[low] : undefined;
}

const lineAt = (finding: Finding, scene: Scene): string =>
  finding.at.kind === "message" ? textAt(scene.facts.message.text, finding.at.at) : "";

/** By rule and message: what the findings about sign-offs are repaired by, on the user's own commits. */
export const signOffRecipes: Recipes<
  | "sign-off-present"
  | "sign-off-by-author"
  | "sign-off-well-formed"
  | "sign-off-in-trailers"
  | "sign-off-named"
  | "sign-off-one-address"
  | "sign-off-order"
> = {
  "sign-off-present": {
    missing: signOff,
    unverifiedMember: signOff,
    membershipUnknown: signOff,
    indented: signOff,
    outside: moveOrAdd,
    inTitle: moveOrAdd,
    amongOthers: moveOrAdd,
    belowEnd: moveOrAdd,
    lookalike: takeOutOwnAndAdd,
    misspelled: takeOutOwnAndAdd,
  },
  "sign-off-by-author": {
    otherPerson: signOff,
    neitherPerson: signOff,
    membershipUnknown: signOff,
    otherName: rewrite(isOwnUnderAuthorsName),
  },
  "sign-off-well-formed": {
    unreadable: rewrite(readsAsUser),
    badAddress: rewrite(bearsUsersName),
    spelling: rewrite(isOwn),
  },
  "sign-off-in-trailers": { outside: moveOwn, belowEnd: moveOwn },
  "sign-off-named": { unnamed: rewrite(isOwn), placeholder: rewrite(isOwn) },
  "sign-off-one-address": { twoAddresses: keepOne },
  "sign-off-order": { submitterFirst: orderOwn },
};
