import type { Policy } from "../core/policy/policy.ts";
import {
  type Discussion,
  discussionOf,
  type ProposingThread,
  proposedIds,
  readThread,
} from "../core/process/thread/discussion.ts";
import { type Listing, listingOf } from "../core/process/thread/listing.ts";
import { tagForms } from "../core/process/thread/statements.ts";
import { didYouMean } from "../core/text/suggest.ts";
import type { Mailbox } from "../ports/mailbox.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { readMaintainersThen } from "./maintainers-then.ts";
import type { PolicyPorts } from "./read-policy.ts";
import { readPostings } from "./read-postings.ts";

export type StatusRequest = {
  /** Null: the one that the thread proposes. */
  readonly exception: string | null;
  /** Where the discussion was exported to: see `Mailbox`. */
  readonly threads: readonly string[];
  /** Up to where maintainers files are read: a full id, or what somebody typed. */
  readonly revision: string;
};

/** Where an exception stands: what was said of it, and what the document says. */
export type ExceptionStatus = {
  readonly discussion: Discussion;
  readonly listing: Listing;
  /** Why it was not read whole, each a sentence. Empty: nothing is missing. */
  readonly problems: readonly string[];
};

/** `proviso exception status`: reads the discussion, and who its people were then; `policy` is today's. */
export async function exceptionStatus(
  { exception, threads, revision }: StatusRequest,
  policy: Policy,
  ports: PolicyPorts & { readonly mailbox: Mailbox },
): Promise<Attempt<ExceptionStatus>> {
  const read = await readPostings(threads, ports.mailbox);
  if (!read.ok) return read;
  const thread = readThread(read.value.postings);
  const problems = [...read.value.problems, ...thread.problems];
  const id = whichException(exception, thread, problems, policy);
  if (!id.ok) return id;
  const head = await ports.repository.resolve(revision);
  const moments = read.value.postings.map(({ date }) => date.seconds);
  const maintainersAt = await readMaintainersThen(moments, policy, head.ok ? head.value : null, ports);
  const { canonical, addressesOf } = policy;
  const discussion = discussionOf(thread, {
    exception: id.value,
    forms: tagForms(formsOf(policy)),
    identities: { canonical, addressesOf },
    maintainersAt,
  });
  const listing = listingOf(id.value, policy.document, policy.exceptions, discussion.versions.at(-1));
  return done({ discussion, listing, problems: [...problems, ...missingOf(discussion)] });
}

/** The tags that the policy names for second opinions. */
const formsOf = ({ clauses }: Policy): readonly string[] =>
  clauses.flatMap(({ settings, level }) => {
    const forms = level === "off" ? undefined : settings["forms"];
    return Array.isArray(forms) ? forms.filter((form) => typeof form === "string") : [];
  });

/** The exception that is meant. One that is neither proposed here nor listed is a slip of the pen, if all was read. */
function whichException(
  asked: string | null,
  thread: ProposingThread,
  problems: readonly string[],
  { exceptions }: Policy,
): Attempt<string> {
  const proposed = proposedIds(thread);
  const names = proposed.map((id) => `\`${id}\``).join(", ");
  if (asked === null) {
    const [only, ...others] = proposed;
    if (only === undefined) {
      const why = problems[0] === undefined ? "" : ` (not all of it was read: ${problems[0]})`;
      return failed("usage", `the thread proposes no exception${why}; say by its id which one it is about`);
    }
    return others.length === 0 ? done(only) : failed("usage", `the thread proposes ${names}; say which one by its id`);
  }
  const listed = exceptions.map(({ id }) => id);
  if (proposed.includes(asked) || listed.includes(asked) || problems.length > 0) return done(asked);
  const hint = didYouMean(asked, [...proposed, ...listed]) ?? (proposed.length === 0 ? null : `it proposes ${names}`);
  const text = `the thread proposes no exception \`${asked}\`, and the document lists none`;
  return failed("usage", hint === null ? text : `${text}; ${hint}`);
}

function missingOf({ exception, versions, thread }: Discussion): readonly string[] {
  const mails = thread.missing.map(
    ({ id, answeredBy }) =>
      `${answeredBy.place} answers ${id}, which is not here; what else was said there is not known`,
  );
  const nothing = versions.length === 0 ? [`the thread proposes no exception \`${exception}\``] : [];
  return [...mails, ...nothing];
}
