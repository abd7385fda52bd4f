import { daysSince1970, parseDay } from "../../text/day.ts";
import { type ForeignObject, fieldAt, isObject, parsedJson } from "../../text/foreign-value.ts";
import { append } from "../../text/long-lists.ts";
import { answerNames, answersNotRead } from "./forge-answers.ts";
import type { Posting, ReadPostings } from "./posting.ts";

/**
 * The postings of a forge's issue, merge request or discussion, exported as JSON. Read are
 *
 * - an object `{ "issue": …, "comments": […] }`, where `issue` may also be called `discussion`, `pull_request` or `merge_request`, and
 *   `comments` `notes` (GitLab);
 * - an issue that has its comments in itself, as `gh issue view --json author,body,comments,createdAt,title,url` gives it;
 * - an array of comments or notes, as a forge's REST interface gives them, of GitLab's discussions, or of pages of any of these.
 *
 * Names of fields are those of GitHub's REST interface and of `gh` (`user.login`, `author.login`, `created_at`, `createdAt`) and of GitLab's
 * (`author.username`, `description`). Notes that GitLab itself wrote are left out.
 *
 * @param label - what stands behind a place's name, such as ` of issue.json`; may be empty
 * @returns null when the text is none of these
 */
export function readForgeExport(text: string, label: string): ReadPostings | null {
  const value = parsedJson(text);
  if (Array.isArray(value)) {
    const items = value.flat();
    if (!items.some((item) => looksLikeComment(item) || (isObject(item) && Array.isArray(item["notes"])))) return null;
    const comments = readComments(items, label);
    return { ...comments, problems: [...comments.problems, ...onePage(items, label)] };
  }
  if (!isObject(value)) return null;
  const inside = issueNames.map((name) => value[name]).find(isObject);
  const issue = inside ?? value;
  const holders = inside === undefined ? [value] : [value, inside];
  const lists = holders.flatMap((holder) => answerNames.map((name) => holder[name]).filter(Array.isArray));
  if (inside === undefined && lists.length === 0 && (textIn(issue) === null || loginIn(issue) === null)) return null;
  const items: readonly unknown[] = lists.flat(2);
  const opening = readOpening(issue, label);
  const comments = readComments(items, label);
  const isRead = (holder: ForeignObject, given: unknown): boolean =>
    Array.isArray(given) || (holder === issue && typeof given === "number");
  const unread = holders.flatMap((holder) =>
    answersNotRead(holder, `the issue${label}`, (given) => isRead(holder, given)),
  );
  const missing = lists.length > 0 || unread.length > 0 ? [] : noAnswers(issue, label);
  const problems = [...opening.problems, ...comments.problems, ...unread, ...missing];
  return {
    postings: [...opening.postings, ...comments.postings],
    problems: [...problems, ...tooFew(issue, items.length, label)],
  };
}

const issueNames = ["issue", "discussion", "pull_request", "merge_request"] as const;

const looksLikeComment = (value: unknown): boolean => isObject(value) && textIn(value) !== null;

const textIn = ({ body, description }: ForeignObject): string | null =>
  typeof body === "string" ? body : typeof description === "string" ? description : null;

/** The words above the comments. A text that is null is an empty one, to both forges. */
function readOpening(issue: ForeignObject, label: string): ReadPostings {
  const place = `the issue${label}`;
  // Its own number is no comment's.
  const posting = readPosting({ ...issue, body: textIn(issue) ?? "", id: null }, place);
  return posting === null ? { postings: [], problems: [`${place} cannot be read`] } : withDate(posting);
}

function readComments(items: readonly unknown[], label: string): ReadPostings {
  const postings: Posting[] = [];
  const problems: string[] = [];
  let number = 0;
  for (const item of items.flatMap(notesOf)) {
    if (isObject(item) && item["system"] === true) continue;
    number += 1;
    const place = `comment ${number}${label}`;
    const posting = readPosting(item, place);
    if (posting === null) problems.push(`${place} has no text, or is no comment`);
    else {
      const read = withDate(posting);
      append(postings, read.postings);
      append(problems, read.problems);
    }
    if (isObject(item)) append(problems, answersNotRead(item, place));
  }
  return { postings, problems };
}

/** GitLab's discussions hold their notes, and have no text of their own. */
function notesOf(item: unknown): readonly unknown[] {
  if (!isObject(item) || !Array.isArray(item["notes"])) return [item];
  const notes = item["notes"] as readonly unknown[];
  const { notes: _, ...rest } = item;
  return looksLikeComment(rest) || answersNotRead(rest, "").length > 0 ? [rest, ...notes] : notes;
}

const withDate = (posting: Posting): ReadPostings => ({
  postings: [posting],
  problems: [
    ...(posting.date.seconds === null ? [`${posting.place} has no date that can be read`] : []),
    ...(posting.author.login === null ? [`${posting.place} does not say who wrote it`] : []),
  ],
});

function readPosting(value: unknown, place: string): Posting | null {
  if (!isObject(value) || typeof value["body"] !== "string") return null;
  const written = textAt(value, "created_at") ?? textAt(value, "createdAt");
  const id = textAt(value, "html_url") ?? textAt(value, "web_url") ?? textAt(value, "url") ?? idAt(value);
  return {
    place,
    id,
    channel: "issue",
    answers: [],
    author: { identity: null, login: loginIn(value) },
    date: { written, seconds: written === null ? null : secondsOf(written) },
    subject: textAt(value, "title") ?? "",
    text: value["body"].replace(/\r\n?/g, "\n"),
    partLines: [],
    patches: [],
  };
}

function textAt(value: ForeignObject, key: string): string | null {
  const found = fieldAt(value, key);
  return typeof found === "string" && found !== "" ? found : null;
}

function idAt(value: ForeignObject): string | null {
  const { id } = value;
  return typeof id === "string" || typeof id === "number" ? String(id) : null;
}

/** An account that was deleted is null at GitHub. */
function loginIn({ user, author }: ForeignObject): string | null {
  const account = isObject(user) ? user : isObject(author) ? author : {};
  const login = textAt(account, "login") ?? textAt(account, "username");
  // No forge gives such a name, and to people it would look like somebody else's.
  return login === null || /[\s\p{C}]/u.test(login) ? null : login;
}

/** ISO 8601, as forges write it: with a zone, fractions of a second or not. */
function secondsOf(written: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z| ?UTC|([-+])(\d{2}):?(\d{2}))$/.exec(
    written,
  );
  const day = parseDay(parts?.[1] ?? "");
  if (parts === null || day === undefined) return null;
  const [hours, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  const offset = (Number(parts[6] ?? 0) * 60 + Number(parts[7] ?? 0)) * (parts[5] === "-" ? -60 : 60);
  return daysSince1970(day) * 86_400 + hours * 3600 + minutes * 60 + seconds - offset;
}

/** Where an issue has no list of answers, its own count has to say that there are none. */
function noAnswers(issue: ForeignObject, label: string): readonly string[] {
  const said = issue["comments"] ?? issue["user_notes_count"];
  return typeof said === "number"
    ? []
    : [
        `the issue${label} is here without its comments: export it with them, by the commands of docs/exception-status.md`,
      ];
}

/** GitHub says how many comments there are, and gives 30 of them at a time. */
function tooFew(issue: ForeignObject, found: number, label: string): readonly string[] {
  const said = issue["comments"] ?? issue["user_notes_count"];
  if (typeof said !== "number" || said <= found) return [];
  return [`the issue${label} has ${said} comments, and ${found} are here: export all pages (\`gh api --paginate\`)`];
}

/** Lengths of a page by default and at most. Whoever has exactly so many comments may have more. */
const pageLengths = [20, 30, 100];

function onePage(items: readonly unknown[], label: string): readonly string[] {
  if (!pageLengths.includes(items.length)) return [];
  const comments = `${items.length} comments${label}`;
  return [`the ${comments} are exactly one page, so there may be more: export them with the issue, or all pages`];
}
