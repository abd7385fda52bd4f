import { createRequire } from "node:module";
import { readBack, written } from "../../../src/adapters/git/memory/memory.ts";
import { parseBaseline } from "../../../src/core/audit/baseline.ts";
import { decodeDelivery } from "../../../src/core/forge/decode.ts";
import { readThread } from "../../../src/core/process/thread/discussion.ts";
import { readForgeExport } from "../../../src/core/process/thread/forge-export.ts";
import { auditValue } from "../../../src/core/report/audit-value.ts";
import { renderJson } from "../../../src/core/report/json.ts";
import { readReportOrAudit } from "../../../src/core/report/read-either.ts";
import { parsedJson } from "../../../src/core/text/foreign-value.ts";
import * as payloads from "../../forge/payloads.ts";
import { auditForms, audits } from "../../report/audit-forms.ts";
import { situations } from "../../report/situations.ts";
import { type FuzzTarget, holds, same, textOf } from "../target.ts";

const jsonWords = [
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  '"',
  "null",
  "true",
  "false",
  "{}",
  "[]",
  '""',
  "-1",
  "1e400",
  "\\u0000",
  "\\ud800",
  '"__proto__":',
  "\ufeff",
];

const reports = [...situations().values()].map((report) => renderJson(report));
const savedAudits = audits.map(([, report]) => [...(auditForms["json"]?.(auditValue(report)) ?? [])].join(""));

function readSavedReport(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const read = readReportOrAudit(text);
  const { baseline, problems } = parseBaseline({ name: "baseline", text });
  if (!read.ok) {
    holds(read.why !== "" && !read.why.includes("\n"), `why it is not read is no line: ${read.why}`);
    return { why: read.why, problems, baseline };
  }
  return { kind: read.value.kind, problems };
}

const deliveries: readonly (readonly [forge: "github" | "gitlab" | "forgejo", name: string, body: unknown])[] = [
  ["gitlab", "Merge Request Hook", payloads.gitlabEvent({ action: "open" })],
  ["gitlab", "Note Hook", payloads.gitlabNote("/proviso check")],
  ["gitlab", "Push Hook", payloads.gitlabPush()],
  ["forgejo", "pull_request", payloads.forgejoEvent("opened")],
  ["forgejo", "push", payloads.forgejoPush()],
];

/** What GitHub sent, one of each event that is looked at. */
function githubBodies(): readonly string[] {
  const wanted = [
    "pull_request",
    "push",
    "issue_comment",
    "pull_request_review",
    "check_run",
    "check_suite",
    "installation",
    "repository",
  ];
  const all = createRequire(import.meta.url)("@octokit/webhooks-examples") as readonly {
    readonly name: string;
    readonly examples: readonly unknown[];
  }[];
  return all
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, examples }) => `${name}\n${JSON.stringify(examples[0])}`);
}

/** The first line names the event, the rest is the body. */
function decode(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  const end = text.indexOf("\n");
  const event = { name: text.slice(0, Math.max(0, end)), body: text.slice(end + 1) };
  return (["github", "gitlab", "forgejo"] as const).map((forge) => {
    const decoded = decodeDelivery(forge, event, ["main", "release/*"]);
    if (decoded.kind !== "event") holds(!decoded.because.includes("\n"), "why nothing was read of it is no line");
    return decoded;
  });
}

const exported = [
  JSON.stringify({
    number: 7,
    title: "x",
    body: "# Request\n\n## Entry\n",
    user: { login: "ada" },
    created_at: "2026-01-02T00:00:00Z",
    comments: [
      { id: 1, body: "Acked-by: Lin <lin@example.org>", author: { login: "lin" }, createdAt: "2026-01-03T00:00:00Z" },
    ],
  }),
  JSON.stringify([
    { id: 1, body: "a", user: { login: "ada", type: "User" }, created_at: "2026-01-02T00:00:00Z" },
    { notes: [{ id: 2, body: "b", author: { username: "x", name: "X" }, system: false }] },
  ]),
];

export const savedTargets: readonly FuzzTarget[] = [
  {
    name: "reports",
    reads: "reports and audits that were saved as JSON, and baselines",
    sources: ["src/core/report/read-", "src/core/report/conformance", "src/core/audit/baseline"],
    seeds: [...reports.slice(0, 6), ...savedAudits.slice(0, 3), `${"1".repeat(40)} sign-off-present unmet\n# x\n`],
    words: [
      ...jsonWords,
      '"audit":',
      '"report":',
      '"conclusion":',
      '"fail"',
      '"commits":',
      '"findings":',
      '"id":',
      '"day":',
      "2026-02-30",
    ],
    bytesMax: 60_000,
    read: readSavedReport,
  },
  {
    name: "deliveries",
    reads: "what GitHub, GitLab and Forgejo tell by webhook",
    sources: ["src/core/forge/"],
    seeds: [...deliveries.map(([, name, body]) => `${name}\n${JSON.stringify(body)}`), ...githubBodies()],
    words: [
      ...jsonWords,
      '"action":',
      '"opened"',
      '"number":',
      '"head":',
      '"sha":',
      '"repository":',
      '"object_attributes":',
      '"ref":',
      '"before":',
      "0".repeat(40),
      "pull_request\n",
      "push\n",
    ],
    bytesMax: 40_000,
    read: decode,
  },
  {
    name: "forge-exports",
    reads: "issues and their comments as a forge exports them",
    sources: ["src/core/process/thread/"],
    seeds: exported,
    words: [
      ...jsonWords,
      '"body":',
      '"notes":',
      '"comments":',
      '"user":',
      '"login":',
      '"created_at":',
      '"system":',
      "2026-01-02T00:00:00Z",
      "Acked-by: Lin <lin@example.org>",
      "\\n\\n### x\\n\\n- **Id:** y\\n",
    ],
    read: (bytes) => {
      const read = readForgeExport(textOf(bytes), "");
      return read === null ? null : readThread(read.postings);
    },
  },
  {
    name: "memory",
    reads: "answers of git that were kept as JSON",
    sources: ["src/adapters/git/memory/memory", "src/core/text/foreign-value"],
    seeds: ['{"bytes":"ab"}', '[{"ok":true,"value":{"bytes":"\\u00ff"}},null,1,"x"]', '{"a":{"b":[{"bytes":1}]}}'],
    words: [...jsonWords, '"bytes":', '{"bytes":"x"}'],
    read: (bytes) => {
      const value = parsedJson(textOf(bytes));
      const read = readBack(value);
      same(readBack(written(read)), read, "what was kept and read again");
      return read;
    },
  },
];
