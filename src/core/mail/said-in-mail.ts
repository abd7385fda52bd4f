import type { Learned } from "../text/learned.ts";
import type { PostedMail } from "./posted-mail.ts";
import { type PullRequest, readPullRequest } from "./pull-request.ts";
import { type TagInText, tagLinesIn } from "./tag-lines.ts";

/** What the text of a mail says to those who put series together and judge them. */
export type SaidInMail = {
  /** Does it name a repository to pull from, in git's words? */
  readonly namesRepository: boolean;
  readonly pull: Learned<PullRequest | null>;
  /** The `base-commit:` that stands in it, else null. */
  readonly base: string | null;
  readonly tags: readonly TagInText[];
};

type Text = Pick<PostedMail, "text" | "said">;

/** Reads all that there is to be read in the text of a mail that posts no patch. */
export const readSaid = (text: string): SaidInMail => ({
  namesRepository: namesRepositoryIn({ text, said: null }),
  pull: readPullRequest(text),
  base: baseSaidIn({ text, said: null }),
  tags: tagLinesIn(text),
});

/** `git request-pull` writes this line. */
export const namesRepositoryIn = ({ text, said }: Text): boolean =>
  said?.namesRepository ?? (text ?? "").includes("\nare available in the Git repository at:");

/** What the mail asks to be pulled. */
export const pullSaidIn = ({ text, said }: Text): Learned<PullRequest | null> =>
  said?.pull ?? readPullRequest(text ?? "");

/** The commit that the mail names as the base of its series (`git format-patch --base`). */
export const baseSaidIn = ({ text, said }: Text): string | null => (said === null ? baseIn(text ?? "") : said.base);

/** Most mails name none, which is soon seen. */
const baseIn = (text: string): string | null =>
  text.includes("base-commit: ") ? (baseLine.exec(text)?.[1] ?? null) : null;

const baseLine = /^base-commit: ([0-9a-f]{40}|[0-9a-f]{64})$/m;

/** The lines in the form of tags that stand in the mail. */
export const tagsSaidIn = ({ text, said }: Text): readonly TagInText[] => said?.tags ?? tagLinesIn(text ?? "");
