import type { Change, CommitFacts } from "../../src/core/commit/facts.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { compilePolicy } from "../../src/core/policy/compile-policy.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import type { ProfileRevision } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { RequestFacts } from "../../src/core/rules/request/request-facts.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { ada, type Example, type ExampleRequest } from "./examples.ts";

/** What became of an example: the conclusion, and the rules that decided, by how. A rule of level `warn` decides nothing. */
export type Judged = {
  readonly conclusion: string;
  readonly fails: readonly string[];
  readonly undecided: readonly string[];
  readonly warns: readonly string[];
};

/** A document with the headings that QEMU's has, for a policy that looks for exceptions. It lists none, and is no copy. */
const document = {
  name: "docs/devel/code-provenance.rst",
  text: `Code provenance
===============

Use of AI-generated content
~~~~~~~~~~~~~~~~~~~~~~~~~~~

Such content is declined.

Exceptions
^^^^^^^^^^

What is agreed will be listed here.
`,
};

/** A profile as a policy, as `--policy-from profile:NAME` lays it over a repository. Documents are not there, but one in which exceptions would be listed. */
export function policyOf({ text }: Pick<ProfileRevision, "text">, name: string): Policy {
  const { settings, problems } = parsePolicy({ name: `profile:${name}`, text }, catalogue);
  return compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name, kind: "profile", revision: null },
    digest: () => "",
    document: settings.ai.exceptions === null ? null : { source: document, format: "restructuredtext" },
    documentSeenEarlier: unknown("there is no document"),
    maintainersFile: null,
    mailmap: null,
  });
}

/** Judges one example by a policy, as a contribution of its own. */
export function judged(policy: Policy, example: Example): Judged {
  const report = judge(policy, {
    commits: [commitOf(example)],
    today: "2026-11-30",
    exceptionsAtHead: learned([]),
    ...(example.request === undefined ? {} : { request: learned(requestOf(example.request)) }),
  });
  const [commit] = report.commits;
  const found = { fails: new Set<string>(), undecided: new Set<string>(), warns: new Set<string>() };
  for (const { clause, outcome } of commit?.judgements ?? []) {
    if (outcome.kind !== "unmet" && outcome.kind !== "undecided") continue;
    const among = clause.level === "warn" ? "warns" : outcome.kind === "unmet" ? "fails" : "undecided";
    found[among].add(clause.rule.id);
  }
  const sorted = (ids: ReadonlySet<string>): readonly string[] => [...ids].sort();
  return {
    conclusion: report.conclusion,
    fails: sorted(found.fails),
    undecided: sorted(found.undecided),
    warns: sorted(found.warns),
  };
}

const requestOf = ({ text, labels, byProgram = false, issue, other }: ExampleRequest): RequestFacts => ({
  title: learned(title),
  text: learned(text),
  labels: learned(labels),
  openedBy: learned("ada-example"),
  openedByBot: learned(byProgram),
  workItems: learned(issue === undefined ? [] : [{ name: "#12", labels: learned(issue), state: learned("open") }]),
  othersOpen: learned(
    other === undefined ? [] : [{ name: "#14", title: learned(title), text: learned(other), labels: learned([]) }],
  ),
});

const title = "parser: accept folded trailers";

function commitOf({ message, author = ada, committer = ada, isMerge, changes }: Example): CommitFacts {
  const parents = `parent ${"1".repeat(40)}\n`.repeat(isMerge === true ? 2 : 1);
  const header = `tree ${"0".repeat(40)}\n${parents}author ${author} 1795953600 +0000\ncommitter ${committer} 1795953600 +0000\n`;
  const facts = parseCommit("a".repeat(40), new TextEncoder().encode(`${header}\n${message}\n`));
  return { ...facts, changes: learned((changes ?? ["M src/parser.c +3 -1"]).map(changeOf)) };
}

const blobs = { oldBlob: "1".repeat(40), newBlob: "2".repeat(40) };

function changeOf(written: string): Change {
  const [status = "", path = "", added = "", deleted = ""] = written.split(" ");
  const lines =
    added === "binary" ? { added: null, deleted: null } : { added: Number(added), deleted: -Number(deleted) };
  const isNew = status === "A";
  return {
    path,
    from: null,
    status: isNew ? "added" : "modified",
    oldMode: isNew ? "000000" : "100644",
    newMode: "100644",
    ...blobs,
    ...(isNew ? { oldBlob: "0".repeat(40) } : {}),
    ...lines,
  };
}
