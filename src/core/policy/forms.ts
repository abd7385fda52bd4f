import { isWellFormedAddress } from "../commit/identities.ts";
import { formatOf } from "../document/read-document.ts";
import { wordsOf } from "../document/sentences.ts";
import { isLogin, readIdentities } from "../people/people.ts";
import { parseDay } from "../text/day.ts";
import type { Form } from "./reader.ts";
import { shown } from "./yaml-file.ts";

const component = String.raw`(?!\.{1,2}(?:\/|$))[^\/\\\p{Cc}]+`;
const pathPattern = String.raw`^${component}(?:\/${component})*$`;

/**
 * A file of the repository: relative to its root, separated by `/`, without `.`, `..` or empty components.
 * Backslashes are refused, because some systems take them for separators.
 */
export const pathForm: Form = {
  expected: "the path of a file of the repository",
  refuses: (text) => {
    const why = whyNoPath(text);
    return why === null ? null : { code: "unsafe-path", text: `\`${shown(text)}\` ${why}` };
  },
  schema: { pattern: pathPattern },
};

function whyNoPath(text: string): string | null {
  if (text.startsWith("/")) return "is absolute, but paths of a policy are relative to the repository";
  if (/[\p{Cc}\\]/u.test(text)) return "has a control character or a backslash in it";
  const components = text.split("/");
  if (components.includes("..")) return "leaves the repository";
  return components.some((one) => one === "" || one === ".") ? "has an empty component or a `.`" : null;
}

/** The policy document: a path whose ending tells its format. */
export const documentForm: Form = {
  expected: "the path of a .rst or .md file of the repository",
  refuses: (text) => {
    const refused = pathForm.refuses(text);
    if (refused !== null || formatOf(text) !== undefined) return refused;
    const words = `\`${shown(text)}\` is neither a .rst, a .txt nor a .md file`;
    return { code: "document-format", text: words, hint: "reStructuredText and Markdown documents are read" };
  },
  schema: {
    pattern: String.raw`^(?=.*\.(?:[rR][sS][tT]|[tT][xX][tT]|[mM][dD]|[mM][aA][rR][kK][dD][oO][wW][nN])$)${pathPattern.slice(1)}`,
  },
};

const floorProfilePattern = String.raw`^profile:[A-Za-z0-9-]+(?:@[0-9-]+)?$`;

/** A profile, or a file of the repository: what is elsewhere could change without anybody here. */
export const floorForm: Form = {
  expected: "`profile:NAME`, or the path of a policy file of the repository",
  refuses: (text) => {
    if (new RegExp(floorProfilePattern).test(text)) return null;
    if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
      const words = `\`${shown(text)}\` is neither a profile nor a file of the repository`;
      return { code: "unreadable-floor", text: words, hint: "nothing is fetched: keep a copy in the repository" };
    }
    return pathForm.refuses(text);
  },
  schema: { anyOf: [{ pattern: floorProfilePattern }, { pattern: pathPattern }] },
};

/** `#heading`: the heading of the document that a clause rests on, by its title or its slug. */
export const headingForm: Form = {
  expected: "`#heading`",
  refuses: (text) => {
    if (text.startsWith("#") && text.trim().length > 1) return null;
    const hint = `write "#${shown(text.replace(/^#/, "")).trim() || "heading"}", in quotes`;
    return { code: "unreadable-heading", text: `\`${shown(text)}\` does not name a heading of the document`, hint };
  },
  schema: { pattern: String.raw`^#\s*\S` },
};

/** A branch, a tag or an id: nothing that git could take for an option or a range. */
const refPattern = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+/-]*$/;

/** A day `YYYY-MM-DD` or a revision: an id, its beginning, or a tag. */
export const fromForm: Form = {
  expected: "a commit, a tag or a day `YYYY-MM-DD`",
  refuses: (text) => {
    if (/^\d{1,4}-\d{1,2}-\d{1,2}$/.test(text)) {
      if (parseDay(text) !== undefined) return null;
      return { code: "unreadable-date", text: `\`${text}\` is no day of the calendar`, hint: "write `YYYY-MM-DD`" };
    }
    if (refPattern.test(text)) return null;
    return { code: "unreadable-revision", text: `\`${shown(text)}\` is neither a commit, a tag nor a day` };
  },
  schema: { pattern: refPattern.source },
  numbersToo: true,
};

/** A branch by its short name. */
export const branchForm: Form = {
  expected: "the name of a branch",
  refuses: (text) => {
    if (refPattern.test(text)) return null;
    return { code: "unreadable-branch", text: `\`${shown(text)}\` is no name of a branch` };
  },
  schema: { pattern: refPattern.source },
};

/** A mail address alone, without a name. */
export const addressForm: Form = {
  expected: "an address",
  refuses: (text) => {
    if (isWellFormedAddress(text)) return null;
    return { code: "unreadable-address", text: `\`${shown(text)}\` is no mail address` };
  },
  schema: { pattern: String.raw`^[^\s<>@]+@[^\s<>@]+$` },
};

/** Somebody of an inline list of maintainers: `Name <address>`, an address, or `@login`. */
export const personForm: Form = {
  expected: "a person",
  refuses: (text) => {
    if (isLogin(text) || readIdentities(text) !== null) return null;
    const words = `\`${shown(text)}\` is neither \`Name <address>\`, an address nor @login`;
    return { code: "unreadable-person", text: words };
  },
  schema: { pattern: "@" },
};

/** A login of a forge, with or without its `@`. */
export const loginForm: Form = {
  expected: "a login",
  refuses: (text) => {
    if (isLogin(`@${text.replace(/^@/, "")}`)) return null;
    return { code: "unreadable-login", text: `\`${shown(text)}\` is no login` };
  },
  schema: { pattern: String.raw`^@?\w[\w./-]*$` },
};

/** The key of a trailer, as git reads one. */
export const trailerKeyForm: Form = {
  expected: "the key of a trailer",
  refuses: (text) => {
    if (/^[A-Za-z0-9-]+$/.test(text)) return null;
    const hint = "letters, digits and hyphens, without the colon";
    return { code: "unreadable-trailer-key", text: `\`${shown(text)}\` is no key of a trailer`, hint };
  },
  schema: { pattern: "^[A-Za-z0-9-]+$" },
};

/** Some words of the document. */
export const sentenceForm: Form = {
  expected: "words of the document",
  refuses: (text) =>
    wordsOf(text).length > 0 ? null : { code: "no-words", text: `\`${shown(text)}\` has no word in it` },
  schema: { pattern: String.raw`[\p{L}\p{N}]` },
};

/** The beginning of a digest: enough of it that two sentences of a document do not share it. */
export const digestForm: Form = {
  expected: "8 to 64 hex digits",
  refuses: (text) =>
    /^[0-9a-f]{8,64}$/.test(text)
      ? null
      : { code: "unreadable-digest", text: `\`${shown(text)}\` is not 8 to 64 hex digits` },
  schema: { pattern: "^[0-9a-f]{8,64}$" },
  numbersToo: true,
};

/** A day, `YYYY-MM-DD` UTC. */
export const dayForm: Form = {
  expected: "a day as `2026-08-03`",
  refuses: (text) =>
    parseDay(text) === undefined
      ? { code: "unreadable-date", text: `\`${shown(text)}\` is no day of the calendar, as \`2026-08-03\`` }
      : null,
  schema: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
};
