import { profiles } from "../policy/profiles.ts";
import { unshowableIn } from "../text/neutralise.ts";
import { documentOf } from "./known-document.ts";

/** Files of a repository that a proposal looks at, by what they are. Paths, in the order in which they are asked. */
export type WantedFiles = {
  readonly maintainers: readonly string[];
  readonly dcoYml: string | null;
  readonly linters: readonly string[];
  /** Settings that are programs: they are never run, so nobody reads them. */
  readonly programs: readonly string[];
  readonly documents: readonly string[];
  /** How many more documents there would be. */
  readonly documentsLeftOut: number;
  readonly mailmap: string | null;
};

/** Contribution documents that are read; a project has a handful, and translations of them are left out. */
export const documentsMax = 40;

const maintainersPaths = [
  "MAINTAINERS",
  ".github/CODEOWNERS",
  ".gitlab/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".forgejo/CODEOWNERS",
  ".gitea/CODEOWNERS",
];

const linterPaths = [
  ".commitlintrc",
  ".commitlintrc.json",
  ".commitlintrc.yaml",
  ".commitlintrc.yml",
  "package.json",
  ".gitlint",
  ".pre-commit-config.yaml",
];

const programPath = /^(?:\.commitlintrc|commitlint\.config)\.(?:js|cjs|mjs|ts|cts|mts)$/;

/** Documents by their names, the likeliest to bind first. */
const documentNames: readonly RegExp[] = [
  /^(?:code[-_ ])?provenance\b|provenance$/i,
  /^(?:ai|llm)[-_ ]?(?:policy|policies|usage|use|contributions?|guidelines?)$|^generated[-_]content$|^coding[-_]assistants$/i,
  /^contribut(?:e|ing|ions?)(?:[-_ ].*)?$/i,
  /^(?:submit|send)(?:ting|ing)?[-_]?(?:a[-_]?)?patch(?:es)?$/i,
  /^(?:dco|hacking|agents|development[-_]process|pull[-_]requests?)$/i,
];

/** Directories in which a project keeps such documents. */
const documentFolder = /^(?:\.github|\.gitlab|\.forgejo|docs?|documentation|contributing|policies)\//i;

const documentEnding = /\.(?:md|markdown|rst|txt|adoc|asciidoc)$/i;

const profileDocuments = new Set(profiles.flatMap((profile) => documentOf(profile) ?? []));

/** Picks from the paths of a revision those that are worth reading. A name that cannot be shown is none of them. */
export function wantedFiles(paths: readonly string[]): WantedFiles {
  const present = new Set(paths);
  const pick = (wanted: readonly string[]): readonly string[] => wanted.filter((path) => present.has(path));
  const documents = paths
    .flatMap((path) => {
      const rank = documentRank(path);
      return rank === null ? [] : [{ path, rank, depth: path.split("/").length }];
    })
    .sort((one, other) => one.rank - other.rank || one.depth - other.depth || (one.path < other.path ? -1 : 1))
    .map(({ path }) => path);
  return {
    maintainers: pick(maintainersPaths),
    dcoYml: present.has(".github/dco.yml") ? ".github/dco.yml" : null,
    linters: pick(linterPaths),
    programs: paths.filter((path) => programPath.test(path)),
    documents: documents.slice(0, documentsMax),
    documentsLeftOut: Math.max(0, documents.length - documentsMax),
    mailmap: present.has(".mailmap") ? ".mailmap" : null,
  };
}

/**
 * Null: the path is no contribution document. A smaller number is likelier to bind. Many profiles' documents are called as anybody's are, so only another name
 * tells that such a document may be theirs.
 */
function documentRank(path: string): number | null {
  if (unshowableIn(path) !== undefined || /[\n\\]/.test(path)) return null;
  return rankByName(path) ?? (profileDocuments.has(path) ? 0 : null);
}

function rankByName(path: string): number | null {
  const isAtTop = !path.includes("/");
  if (!isAtTop && (!documentFolder.test(path) || /(?:^|\/)translations?\//i.test(path))) return null;
  const file = path.slice(path.lastIndexOf("/") + 1);
  const name = file.replace(documentEnding, "");
  if (name === file && file.includes(".")) return null;
  const rank = documentNames.findIndex((pattern) => pattern.test(name));
  if (rank !== -1) return rank + 1;
  return isAtTop && /^readme$/i.test(name) ? documentNames.length + 1 : null;
}

/** A README presents the project: what it says of AI may be about the product, so only its words on sign-offs are taken. */
export const isReadme = (path: string): boolean => /^readme(?:\.|$)/i.test(path);
