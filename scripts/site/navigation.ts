/** A group of the contents: its title, and the pages by their places on the site, in order. */
export type Group = { readonly title: string; readonly pages: readonly string[] };

/** How the pages are put together. A page that stands nowhere here comes into the last group, so that none is forgotten. */
const groups: readonly Group[] = [
  { title: "Start", pages: ["index", "tour"] },
  {
    title: "By what you do",
    pages: ["for-contributors", "for-maintainers", "for-submaintainers", "for-policy-stewards", "for-auditors"],
  },
  {
    title: "The policy",
    pages: [
      "policy",
      "adoption",
      "exceptions",
      "primitives",
      "channels",
      "coverage",
      "translate",
      "dco-yml",
      "editor",
      "reference/policy-keys",
    ],
  },
  { title: "Rules", pages: ["rules/index"] },
  { title: "Example policies", pages: ["profiles/index"] },
  { title: "A contribution", pages: ["hooks", "fix", "evidence", "replay", "brief", "mcp"] },
  {
    title: "The life of an exception",
    pages: ["exception-story", "exception-process", "exception-requests", "exception-status", "simulation", "exposure"],
  },
  { title: "By mail", pages: ["mail", "reply", "watch", "mail-reading"] },
  {
    title: "Where it runs",
    pages: ["deployment", "ci", "forges", "service", "dashboard", "service-scale", "security"],
  },
  { title: "History", pages: ["audit", "audit-formats"] },
  { title: "Reference", pages: ["reference/commands", "reference/limits", "formats", "library"] },
  {
    title: "About",
    pages: [
      "limits",
      "comparison",
      "versioning",
      "changelog",
      "field-notes",
      "fuzzing",
      "mutation",
      "provenance",
      "dependencies",
      "architecture",
      "style",
      "contributing",
      "decisions/index",
    ],
  },
];

const rest = "More";

/** Folders whose pages stand in the group of their first page. */
const folders = ["rules", "profiles", "decisions"];

/** The groups with the pages that there are. */
export function contentsOf(paths: readonly string[]): readonly Group[] {
  const named = new Set(groups.flatMap(({ pages }) => pages));
  const inFolder = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
  const known = groups.map(({ title, pages }) => ({
    title,
    pages: pages
      .filter((path) => paths.includes(path))
      .flatMap((path) => {
        const folder = path.endsWith("/index") ? path.slice(0, -"index".length) : null;
        if (folder === null || !folders.includes(folder.slice(0, -1))) return [path];
        return [path, ...paths.filter((one) => one.startsWith(folder) && one !== path).sort()];
      }),
  }));
  const others = paths.filter((path) => !named.has(path) && !inFolder(path));
  return [...known, { title: rest, pages: others.sort() }].filter(({ pages }) => pages.length > 0);
}
