/** Milliseconds for one request, its answer included. */
export const requestTimeMax = 30_000;

/** Bytes of one answer. A page of a hundred contributions has some three million. */
export const answerBytesMax = 16 << 20;

/** Pages of a list that are asked for, a hundred entries each. */
export const pagesMax = 100;

/** Entries of a page, as many as every forge gives. Forgejo's default gives at most fifty. */
export const pageLength = 50;

/** Issues of one request that are looked at. */
export const workItemsMax = 100;

/** Issues that the text of one request may mean, of which Forgejo is asked one by one. */
export const mentionedIssuesMax = 20;

/** Open requests, or issues beside them, that are looked through for those of one account. */
export const othersOpenMax = 500;

/** Characters of issues, as JSON, after which no further page is asked for: 5,000 as they usually are. */
export const issuesLengthMax = 32 << 20;

/** Characters of the comments of one issue, as JSON, after which no further page is asked for. */
export const commentsLengthMax = 8 << 20;

/** Code points of a forge's own words that are shown. */
export const wordsMax = 200;

/** Milliseconds until a forge is asked again that says "later" without saying when: GitHub asks for a minute at least after a secondary limit. */
export const waitLeast = 60_000;

/** Milliseconds that a forge may have us wait: more than a day is a mistake, of its clock or of ours. */
export const waitMost = 24 * 3_600_000;
