import type { Heading, PolicyDocument } from "../document/document.ts";

/** The heading that a `because: "#heading"` names: by its slug, as links do, or by its title. */
export function headingFor({ headings }: PolicyDocument, because: string): Heading | undefined {
  const name = because.replace(/^#\s*/, "").trim();
  const lower = name.toLowerCase();
  return headings.find(({ slug }) => slug === lower) ?? headings.find(({ title }) => title.toLowerCase() === lower);
}
