import { baseSaidIn } from "./said-in-mail.ts";
import type { Series } from "./series.ts";

/** The commit that a series says it was made on (`git format-patch --base`): git writes it once, on the cover letter or the first patch. Null: it does not say. */
export const baseNamedIn = ({ cover, patches }: Pick<Series, "cover" | "patches">): string | null =>
  (cover === null ? null : baseSaidIn(cover)) ?? patches.find(({ patch }) => patch.base !== null)?.patch.base ?? null;
