import { shortObjectId } from "../core/commit/object-id.ts";
import { commitId, foreign, type Html, html, prose } from "../core/report/html/html.ts";
import { counted, grouped } from "../core/report/layout.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { exposureSchema } from "../core/report/schemas/exposure-schema.ts";
import { shown } from "../core/report/words.ts";
import type { ExposureView, RepositoryKey } from "../core/service/views.ts";
import { exceptionPath } from "./links.ts";
import { type PageSection, type Person, tokenField } from "./page.ts";
import type { SavedExposure } from "./saved-values.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { commitHtml, momentHtml } from "./words.ts";

/** Whose exposure it is, and who may have it measured now. */
export type ExposureOf = {
  readonly repository: RepositoryKey;
  readonly exception: string;
  readonly measurer: Person | null;
};

/** Rows of one table. Of more, those with the most lines alive are listed, and how many there are is said. */
const rowsMax = 1_000;

/** Reasons that are listed. */
const reasonsMax = 10;

/** What of an exception's commits is alive, and whether it could be taken out again, as it was measured last; and what of it stands in no table. */
export function exposurePart(
  exposure: ExposureView | null,
  of: ExposureOf,
): { readonly section: PageSection; readonly facts: unknown } {
  const { measurer } = of;
  const text = exposure?.text ?? null;
  const read = text === null ? null : readSaved<SavedExposure>(text, exposureSchema);
  const form = measurer === null ? [] : [measureForm(of, measurer)];
  const body = [...failureOf(exposure), ...measuredOf(exposure, read, of), ...form];
  return { section: { id: "exposure", title: "Exposure", body }, facts: factsOf(exposure, read) };
}

type Read = ReturnType<typeof readSaved<SavedExposure>> | null;

/** A table has so many rows at most, so that the numbers of all stand here. */
function factsOf(exposure: ExposureView | null, read: Read): unknown {
  if (exposure === null) return null;
  const { madeAt, failed } = exposure;
  if (read?.ok !== true) return { madeAt, failed, measured: null };
  const { revision, undetermined, total, reverts, directories, files, commits } = read.value;
  const rows = { directories: directories.length, files: files.length, reverts: commits.length };
  return { madeAt, failed, measured: { revision, undetermined, total, reverts, rows } };
}

function failureOf(exposure: ExposureView | null): readonly Html[] {
  const failed = exposure?.failed ?? null;
  if (failed === null) return [];
  const follows = exposure?.text === null ? "" : " What follows was measured before.";
  return [
    html`<p>It could not be measured ${momentHtml(failed.at)}: ${prose(shown(failed.why, 500))}.${follows}</p>\n`,
  ];
}

function measuredOf(exposure: ExposureView | null, read: Read, { repository }: ExposureOf): PageSection["body"] {
  if (exposure === null || read === null)
    return exposure?.failed ? [] : [html`<p class="none">Nobody has measured yet what of it is alive.</p>\n`];
  if (!read.ok) return [html`<p>What was measured ${prose(shown(read.why, 500))}, so that it is not shown.</p>\n`];
  const { directories, files, commits } = read.value;
  return [
    leadOf(read.value, exposure.madeAt),
    tableOf({ id: "directories", what: "directory", columns: directoryColumns, rows: directories.toSorted(mostAlive) }),
    tableOf({ id: "files", what: "file", columns: fileColumns, rows: files.toSorted(mostAlive) }),
    dataTable<Commit>({
      id: "reverts",
      caption: `What comes of reverting, the newest first${ofMore(commits.length)}`,
      columns: commitColumns(repository),
      rows: commits.slice(0, rowsMax),
      none: "No commit relies on it.",
      hidden: ["subject", "paths", "behind", "why"],
    }),
  ];
}

type Lines = { readonly added: number | null; readonly alive: number | null };
type Directory = SavedExposure["directories"][number];
type File = SavedExposure["files"][number];
type Commit = SavedExposure["commits"][number];

const mostAlive = (one: Lines, other: Lines): number => (other.alive ?? 0) - (one.alive ?? 0);

function leadOf(exposure: SavedExposure, madeAt: number | null): Html {
  const { total, reverts, revision, undetermined, commits } = exposure;
  const told = (
    [
      [reverts.clean, "clean"],
      [reverts.conflict, "in conflict"],
      [reverts.nothingLeft, "with nothing left to revert"],
      [reverts.merge, "merges"],
      [reverts.notReached, "not reached"],
      [reverts.unknown, "not known"],
    ] as const
  ).flatMap(([count, words]) => (count === 0 ? [] : [`${grouped(count)} ${words}`]));
  const more = undetermined.length - reasonsMax;
  return html`<p>${grouped(total.alive)} of ${counted(total.added, "line")} alive at ${commitId(revision.id)} (<code>${foreign(revision.name, 80)}</code>), measured ${momentHtml(madeAt)}. Reverts of ${counted(commits.length, "commit")}: ${told.length === 0 ? "none" : told.join(", ")}.</p>
${undetermined.length === 0 ? null : html`<p>Not all of it is known, so that numbers may be too small:</p><ul>${undetermined.slice(0, reasonsMax).map((why) => html`<li>${foreign(why, 500)}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul>\n`}`;
}

const share = ({ added, alive }: Lines): string | null =>
  added === null || alive === null || added === 0 ? null : `${Math.floor((100 * alive) / added)} %`;

const lineColumns: readonly Column<Lines>[] = [
  { key: "alive", title: "Alive", value: ({ alive }) => alive, cell: ({ alive }) => alive ?? notCounted },
  { key: "added", title: "Added", value: ({ added }) => added, cell: ({ added }) => added ?? notCounted },
  { key: "share", title: "Share", value: share },
];

const notCounted = html`<span class="quiet">not counted</span>`;

const directoryColumns: readonly Column<Directory>[] = [
  {
    key: "path",
    title: "Directory",
    value: ({ path }) => path,
    cell: ({ path }) => html`<code>${foreign(path, 200)}</code>`,
  },
  ...lineColumns,
];

const stateWords: { readonly [State in File["state"]]: string } = {
  present: "there",
  deleted: "deleted",
  binary: "binary: lines are not counted",
  unknown: "not counted",
};

const fileColumns: readonly Column<File>[] = [
  {
    key: "path",
    title: "File",
    value: ({ path }) => path,
    cell: ({ path, earlierPaths }) =>
      html`<code>${foreign(path, 200)}</code>${
        earlierPaths.length === 0
          ? null
          : html` <span class="quiet">was ${foreign(earlierPaths.slice(0, 3).join(", "), 200)}</span>`
      }`,
  },
  ...lineColumns,
  { key: "state", title: "State", value: ({ state }) => state, cell: ({ state }) => stateWords[state] },
];

const commitColumns = (repository: RepositoryKey): readonly Column<Commit>[] => [
  {
    key: "commit",
    title: "Commit",
    value: ({ id }) => id,
    cell: ({ id, subject }) => html`${commitHtml(repository, id)} ${foreign(subject, 100)}`,
  },
  { key: "subject", title: "Subject", value: ({ subject }) => subject },
  ...lineColumns.slice(0, 2),
  { key: "revert", title: "Revert", value: ({ revert }) => revert.outcome, cell: revertHtml },
  { key: "paths", title: "Paths in conflict", value: ({ revert }) => revert.paths.map(({ path }) => path).join("\n") },
  { key: "behind", title: "After", value: ({ revert }) => revert.behind.join(" ") },
  { key: "why", title: "Why it is not known", value: ({ revert }) => revert.why },
];

/** Paths of one conflict that are listed. */
const pathsMax = 6;

function revertHtml({ revert: { outcome, why, paths, behind } }: Commit): Html {
  const named = paths
    .slice(0, pathsMax)
    .map(({ path, kinds }) => html`<li><code>${foreign(path, 120)}</code> ${foreign(kinds.join(", "), 80)}</li>`);
  const more = paths.length > pathsMax ? html`<li>and ${paths.length - pathsMax} more</li>` : null;
  const after =
    behind.length === 0
      ? null
      : html` after ${behind.slice(0, pathsMax).map((id, index) => html`${index === 0 ? "" : ", "}<code>${foreign(shortObjectId(id), 12)}</code>`)}, which could not be reverted`;
  return html`${foreign(outcome.replace("-", " "), 60)}${why === null ? null : html`: ${foreign(why, 200)}`}${after}${
    named.length === 0 ? null : html`<ul>${named}${more}</ul>`
  }`;
}

const tableOf = <Row extends Lines>(of: {
  readonly id: string;
  readonly what: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}): DataTable =>
  dataTable<Row>({
    id: of.id,
    caption: `Lines, by ${of.what}, those with the most alive first${ofMore(of.rows.length)}`,
    columns: of.columns,
    rows: of.rows.slice(0, rowsMax),
    none: "No line was added.",
  });

const ofMore = (rows: number): string => (rows <= rowsMax ? "" : `; ${grouped(rowsMax)} of ${grouped(rows)}`);

const measureForm = ({ repository, exception }: ExposureOf, measurer: Person): Html =>
  html`<form method="post" action="${exceptionPath(repository, exception)}/measure">${tokenField(measurer)}
<p>It is measured after each audit, where the branch has moved. <button>Measure now</button></p></form>
`;
