import type { Heading, PolicyDocument } from "../document/document.ts";
import { folded } from "../text/folded.ts";

/** The heading that a `because: "#heading"` names: by its slug, as links do, or by its title. */
export function headingFor({ headings }: PolicyDocument, because: string): Heading | undefined {
  const name = because.replace(/^#\s*/, "").trim();
  const wanted = folded(name);
  return headings.find(({ slug }) => folded(slug) === wanted) ?? headings.find(({ title }) => folded(title) === wanted);
}
