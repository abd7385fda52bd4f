import type { Example, PageDocument, PageRequest, Surroundings } from "./example.ts";
import type { Block } from "./page-blocks.ts";
import type { Expected } from "./rule-tester.ts";

/** What earlier blocks of the page set for later ones. */
export type PageState = { surroundings: Surroundings; readonly named: Map<string, Example> };

/** At the top of a page nothing has been set. */
export const newPageState = (): PageState => ({ surroundings: {}, named: new Map() });

/** A `policy`, `document`, `maintainers`, `codeowners`, `mailmap` or `request` block: it holds for the commits below it; an empty one ends it. */
export function surround(state: PageState, block: Block): void {
  const { language, text, attributes } = block;
  const set = (name: keyof Surroundings, value: Surroundings[keyof Surroundings]): void => {
    const { [name]: _earlier, ...others } = state.surroundings;
    const isEnd = text.trim() === "" && (language !== "request" || attributes.size === 0);
    state.surroundings = isEnd ? others : { ...others, [name]: value };
  };
  switch (language) {
    case "policy":
    case "maintainers":
    case "codeowners":
    case "mailmap":
      set(language, text);
      break;
    case "request":
      set("request", requestOf(block));
      break;
    case "document":
      set(attributes.has("head") ? "documentAtHead" : "document", documentOf(block));
      break;
    default: // Other blocks are only to be read.
  }
}

function documentOf({ text, attributes }: Block): PageDocument {
  const format = attributes.get("format") ?? "rst";
  if (format !== "rst" && format !== "md") throw new Error(`a document's format is rst or md, not \`${format}\``);
  const seen = attributes.get("seen-earlier");
  const document = { format: format === "rst" ? "restructuredtext" : "markdown", text } as const;
  return seen === undefined ? document : { ...document, seenEarlier: yesOrNo(seen) };
}

/** A `request` block: its lines are the text of a pull request, its attributes what else a forge says. */
function requestOf({ text, attributes }: Block): PageRequest {
  const list = (value: string): readonly string[] => (value === "" ? [] : value.split(/;\s*/));
  let request: PageRequest = { text };
  for (const [name, value] of attributes) {
    if (name === "title") request = { ...request, title: value };
    else if (name === "labels") request = { ...request, labels: list(value) };
    else if (name === "opened-by") request = { ...request, openedBy: value };
    else if (name === "opened-by-bot") request = { ...request, openedByBot: yesOrNo(value) };
    else if (name === "work-items") request = { ...request, workItems: list(value) };
    else if (name === "others-open") request = { ...request, othersOpen: list(value) };
    else throw new Error(`\`${name}\` is no attribute of a request`);
  }
  return request;
}

/** Attributes that a `commit` block may have, and what becomes of each. */
const readers: { readonly [name: string]: (value: string, state: PageState) => Partial<Example> } = {
  author: (author) => ({ author }),
  committer: (committer) => ({ committer }),
  merge: () => ({ merge: true }),
  changes: (changes) => ({ changes }),
  bot: (value) => ({ bot: yesOrNo(value) }),
  member: (value) => ({ member: yesOrNo(value) }),
  verified: (value) => ({ verified: yesOrNo(value) }),
  sender: (sender) => ({ sender }),
  today: (today) => ({ today }),
  posted: (posted) => ({ posted }),
  "answered-by": (tags) => ({ answeredBy: tags.split(/;\s*/) }),
  "signed-before": (people) => ({ signedBefore: people.split(/;\s*/) }),
  "changed-since": () => ({ changedSince: true }),
  "remediated-by": (remediatedBy) => ({ remediatedBy }),
  "remediated-for": (remediatedFor) => ({ remediatedFor }),
  "window-use": (windowUse) => ({ windowUse }),
  "earlier-commits": (value) => ({ earlierCommits: Number(value) }),
  repeats: (value, state) => ({ repeats: namedCommit(value, state) }),
  reapplies: (value, state) => ({ reapplies: namedCommit(value, state) }),
  proved: (proved) => ({ proved }),
  "not-proved": (notProved) => ({ notProved }),
};

/** Attributes that say what the rule answers, or are about the page. */
const aboutThePage: readonly string[] = ["met", "not-applicable", "unmet", "undecided", "options", "name", "head"];

/** The example that a `commit` block writes, among what stands above it. */
export function exampleOf(state: PageState, { attributes, text }: Block): Example {
  let example: Example = { text, surroundings: surroundingsFor(state, attributes.get("head")) };
  for (const [name, value] of attributes) {
    const read = readers[name];
    if (read !== undefined) example = { ...example, ...read(value, state) };
    else if (!aboutThePage.includes(name)) throw new Error(`\`${name}\` is no attribute of a commit`);
  }
  const name = attributes.get("name");
  if (name !== undefined) state.named.set(name, example);
  return example;
}

/** `head=unknown`: nobody could read the contribution's own version of the document. */
function surroundingsFor({ surroundings }: PageState, head: string | undefined): Surroundings {
  if (head === undefined) return surroundings;
  if (head !== "unknown")
    throw new Error("`head` can only be unknown; write a `document head` block for another version");
  return { ...surroundings, documentAtHead: "unknown" };
}

function namedCommit(name: string, state: PageState): Example | "none" | "unknown" {
  if (name === "none" || name === "unknown") return name;
  const found = state.named.get(name);
  if (found === undefined) throw new Error(`no commit above has the name \`${name}\``);
  return found;
}

function yesOrNo(value: string): boolean {
  if (value !== "yes" && value !== "no") throw new Error(`yes or no, not \`${value}\``);
  return value === "yes";
}

/** `missing: line 1; otherPerson: line 3`: message ids with their places. */
export function findingsOf(text: string): Expected {
  const findings = text.split(";").map((part) => {
    const [, message, at] = /^\s*([A-Za-z]+):\s*(\S.*?)\s*$/.exec(part) ?? [];
    if (message === undefined || at === undefined)
      throw new Error(`\`${part.trim()}\` is no finding; write one as \`missing: line 1\``);
    return { message, at };
  });
  const [first, ...also] = findings;
  if (first === undefined) throw new Error("no finding is named");
  return also.length === 0 ? first : { ...first, also };
}
