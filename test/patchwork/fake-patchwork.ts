import type { OpenedPatchwork } from "./patchwork-contract.ts";

/** A patchwork in memory. */
export function fakePatchwork(): OpenedPatchwork {
  const posted: [number, string][] = [];
  let newest: string | null = null;
  return {
    posted: () => posted,
    patchwork: {
      post({ msgid, check }) {
        if (msgid !== "1@example.org") return Promise.resolve({ kind: "absent" });
        const said = JSON.stringify(check);
        if (said === newest) return Promise.resolve({ kind: "known" });
        newest = said;
        posted.push([7, check.state], [8, check.state]);
        return Promise.resolve({ kind: "posted" });
      },
    },
  };
}
