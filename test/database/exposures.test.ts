import { beforeEach, expect, test } from "vitest";
import { createServiceReader } from "../../src/adapters/database/service/service-reader.ts";
import type { Reader, ServiceReader } from "../../src/ports/service-reader.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { onBothDatabases } from "./databases.ts";
import { idOf, lamp, repositoryOf } from "./records.ts";

const anybody: Reader = { seesPrivate: false, account: null };
const member: Reader = { seesPrivate: true, account: null };

onBothDatabases((databases) => {
  let store: ServiceStore;
  let reader: ServiceReader;
  const secret = repositoryOf({ name: "hidden", forgeId: "18", isPrivate: true });
  beforeEach(async () => {
    const opened = await databases.open(await databases.place());
    store = opened.store;
    reader = createServiceReader(opened.database);
    await store.saveRepository(repositoryOf());
    await store.saveRepository(secret);
  });
  const measured = {
    repository: lamp,
    exception: "uniform-changes",
    revision: idOf("a"),
    madeAt: 5,
    exposure: "{}",
    lines: { alive: 3, added: 4 },
    isWhole: true,
  };

  test("what was measured is read back, and what is measured later takes its place", async () => {
    expect(await reader.exposure(lamp, "uniform-changes", anybody)).toBeNull();
    await store.saveExposure(measured);
    expect(await reader.exposure(lamp, "uniform-changes", anybody)).toEqual({ text: "{}", madeAt: 5, failed: null });
    await store.saveExposure({ ...measured, revision: idOf("b"), madeAt: 6, exposure: "[]", isWhole: false });
    expect(await reader.exposure(lamp, "uniform-changes", anybody)).toEqual({ text: "[]", madeAt: 6, failed: null });
    expect(await store.exposures(lamp)).toEqual([
      { exception: "uniform-changes", revision: idOf("b"), isWhole: false, triedAt: 6 },
    ]);
  });

  test("a try that came to nothing is said, keeps what was measured, and is forgotten with the next that succeeds", async () => {
    await store.saveExposure(measured);
    await store.saveFailedExposure({ repository: lamp, exception: "uniform-changes", why: "it hangs", triedAt: 7 });
    await store.saveFailedExposure({ repository: lamp, exception: "renames", why: "it hangs", triedAt: 8 });
    expect(await reader.exposure(lamp, "uniform-changes", anybody)).toEqual({
      text: "{}",
      madeAt: 5,
      failed: { why: "it hangs", at: 7 },
    });
    expect(await reader.exposure(lamp, "renames", anybody)).toEqual({
      text: null,
      madeAt: null,
      failed: { why: "it hangs", at: 8 },
    });
    expect(await store.exposures(lamp)).toEqual([
      { exception: "renames", revision: null, isWhole: false, triedAt: 8 },
      { exception: "uniform-changes", revision: idOf("a"), isWhole: false, triedAt: 7 },
    ]);
    await store.saveExposure({ ...measured, madeAt: 9 });
    expect(await reader.exposure(lamp, "uniform-changes", anybody)).toEqual({ text: "{}", madeAt: 9, failed: null });
  });

  test("that of a private repository is there for those only who may see it", async () => {
    await store.saveExposure({ ...measured, repository: secret.key });
    expect(await reader.exposure(secret.key, "uniform-changes", anybody)).toBeNull();
    expect(await reader.exposure(secret.key, "uniform-changes", member)).toMatchObject({ text: "{}" });
    expect(await reader.exposure(lamp, "uniform-changes", member)).toBeNull();
  });
});
