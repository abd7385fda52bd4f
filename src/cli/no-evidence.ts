/**
 * Stands for the proofs where the quick hook is bundled: they are a quarter of its code, and a commit that needs one is judged the usual way. Whoever asks is sent
 * there.
 */
const sentAway = (): never => {
  throw new Error("no proof is made here");
};

export const evidenceBy = () => sentAway;
export const gatherEvidence = sentAway;
