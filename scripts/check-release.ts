// `node scripts/check-release.ts v0.1.0` says whether the tree is fit to be published under that tag.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The schemas by which others read what we write, or write what we read. docs/versioning.md says what is promised of them. */
const promised = ["proviso", "report", "audit", "evidence", "register"].map((name) => `schemas/${name}.schema.json`);

type Manifest = { readonly version: string; readonly repository?: { readonly url: string } };

/**
 * Why the changelog does not announce this version, or null. Its newest section is `## 1.2.3 (2026-01-31)` with at least one point.
 */
export function changelogProblem(changelog: string, version: string): string | null {
  const [, newest = "", rest = ""] = /^## ([^\n]*)\n([^]*?)(?=^## |$(?![^]))/m.exec(changelog) ?? [];
  if (!new RegExp(`^${version.replaceAll(".", "\\.")} \\(\\d{4}-\\d{2}-\\d{2}\\)$`).test(newest)) {
    return `the newest section of CHANGELOG.md is \`${newest}\`, and not \`${version} (the day)\``;
  }
  return /^- \S/m.test(rest) ? null : `CHANGELOG.md says nothing of ${version}`;
}

/** Does the newest section of the changelog say that something breaks? */
export const announcesBreaks = (changelog: string): boolean => /^### Breaks$/m.test(changelog.split(/^## /m)[1] ?? "");

/**
 * Names that an older schema has and a newer one has not: keys, options and rules in the one, values that were allowed.
 */
export function vanished(older: unknown, newer: unknown, at = ""): readonly string[] {
  if (typeof older !== "object" || older === null) return [];
  const now = typeof newer === "object" && newer !== null ? newer : {};
  return Object.entries(older as Record<string, unknown>).flatMap(([key, value]) => {
    const inner: unknown = Reflect.get(now, key);
    if (key === "enum" && Array.isArray(value)) {
      return value
        .filter((one) => !(Array.isArray(inner) && inner.includes(one)))
        .map((one) => `${at}: the value ${String(one)}`);
    }
    if (key !== "properties" && key !== "$defs") return vanished(value, inner, at);
    return Object.entries(value ?? {}).flatMap(([name, schema]) => {
      const place = at === "" ? name : `${at}.${name}`;
      const kept: unknown = typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined;
      return kept === undefined ? [place] : vanished(schema, kept, place);
    });
  });
}

/**
 * All that stands in the way of publishing the tree of a directory under a tag, a sentence each.
 * `forgeRepository` is `OWNER/NAME` where a forge publishes; npm ties the package to it.
 */
export function releaseProblems(
  directory: string,
  tag: string,
  forgeRepository: string | undefined,
): readonly string[] {
  const read = (path: string): string => readFileSync(join(directory, path), "utf8");
  const { version, repository } = JSON.parse(read("package.json")) as Manifest;
  const changelog = read("CHANGELOG.md");
  const problems: string[] = [];
  if (!/^\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?$/.test(version)) problems.push(`\`${version}\` in package.json is no version`);
  if (tag !== `v${version}`) problems.push(`the tag is ${tag}, and package.json says ${version}`);
  const unannounced = changelogProblem(changelog, version);
  if (unannounced !== null) problems.push(unannounced);
  const address = repository?.url ?? "";
  if (forgeRepository !== undefined && !address.replace(/\.git$/, "").endsWith(`/${forgeRepository}`)) {
    problems.push(
      `package.json must name the repository ${forgeRepository} (\`repository\`), or npm refuses the statement of where the package comes from`,
    );
  }
  const before = previousTag(directory, tag);
  if (before !== null && !announcesBreaks(changelog)) {
    for (const path of promised) {
      const older = textAt(directory, before, path);
      const gone = older === null ? [] : vanished(JSON.parse(older), JSON.parse(read(path)));
      if (gone.length > 0)
        problems.push(`${path} lacks what ${before} had, and CHANGELOG.md has no \`### Breaks\`: ${gone.join(", ")}`);
    }
  }
  return problems;
}

/** The newest tag of a version that the history has, other than this one; null if there is none. */
function previousTag(directory: string, tag: string): string | null {
  const tags = git(directory, "tag", "--merged", "HEAD", "--sort=-v:refname", "--list", "v[0-9]*.[0-9]*.[0-9]*") ?? "";
  return tags.split("\n").find((one) => one !== "" && one !== tag) ?? null;
}

const textAt = (directory: string, revision: string, path: string): string | null =>
  git(directory, "show", `${revision}:${path}`);

/** What git prints, or null where it fails. */
function git(directory: string, ...words: string[]): string | null {
  try {
    return execFileSync("git", ["-C", directory, ...words], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tag = process.argv[2] ?? "";
  const problems = releaseProblems(
    join(dirname(fileURLToPath(import.meta.url)), ".."),
    tag,
    process.env["GITHUB_REPOSITORY"],
  );
  for (const problem of problems) process.stderr.write(`check-release: ${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
