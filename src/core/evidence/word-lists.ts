/** Words between blanks, as a set. */
export const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Articles, pronouns and verbs without which hardly a sentence of English can be made, and which no list of options has. */
export const sentenceWords = listed(
  `a an the this that these those it it's its they them their there we us our you your i he she who whose which what when where while because how why
  is isn't are aren't am was wasn't were be been being has have had do does did don't doesn't didn't can can't cannot could may might must should will won't would`,
);

/** First words that make a comment an order, an expectation or a section of some tool. */
export const openers = listed(
  `allow anchor assert begin check deny disable disabled enable enabled end endregion error exclude expect expected expects export exported extern
  fails fall falling falls fallthrough fixme global globals hack ignore ignored ignores include jshint jslint keep kics language lgtm line lint
  members noinspection nolint nopep8 nopmd noprotect noqa normalize nosec off ok on output pragma properties property region require required
  requires restore resume revisions run rustfmt skip skipcq start stop suppress test tests todo translators type unordered unsuppress want wants
  warning xfail xxx`,
);

/** Words that follow the name of a tool, alone or before a hyphen. */
export const orders = listed(
  `allow begin deny disable disabled enable enabled end exclude expect ignore ignored ignores lint next nolint noqa off on restore resume skip start stop
  suppress unsuppress`,
);
