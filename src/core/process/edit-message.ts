import { wrapped } from "./wrapped.ts";

/** What a change of the document is, for its commit message. */
type EditOfList =
  | { readonly kind: "list"; readonly id: string; readonly why: readonly string[] }
  | { readonly kind: "record-agreement"; readonly id: string; readonly links: readonly string[] }
  | { readonly kind: "withdraw"; readonly id: string; readonly reason: string; readonly landsUntil: string | null }
  | { readonly kind: "renew"; readonly id: string; readonly until: string };

/** Columns of a line of a commit message. */
const columnsMax = 72;

/**
 * The message of the commit that changes a document: what changes, and why in the words of whoever asked. It names no program, and its own
 * words cite no exception: a commit that lists or ends one does not rely on it.
 *
 * @param path the document's path; its name is the topic
 */
export function editMessage(path: string, edit: EditOfList): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[A-Za-z]+$/, "");
  const [what, ...why] = wordsOf(edit);
  const paragraphs = why
    .map((text) => text.replace(scissors, "$1 ").trim().replace(/\s+/g, " "))
    .filter((text) => text !== "");
  return [`${name}: ${what}`, ...paragraphs.map(filled)].map((text) => `${text}\n`).join("\n");
}

function wordsOf(edit: EditOfList): readonly [string, ...string[]] {
  if (edit.kind === "list") return [`list ${edit.id} among the exceptions`, ...edit.why, listedFromHere];
  if (edit.kind === "record-agreement")
    return [`record where ${edit.id} was agreed`, `It was agreed in ${edit.links.join(" and ")}.`];
  if (edit.kind === "renew") return [`renew ${edit.id}`, `It stands until ${edit.until}.`];
  const grace = edit.landsUntil === null ? "" : ` What was posted before may land until ${edit.landsUntil}.`;
  return [`withdraw ${edit.id}`, edit.reason, `The entry stays listed, as commits may rely on it.${grace}`];
}

/** Ours, and the last paragraph: what a stranger wrote above it can never be read as tags (git-interpret-trailers(1)). */
const listedFromHere = "Once this is merged, the document lists it.";

/** A paragraph in lines, none of which begins with what ends a message for git-am(1) or a mail for git-mailsplit(1). */
function filled(text: string): string {
  const mayBegin = (word: string): boolean => !ending.test(word);
  const [first = ""] = text.split(" ", 1);
  return wrapped(mayBegin(first) ? text : `> ${text}`, { columns: columnsMax, indent: "", mayBegin }).join("\n");
}

/** What cuts off all that stands above it (git-mailinfo(1), `--scissors`), wherever on a line it stands. */
const scissors = /([>8%])(?=[8%<])/g;

/** Also what `git am` would take for a header in the body, such as another author, and what looks like a tag to people. */
const ending = /^(?:-|diff$|\[PATCH|>*From\b|[A-Za-z][A-Za-z0-9-]*:$)/i;
