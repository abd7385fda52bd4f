import type { Period } from "../core/audit/audit.ts";
import type { AuditValue } from "../core/report/audit-value.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";

const periodColumns: readonly Column<Period>[] = [
  { key: "period", title: "Period", value: ({ name }) => name },
  ...(
    [
      "commits",
      "passed",
      "passedUnderException",
      "notApplicable",
      "undecided",
      "failed",
      "warned",
      "beforePolicy",
      "aiUse",
      "undisclosed",
    ] as const
  ).map((key): Column<Period> => ({ key, title: key, value: ({ counts }) => counts[key] })),
  ...(["independent", "own", "unclear", "unsigned"] as const).map(
    (key): Column<Period> => ({ key: `signed_${key}`, title: key, value: ({ counts }) => counts.signed[key] }),
  ),
];

/** What the charts of an audit show, as tables. */
export function auditTables({ years, months, tools, subsystems, milestones }: AuditValue): readonly DataTable[] {
  return [
    dataTable({ id: "years", caption: "Commits of each year", columns: periodColumns, rows: years, none: "None." }),
    dataTable({ id: "months", caption: "Commits of each month", columns: periodColumns, rows: months, none: "None." }),
    dataTable<AuditValue["tools"][number]>({
      id: "tools",
      caption: "Tools by their exact identities",
      columns: [
        { key: "tool", title: "Tool", value: ({ tool }) => tool },
        { key: "class", title: "Kind", value: (tool) => tool.class },
        { key: "role", title: "Where", value: ({ role }) => role },
        { key: "commits", title: "Commits", value: ({ commits }) => commits },
        { key: "first", title: "First", value: ({ first }) => first.day },
        { key: "last", title: "Last", value: ({ last }) => last.day },
      ],
      rows: tools,
      none: "None.",
    }),
    dataTable<AuditValue["subsystems"][number]>({
      id: "subsystems",
      caption: "Subsystems",
      columns: [
        { key: "name", title: "Subsystem", value: ({ name }) => name },
        ...(["commits", "failed", "undecided", "warned", "independent", "signable"] as const).map((key) => ({
          key,
          title: key,
          value: (row: AuditValue["subsystems"][number]) => row[key],
        })),
      ],
      rows: subsystems,
      none: "None.",
    }),
    dataTable<AuditValue["milestones"][number]>({
      id: "milestones",
      caption: "How the policy came about",
      columns: [
        { key: "day", title: "Day", value: ({ day }) => day },
        { key: "commit", title: "Commit", value: ({ commit }) => commit },
        { key: "text", title: "What", value: ({ text }) => text },
      ],
      rows: milestones,
      none: "None.",
    }),
  ];
}
