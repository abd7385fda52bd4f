import { expect, test } from "vitest";
import type { PatchCheck } from "../../src/core/report/answer/patchwork-checks.ts";
import type { Patchwork } from "../../src/ports/patchwork.ts";

/** A patchwork that has a patch of two projects with the Message-Id `<1@example.org>`, and the checks that were posted there. */
export type OpenedPatchwork = {
  readonly patchwork: Patchwork;
  readonly posted: () => readonly (readonly [number, string])[];
};

export const checkOf = (state: PatchCheck["check"]["state"], msgid = "1@example.org"): PatchCheck => ({
  msgid,
  check: { state, context: "provenance", description: `it is ${state}` },
});

/** What every patchwork promises. */
export function patchworkContract(open: () => Promise<OpenedPatchwork>): void {
  test("a check is posted once, in every project that has the patch", async () => {
    const { patchwork, posted } = await open();
    expect(await patchwork.post(checkOf("fail"))).toEqual({ kind: "posted" });
    expect(await patchwork.post(checkOf("fail"))).toEqual({ kind: "known" });
    expect(posted()).toEqual([
      [7, "fail"],
      [8, "fail"],
    ]);
  });

  test("what changed is said again, and what changed back, too", async () => {
    const { patchwork, posted } = await open();
    for (const state of ["fail", "success", "fail"] as const)
      expect(await patchwork.post(checkOf(state))).toEqual({ kind: "posted" });
    expect(
      posted()
        .filter(([id]) => id === 7)
        .map(([, state]) => state),
    ).toEqual(["fail", "success", "fail"]);
  });

  test("a patch that is not there", async () => {
    const { patchwork, posted } = await open();
    expect(await patchwork.post(checkOf("fail", "2@example.org"))).toEqual({ kind: "absent" });
    expect(posted()).toEqual([]);
  });
}
