/**
 * Stands for the profiles' texts where the quick hook is bundled: no hook judges by a profile that somebody names, and the plain DCO is always there. Whoever asks is
 * sent to the usual way.
 */
export const loadProfile = (): never => {
  throw new Error("no profile is loaded here");
};
