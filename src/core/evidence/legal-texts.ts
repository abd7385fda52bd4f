/**
 * Is the path that of a licence, or of another text by which people are bound (`NOTICE`, `PATENTS`, a contributor's agreement)? Told by its name, and
 * narrowly on both sides: what programs read (`license.py`, `licenses.json`, a workflow) is none, so that whoever covers licences covers no code.
 *
 * @param isDocument by its name it would be documentation, of which more words are taken for legal ones
 */
export function isLegalText(path: string, isDocument: boolean): boolean {
  const slash = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, slash + 1), path.slice(slash + 1)];
  if (!isText(name)) return name === "REUSE.toml";
  // REUSE 3.3 and Linux: every file of LICENSES is the text of a licence. Folders in lower case may be parts of a program.
  if (/(?:^|\/)LICEN[CS]ES\//.test(folder)) return true;
  if (legalName.test(name) || /(?:^|\/)\.reuse\/dep5$/.test(path)) return true;
  if (/(?:^|\/)licen[cs]es?\//i.test(folder) && prose.test(name)) return true;
  return isDocument && legalDocument.test(path);
}

/**
 * Words that the names of such texts begin with, as a pattern; case does not matter. What is called so and is no legal text is code, and no document:
 * `classes.ts` sees to that by the same words.
 */
export const legalWords = /copying|copyrights?|notices?|patents?|eula|cla|dco|legal|disclaimer|third[._-]?party/.source;

/** The same of the word that may also stand behind others. */
export const licenceWord = /(?:un)?licen[cs](?:es?|ing)/.source;

/** Whatever case it is written in. The licence of a picture (`logo.png.license`) is one as well. */
const legalName = new RegExp(
  `^(?:(?:.*[._-])?${licenceWord}|${legalWords}(?:[._-]?(?:notices?|licen[cs]es?|copyrights?|software))?)\\d*(?:[._-].*)?$`,
  "i",
);

/** More words of licences, terms, and the names of their texts. */
const legalDocument =
  /(?:^|[/._-])(?:(?:re|sub)licen[cs]es?|(?:re|sub|un)?licen[cs](?:ed|ees?|e|es|ing|ors?)|copyleft|[al]?gpl|g?fdl|mit|bsd|ofl|cc0|[ic]?cla|agreements?|attributions?|redistribution|terms|tos|privacy|gdpr|imprint|apache-\d[^/]*|intellectual[._-]property|legal|trademarks?|warrant(?:y|ies)|certificate[._-]of[._-]origin)(?:[/._-]|$)/i;

/** Endings of prose. */
const prose = /\.(?:md|mkd|markdown|rst|txt|text|html?|adoc|asciidoc|rtf|tex|texi|texinfo|pdf|odt|docx?|licen[cs]e)$/i;

/** Has the name no ending, that of prose, or one that says which licence (`LICENSE.GPL2`, `COPYING.LIB`, `LICENSE-2.0`)? */
const isText = (name: string): boolean =>
  !name.includes(".") ||
  prose.test(name) ||
  /\.(?:[A-Z][A-Z0-9+-]{2,}|[0-9][\w+-]*|(?:apache|gnu|[al]?gpl|mit|bsd|mpl|isc|ofl|boost|zlib)[\w+-]*|lesser|dep5)$/.test(
    name,
  );
