import type { ChangeKind } from "../document/document.ts";
import { isShown, type Proof } from "../evidence/proof.ts";
import { append } from "../text/long-lists.ts";
import { jsonText } from "./json.ts";
import { clipColumns, fold } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { detailLines, leftoverLines, proofWords } from "./render-proof.ts";
import { shown } from "./words.ts";

/** A commit with the proof of each kind, or why it is not of that kind. */
export type CommitEvidence = {
  readonly from: EvidenceOrigin;
  readonly subject: string;
  readonly proofs: readonly { readonly kind: ChangeKind; readonly proof: Proof }[];
};

/**
 * A commit, or a mail with a patch: its file, its number there from 1 on, and what the patches of the file were applied
 * to, by whose word.
 */
export type EvidenceOrigin =
  | { readonly kind: "commit"; readonly id: string | null }
  | {
      readonly kind: "mail";
      readonly file: string;
      readonly number: number;
      readonly messageId: string | null;
      readonly applied: {
        readonly onto: string;
        readonly ontoBy: "caller" | "mails" | "HEAD";
        /** Mails of the file without a patch. */
        readonly without: readonly number[];
      };
    };

export type EvidenceOptions = Looks & {
  /**
   * Also say what every kind that is not proved fails on; else that is said only of a commit for which nothing is
   * proved. Renamings and moves are always shown.
   */
  readonly verbose: boolean;
};

const digitsShown = 12;

/** One commit: what it provably is, with what a person can check that by, and why it is nothing else. */
export function renderEvidence({ from, subject: title, proofs }: CommitEvidence, options: EvidenceOptions): string {
  const { colour, hyperlinks, width, verbose } = options;
  const paint = painter(colour, hyperlinks);
  const id = from.kind === "mail" ? `mail ${from.number}` : (from.id ?? "").slice(0, digitsShown);
  const subject = clipColumns(shown(title), width === null ? 200 : Math.max(20, width - id.length - 1));
  const lines = [`${paint.tone("strong", id)} ${subject}`];
  const nothing = proofs.every(({ proof }) => proof.kind !== "proved");
  const short = proofs.filter(({ proof }) => proof.kind === "proved" || isShown(proof));
  for (const { kinds, proof } of grouped(verbose || nothing ? proofs : short)) {
    const names = kinds.join(", ");
    const [first, ...more] = fold(`  ${names}: `, proofWords(proof), "      ", width);
    append(lines, [
      `  ${paint.tone(proof.kind === "proved" ? "good" : "quiet", names)}${first.slice(names.length + 2)}`,
      ...more,
    ]);
    if ("detail" in proof && proof.detail !== undefined) append(lines, detailLines(proof.detail, "      ", width));
    if ("leftovers" in proof && proof.leftovers !== undefined) {
      append(lines, leftoverLines(proof.leftovers, "      ", width));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Said once of a file of mails: what its patches were applied to, and which mails hold none. */
export function renderMails({ file, applied }: EvidenceOrigin & { kind: "mail" }): string {
  const { onto, ontoBy, without } = applied;
  const by = { caller: "", mails: ", the base that they name", HEAD: ", which is HEAD" }[ontoBy];
  const none = without.length === 0 ? "" : `; no patch in mail ${without.join(", ")}`;
  return `${shown(file)}: patches applied to ${onto.slice(0, digitsShown)}${by}${none}\n`;
}

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
export function evidenceJson({ from, subject, proofs }: CommitEvidence): string {
  const mail = from.kind === "mail" ? { file: from.file, number: from.number, ...from.applied } : null;
  return `\n${jsonText({
    id: from.kind === "mail" ? from.messageId : from.id,
    mail,
    subject,
    proofs: proofs.map(({ kind, proof }) => ({
      kind,
      state: proof.kind,
      words: proof.kind === "proved" ? proof.how : proof.why,
      detail: ("detail" in proof ? proof.detail : undefined) ?? null,
      leftovers: ("leftovers" in proof ? proof.leftovers : undefined) ?? [],
    })),
  })}`;
}
