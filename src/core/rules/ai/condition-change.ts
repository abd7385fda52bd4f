import type { ChangeKind, ListedException } from "../../document/document.ts";
import { isShown } from "../../evidence/proof.ts";
import type { Condition } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { fieldPlace } from "./conditions.ts";
import { changedBy } from "./touched.ts";

/** *Change*: any of the kinds named suffices, if it is proved. What is not proved is left to people, unless the kind is exact. */
export function whatChanged(exception: ListedException, { proofOf, commit }: Situation): readonly Condition[] {
  if (exception.change.length === 0) return [];
  const text = `Change: ${exception.change.join(", ")}`;
  const at = fieldPlace(exception, "Change");
  const changes = changedBy(commit);
  if (!changes.known) return [{ text, state: "unknown", why: changes.why, at }];
  const proofs = exception.change.map((kind) => ({ kind, proof: proofOf(kind) }));
  for (const { proof } of proofs) {
    if (proof.kind !== "proved") continue;
    const condition: Condition = { text, state: "holds", why: proof.how, at };
    return [proof.detail === undefined ? condition : { ...condition, detail: proof.detail }];
  }
  const why = proofs.map(({ kind, proof }) => `${kind}: ${proof.kind === "proved" ? proof.how : proof.why}`).join("; ");
  const excluded = proofs.every(({ kind, proof }) => exact.has(kind) && proof.kind === "not-proved");
  const detail = proofs.map(({ proof }) => proof).find(isShown)?.detail;
  return [{ text, state: excluded ? "fails" : "judgement", why, at, ...(detail === undefined ? {} : { detail }) }];
}

/** Kinds decided by modes, blob ids and paths: not proved means that it is not so. */
const exact: ReadonlySet<ChangeKind> = new Set(["rename", "mode", "docs", "tests", "generated"]);
