import type { Report } from "../evaluate/verdict.ts";
import type { Problem } from "../problem/problem.ts";
import { counted, grouped } from "../report/layout.ts";
import { compiledPolicy, type Proposal } from "./proposal.ts";
import { fromValue, proposalText, withFigures, withTopSetting } from "./proposal-text.ts";
import type { Seen } from "./seen.ts";
import { leftOpen, proposed, type Setting } from "./setting.ts";

/** What was seen of a repository, the policy that is proposed for it, and what that would say of the newest commits. */
export type Adoption = {
  readonly seen: Seen;
  readonly proposal: Proposal;
  /** The policy to write. */
  readonly text: string;
  /** What `proviso policy lint` would say of it. */
  readonly problems: readonly Problem[];
  /** The newest commits judged by the proposed policy, as if it had been in force then; null: there are none. */
  readonly preview: Report | null;
  /** Is history up to HEAD left out, as it did not keep the policy? */
  readonly sparesHistory: boolean;
};

/** The whole of it. Where the newest commits would not pass, the policy judges from HEAD on. */
export function adoptionOf(seen: Seen, proposal: Proposal, preview: Report | null, today: string): Adoption {
  const from = fromSetting(seen, preview);
  const sparesHistory = from?.state === "proposed";
  const written = textWith(seen, proposal, preview, from);
  const { text, problems } = compiledPolicy(written, seen.texts, today);
  return { seen, proposal, text, problems, preview, sparesHistory };
}

function textWith(seen: Seen, proposal: Proposal, preview: Report | null, from: Setting | null): string {
  if (proposal.kind === "settings") {
    const [document, ...others] = proposal.settings;
    const settings = document === undefined || from === null ? proposal.settings : [document, from, ...others];
    return proposalText(settings, seen.head);
  }
  const text = preview === null ? proposal.text : withFigures(proposal.text, figuresOf(preview));
  return from === null ? text : withTopSetting(text, from);
}

function fromSetting({ head }: Seen, preview: Report | null): Setting | null {
  if (head.commit === null || preview === null || preview.counts.commits === 0) return null;
  const { failed, undecided, commits } = preview.counts;
  const value = fromValue(head.commit);
  const of = `the newest ${counted(commits, "commit")}`;
  if (failed + undecided === 0)
    return leftOpen(
      "from",
      value,
      `Older commits than this would not be judged. Not needed for ${of}: none of them fails.`,
    );
  const figures = [
    failed > 0 ? `${grouped(failed)} would fail` : "",
    undecided > 0 ? `${grouped(undecided)} could not be decided` : "",
  ];
  return proposed(
    "from",
    value,
    `Older commits are not judged: of ${of} ${figures.filter((one) => one !== "").join(" and ")}.`,
  );
}

/** `Seen in the newest 1,000 commits: 947 met it, 53 did not.` */
function figuresOf({ rules, counts }: Report): ReadonlyMap<string, string> {
  return new Map(
    [...rules].flatMap(([rule, { met, unmet, warned, undecided }]): readonly [string, string][] => {
      const others = [
        unmet + warned > 0 ? `${grouped(unmet + warned)} did not` : "",
        undecided > 0 ? `${grouped(undecided)} could not be decided` : "",
      ].filter((one) => one !== "");
      const applied = met + unmet + warned + undecided;
      const words = [`${grouped(met)} met it`, ...others].join(", ");
      return applied === 0 ? [] : [[rule, `Seen in the newest ${counted(counts.commits, "commit")}: ${words}.`]];
    }),
  );
}
