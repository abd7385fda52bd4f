import { answeredBy } from "../mail/answers.ts";
import type { Series } from "../mail/series.ts";

/** Has all of a series come, as far as its own mails say what belongs to it? A cover letter that its patches answer and that is not here belongs to it. */
export function isWhole({ total, missingCount, cover, patches, kind }: Series): boolean {
  if (missingCount > 0) return false;
  if (cover !== null || total === null) return kind === "pull-request" || patches.length > 0;
  const [first] = patches;
  if (first === undefined) return false;
  const here = new Set(patches.map(({ mail }) => mail.messageId));
  const [above] = answeredBy(first.mail);
  return total === 1 || above === undefined || here.has(above);
}
