import { renderAuditJsonParts } from "../../src/core/report/audit-json.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { renderJson } from "../../src/core/report/json.ts";
import type {
  AuditView,
  CommitView,
  ContributionRow,
  ContributionView,
  ExceptionRow,
  JudgementRow,
  LogRow,
  RegisterView,
  RepositoryRow,
  RequestView,
} from "../../src/core/service/views.ts";
import { auditOf } from "../report/audit-sample.ts";
import { reportOf } from "../report/sample.ts";
import { damaged, excepted, failing, forPeople, quiet, unknown, warned } from "../report/situations.ts";

/** What every foreign text of the records becomes: itself, or something hostile. */
export type Foreign = (text: string) => string;

export const key = "forgejo/forge.example.org/lantern/lamp";
export const day = (text: string): number => Date.parse(`${text}T09:30:00Z`);
const idOf = (character: string): string => character.repeat(40);

/** Every text inside a value, changed; keys, and what is one of a few words of ours, stay. */
export function eachText(value: unknown, change: Foreign, kept: ReadonlySet<string>): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, change, kept));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, kept.has(name) ? one : eachText(one, change, kept)]),
  );
}

export function repositoryRows(foreign: Foreign): readonly RepositoryRow[] {
  const row = (name: string, more: Partial<RepositoryRow>): RepositoryRow => ({
    key: `forgejo/forge.example.org/${foreign(name)}`,
    branch: foreign("main"),
    state: "active",
    isPrivate: false,
    open: 12,
    undecided: 3,
    failing: 2,
    audit: { failing: 4, undecided: 1, madeAt: day("2026-11-28") },
    ...more,
  });
  return [
    row("lantern/lamp", {}),
    row("lantern/wick", { open: 0, undecided: 0, failing: 0, audit: null }),
    row("lantern/oil-and-grease-for-very-long-names", { state: "suspended", isPrivate: true, open: 1_204 }),
    row("lantern/old", { state: "gone" }),
  ];
}

export function contributionRows(foreign: Foreign): readonly ContributionRow[] {
  const row = (number: number, title: string, more: Partial<ContributionRow>): ContributionRow => ({
    repository: `forgejo/forge.example.org/${foreign("lantern/lamp")}`,
    number,
    title: foreign(title),
    author: foreign("grace"),
    state: "open",
    base: foreign("main"),
    head: idOf("a"),
    conclusion: "undecided",
    deciders: [foreign("@lin"), foreign("Ada Maintainer <ada@example.org>")],
    isMine: number % 2 === 0,
    judgedAt: day("2026-11-28"),
    updatedAt: day("2026-11-29"),
    ...more,
  });
  return [
    row(412, "hw/lamp: convert the last users of lamp_legacy_init()", {}),
    row(411, "docs: say how the wick is trimmed", { conclusion: "fail", deciders: [] }),
    row(409, "tests: rename the fixtures mechanically, as agreed for the whole directory", {
      conclusion: "could-not",
      deciders: [],
    }),
    row(398, "lamp: round up", { conclusion: "pass", state: "merged", deciders: [] }),
    row(397, " ", { conclusion: null, judgedAt: null, state: "closed", deciders: [] }),
  ];
}

/** The report of a contribution in which everything occurs, as it would be saved. */
export function reportText(foreign: Foreign): string {
  const whole = JSON.parse(
    renderJson(
      reportOf([failing(), forPeople(), unknown(), excepted(), damaged(), warned(), quiet()], {
        conclusion: "fail",
        reasons: ["a reason"],
      }),
    ),
  ) as { commits: { id: string }[] };
  const ours = new Set([
    "conclusion",
    "level",
    "outcome",
    "state",
    "part",
    "kind",
    "listed",
    "date",
    "severity",
    "rules",
    "rule",
    "id",
  ]);
  return JSON.stringify(eachText(whole, foreign, ours));
}

export const contributionView = (foreign: Foreign): ContributionView => ({
  ...(contributionRows(foreign)[0] as ContributionRow),
  url: foreign("https://forge.example.org/lantern/lamp/pulls/412"),
  report: reportText(foreign),
  why: foreign("a maintainer must judge one commit; `ada@example.org` wrote it"),
  publication: { state: "maybe-sent", attempts: 2, lastError: foreign("502 Bad Gateway") },
  conclusions: [
    {
      head: idOf("a"),
      conclusion: "undecided",
      policyDigest: "d".repeat(64),
      judgedAt: day("2026-11-28"),
      isObsolete: false,
    },
    {
      head: idOf("b"),
      conclusion: "fail",
      policyDigest: "d".repeat(64),
      judgedAt: day("2026-11-27"),
      isObsolete: true,
    },
  ],
});

export const exceptionRows = (foreign: Foreign): readonly ExceptionRow[] =>
  (["listed", "expired", "withdrawn", "unreadable"] as const).map((state, index) => ({
    repository: `forgejo/forge.example.org/${foreign("lantern/lamp")}`,
    exception: index === 0 ? "mechanical-changes" : foreign(`${state}-one`),
    title: foreign("Mechanical changes"),
    state,
    isListed: index !== 2,
    agreed: index === 1 ? null : foreign("2026-01-15"),
    until: index === 0 ? foreign("2027-01-31") : null,
    relying: { count: 1_000, atLeast: true },
    lines: index === 0 ? { alive: 1_080, added: 1_200, isWhole: false } : null,
  }));

export function registerView(foreign: Foreign): RegisterView {
  const entry = {
    id: "mechanical-changes",
    title: foreign("Mechanical changes"),
    state: "listed",
    source: foreign("docs/provenance.rst"),
    line: 40,
    hasFields: true,
    covers: ["code", "tests"],
    change: ["rename", "move"],
    paths: [foreign("hw/**")],
    notPaths: [foreign("linux-headers/")],
    atMost: [{ count: 400, of: "added lines", notCountingTests: true }],
    tool: foreign("a tool"),
    who: { kind: "contributors", earlierCommits: 3 },
    needs: ["second opinion"],
    judgements: [foreign("it is boring")],
    agreed: {
      day: foreign("2026-01-15"),
      links: [foreign("https://lists.example.org/lamp/1"), foreign("<20260108.4711@example.org>")],
    },
    until: { day: foreign("2027-01-31"), postedBeforeMayLandUntil: null },
    withdrawn: null,
    isListed: true,
    history: [
      { kind: "listed", day: foreign("2026-01-20"), commit: foreign(idOf("1")), changed: [] },
      {
        kind: "changed",
        day: foreign("2026-03-02"),
        commit: foreign(idOf("2")),
        changed: [foreign("At most"), "text"],
      },
    ],
  };
  const text = JSON.stringify({
    register: 1,
    document: foreign("docs/provenance.rst"),
    revision: idOf("c"),
    incomplete: foreign("the clone is shallow"),
    unread: [{ commit: foreign(idOf("3")), day: foreign("2026-02-01"), why: foreign("it is not UTF-8") }],
    exceptions: [entry],
  });
  return { repository: key, revision: idOf("c"), takenAt: day("2026-11-28"), text };
}

export const exposureText = (foreign: Foreign): string =>
  JSON.stringify({
    exposure: 1,
    revision: { name: foreign("main"), id: idOf("c") },
    exception: "mechanical-changes",
    undetermined: [foreign("a file is binary")],
    total: { added: 120, alive: 80 },
    reverts: { clean: 0, conflict: 1, nothingLeft: 1, merge: 0, notReached: 0, unknown: 0 },
    patches: null,
    directories: [{ path: foreign("hw/lamp"), added: 120, alive: 80 }],
    files: [
      { path: foreign("hw/lamp/wick.c"), state: "present", added: 100, alive: 80, earlierPaths: [foreign("wick.c")] },
      { path: foreign("hw/lamp/old.c"), state: "deleted", added: 20, alive: 0, earlierPaths: [] },
      { path: foreign("hw/lamp/flame.png"), state: "binary", added: null, alive: null, earlierPaths: [] },
    ],
    commits: [
      {
        id: foreign(idOf("4")),
        subject: foreign("rename them all"),
        added: 120,
        alive: 80,
        revert: { outcome: "nothing-left", why: null, paths: [], behind: [] },
      },
      {
        id: foreign(idOf("5")),
        subject: foreign("move them all"),
        added: 20,
        alive: null,
        revert: {
          outcome: "conflict",
          why: null,
          paths: [{ path: foreign("hw/lamp/wick.c"), kinds: [foreign("contents")] }],
          behind: [foreign(idOf("6"))],
        },
      },
    ],
  });

export const requestView = (foreign: Foreign): RequestView => {
  const person = { name: foreign("Lin"), email: foreign("lin@example.org"), login: foreign("lin") };
  const place = { place: foreign("mail 3"), id: foreign("<3@example.org>") };
  const given = (form: string, effect: string) => ({
    form: foreign(form),
    effect,
    version: foreign("v2"),
    reason: foreign("it is too wide"),
    by: person,
    ...place,
    line: 4,
    seconds: 1_780_000_000,
  });
  const conditions = JSON.parse(registerView(foreign).text).exceptions[0] as { [name: string]: unknown };
  const { isListed: _listed, history: _history, ...entry } = conditions;
  return {
    repository: key,
    reference: foreign("<20260108.4711@example.org>"),
    title: foreign("Allow generated translations"),
    author: foreign("grace"),
    state: "open",
    updatedAt: day("2026-11-20"),
    exception: "mechanical-changes",
    open: 1,
    listing: "listed",
    readAt: day("2026-11-21"),
    why: null,
    url: foreign("https://lists.example.org/lamp/4711"),
    status: JSON.stringify({
      status: 1,
      exception: "mechanical-changes",
      problems: [foreign("mail 9 has no Message-Id")],
      document: { source: foreign("docs/provenance.rst"), state: "listed", entry, difference: null },
      thread: { postings: 12, roots: [place], duplicates: 1, first: 1_780_000_000, last: 1_780_600_000 },
      open: 1,
      versions: [
        {
          label: foreign("v2"),
          ...place,
          date: { written: foreign("Mon, 1 Jun 2026 10:00:00 +0000"), seconds: 1_780_000_000 },
          subject: foreign("[RFC v2] exception: translations"),
          by: person,
          title: foreign("Translations"),
          fields: [{ name: foreign("Change"), value: foreign("docs") }],
          conditions: entry,
          problems: [],
          difference: null,
        },
      ],
      people: [
        {
          ...person,
          postings: 3,
          proposed: [foreign("v2")],
          said: [given("Acked-by", "agrees")],
          standings: [{ since: null, revision: null, maintains: [foreign("Lamps")], reviews: [], why: null }],
        },
      ],
      objections: [
        { raised: given("/object", "objects"), closed: null },
        { raised: given("NACKed-by", "objects"), closed: given("Acked-by", "agrees") },
      ],
      uncounted: [{ ...place, line: 2, text: foreign("Acked-by: Lin"), why: foreign("it is quoted") }],
      missing: [],
    }),
  };
};

export const judgementRows = (foreign: Foreign): readonly JudgementRow[] =>
  (["unmet", "undecided", "met"] as const).map((outcome, index) => ({
    repository: `forgejo/forge.example.org/${foreign("lantern/lamp")}`,
    commit: idOf(String(index + 4)),
    subject: foreign("rename them all"),
    author: foreign("Grace Newcomer <grace@example.org>"),
    rule: index === 0 ? "sign-off-present" : foreign("ai-content-permitted"),
    outcome,
    exception: index === 0 ? null : foreign("mechanical-changes"),
    contribution: index === 1 ? 412 : null,
    committedAt: day("2026-11-20"),
  }));

export function auditView(foreign: Foreign): AuditView {
  const whole: unknown = JSON.parse([...renderAuditJsonParts(auditValue(auditOf()))].join(""));
  const ours = new Set([
    "conclusion",
    "level",
    "outcome",
    "state",
    "part",
    "kind",
    "class",
    "asOf",
    "date",
    "day",
    "years",
    "months",
  ]);
  return {
    repository: key,
    revision: foreign("main"),
    tip: idOf("a"),
    policyDigest: "d".repeat(64),
    madeAt: day("2026-11-28"),
    commits: 50,
    failing: 2,
    undecided: 1,
    relying: 1,
    text: JSON.stringify(eachText(whole, foreign, ours)),
  };
}

export const commitView = (foreign: Foreign): CommitView => {
  const { commits } = JSON.parse(reportText(foreign)) as { commits: unknown[] };
  return {
    repository: key,
    commit: idOf("4"),
    subject: foreign("rename them all"),
    author: foreign("Grace Newcomer <grace@example.org>"),
    committedAt: day("2026-11-20"),
    conclusion: "undecided",
    contribution: 412,
    judgedAt: day("2026-11-28"),
    judgements: judgementRows(foreign),
    detail: JSON.stringify(commits[1]),
  };
};

export const logRows = (foreign: Foreign): readonly LogRow[] => [
  {
    sequence: 2,
    at: day("2026-11-28"),
    actor: foreign("person:lin"),
    action: foreign("log-in"),
    subject: foreign("forge"),
    hash: "e".repeat(64),
  },
  {
    sequence: 1,
    at: day("2026-11-27"),
    actor: "service",
    action: "conclusion-published",
    subject: foreign(`${key}#412`),
    hash: "f".repeat(64),
  },
];
