import type { CommitFacts } from "../commit/facts.ts";
import type { ChangeKind } from "../document/document.ts";
import type { Proof } from "../evidence/proof.ts";
import { jsonText } from "./json.ts";
import { clipColumns, fold } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { detailLines, leftoverLines, proofWords } from "./render-proof.ts";
import { shown } from "./words.ts";

/** A commit with the proof of each kind, or why it is not of that kind. */
export type CommitEvidence = {
  readonly commit: Pick<CommitFacts, "id" | "subject">;
  readonly proofs: readonly { readonly kind: ChangeKind; readonly proof: Proof }[];
};

export type EvidenceOptions = Looks & {
  /** Also say what every kind that is not proved fails on; else that is said only of a commit for which nothing is proved. */
  readonly verbose: boolean;
};

const digitsShown = 12;

/** One commit: what it provably is, with what a person can check that by, and why it is nothing else. */
export function renderEvidence({ commit, proofs }: CommitEvidence, options: EvidenceOptions): string {
  const { colour, hyperlinks, width, verbose } = options;
  const paint = painter(colour, hyperlinks);
  const id = /^[0-9a-f]+$/.test(commit.id ?? "") ? (commit.id ?? "").slice(0, digitsShown) : mailName(commit.id);
  const subject = clipColumns(shown(commit.subject), width === null ? 200 : Math.max(20, width - id.length - 1));
  const lines = [`${paint.tone("strong", id)} ${subject}`];
  const proved = proofs.filter(({ proof }) => proof.kind === "proved");
  for (const { kinds, proof } of grouped(verbose || proved.length === 0 ? proofs : proved)) {
    const names = kinds.join(", ");
    const [first = "", ...more] = fold(`  ${names}: `, proofWords(proof), "      ", width);
    lines.push(
      `  ${paint.tone(proof.kind === "proved" ? "good" : "quiet", names)}${first.slice(names.length + 2)}`,
      ...more,
    );
    if ("detail" in proof && proof.detail !== undefined) lines.push(...detailLines(proof.detail, "      ", width));
    if ("leftovers" in proof && proof.leftovers !== undefined) {
      lines.push(...leftoverLines(proof.leftovers, "      ", width));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** A patch that came by mail is known by its Message-Id, if it has one. */
const mailName = (messageId: string | null): string => (messageId === null ? "(no Message-Id)" : shown(messageId));

/** Kinds that fail on the same thing are told together. */
function grouped(proofs: CommitEvidence["proofs"]): readonly { kinds: ChangeKind[]; proof: Proof }[] {
  const groups = new Map<string, { kinds: ChangeKind[]; proof: Proof }>();
  for (const { kind, proof } of proofs) {
    const key = proof.kind === "proved" || "leftovers" in proof ? kind : proofWords(proof);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kinds: [kind], proof });
    else group.kinds.push(kind);
  }
  return [...groups.values()];
}

/** The version of the JSON format. */
export const evidenceVersion = 1;

/** What stands before the commits, between them, and behind the last. */
export const evidenceFrame = {
  open: `{\n"evidence":${evidenceVersion},\n"commits":[`,
  between: ",",
  close: "\n]\n}\n",
};

/** One commit as the JSON has it. Every key is always there. */
export function evidenceJson({ commit, proofs }: CommitEvidence): string {
  return `\n${jsonText({
    id: commit.id,
    subject: commit.subject,
    proofs: proofs.map(({ kind, proof }) => ({
      kind,
      state: proof.kind,
      words: proof.kind === "proved" ? proof.how : proof.why,
      detail: ("detail" in proof ? proof.detail : undefined) ?? null,
      leftovers: ("leftovers" in proof ? proof.leftovers : undefined) ?? [],
    })),
  })}`;
}
