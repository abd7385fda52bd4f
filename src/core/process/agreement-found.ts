import type { ListedException } from "../document/document.ts";
import { isProseOnly } from "../document/prose-only.ts";
import { otherCondition } from "./same-conditions.ts";
import type { Discussion } from "./thread/discussion.ts";
import { type Listing, listsAsProposed } from "./thread/listing.ts";
import { nameToShow } from "./thread/speakers.ts";
import type { Version } from "./thread/versions.ts";

/** What a discussion says of an agreement: where the last version stands, and what the steward should know before it is recorded. */
export type AgreementFound = { readonly warnings: readonly string[] } & (
  | { readonly link: string }
  | { readonly link: null; readonly why: string }
);

/**
 * Nothing here decides that people agreed: whoever records it does. What speaks against it is told: objections that are open, no maintainer's
 * word for the last version, and an entry that says something else than that version.
 *
 * @param entry what is to be listed; null: it is listed already
 */
export function agreementFound(
  discussion: Discussion,
  listing: Listing,
  entry: ListedException | null,
): AgreementFound {
  const last = discussion.versions.at(-1);
  if (last === undefined) return { link: null, why: "it proposes no version of the exception", warnings: [] };
  const open = discussion.objections
    .filter(({ closed }) => closed === null)
    .map(
      ({ raised: { by, version } }) =>
        `an objection is open, of ${by.name === "" ? by.key : nameToShow(by.name)} to ${version?.label ?? "no version"}`,
    );
  const differs =
    entry === null
      ? listing.difference !== null && !listsAsProposed(listing.difference)
      : otherCondition(entry, last.proposed.entry) !== null;
  const other = `what is ${entry === null ? "listed" : "to be listed"} says something else than ${last.label}, the last version of the discussion`;
  const prose = `people will judge the entry by its text, and the text was not compared with that of ${last.label}`;
  const warnings = [
    ...open,
    ...(agreedByMaintainer(discussion, last)
      ? []
      : [`no tag of a maintainer agrees to ${last.label}, the last version`]),
    ...(differs ? [other] : isProseOnly(entry ?? last.proposed.entry) ? [prose] : []),
  ];
  const { id, place } = last.posting;
  if (id === null || !/^<[^<>\s]+@[^<>\s]+>$|^https?:\/\/\S+$/.test(id))
    return { link: null, why: `${place} has no Message-Id and no address`, warnings };
  return { link: id, warnings };
}

/** Whoever maintained nothing, or of whom that is not known, may agree as well; it is no maintainer's word. */
const agreedByMaintainer = ({ participants }: Discussion, last: Version): boolean =>
  participants.some(
    ({ given, standings }) =>
      given.some(({ effect, version }) => effect === "agrees" && version === last) &&
      standings.some(({ standing }) => standing.known && standing.value.maintains.length > 0),
  );
