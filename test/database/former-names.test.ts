import { beforeEach, expect, test } from "vitest";
import { createServiceReader } from "../../src/adapters/database/service/service-reader.ts";
import type { ServiceReader } from "../../src/ports/service-reader.ts";
import type { ServiceStore } from "../../src/ports/service-store.ts";
import { onBothDatabases } from "./databases.ts";
import { lamp, repositoryOf } from "./records.ts";

const anybody = { seesPrivate: false, account: null };
const member = { seesPrivate: true, account: null };

onBothDatabases((databases) => {
  let store: ServiceStore;
  let reader: ServiceReader;
  beforeEach(async () => {
    const opened = await databases.open(await databases.place());
    ({ store } = opened);
    reader = createServiceReader(opened.database);
    await store.saveRepository(repositoryOf());
  });
  const torch = repositoryOf({ owner: "light", name: "torch" });
  const candle = repositoryOf({ owner: "light", name: "candle" });

  test("every name that a repository had leads to the one of today, and no other name does", async () => {
    expect(await reader.renamed(lamp, anybody)).toBeNull();
    await store.saveRepository(torch);
    await store.saveRepository(candle);
    expect(await reader.renamed(lamp, anybody)).toBe(candle.key);
    expect(await reader.renamed(torch.key, anybody)).toBe(candle.key);
    for (const key of [candle.key, "forgejo/forge.example.org/light/none", "", `${lamp}/`])
      expect(await reader.renamed(key, anybody)).toBeNull();
  });

  test("a name that goes back leads nowhere else", async () => {
    await store.saveRepository(torch);
    await store.saveRepository(repositoryOf());
    expect(await reader.renamed(lamp, anybody)).toBeNull();
    expect(await reader.renamed(torch.key, anybody)).toBe(lamp);
  });

  test("a name that another repository took is that one's, and later leads to it", async () => {
    await store.saveRepository(torch);
    await store.saveRepository(repositoryOf({ forgeId: "18" }));
    expect(await reader.renamed(lamp, anybody)).toBeNull();
    await store.saveRepository(repositoryOf({ forgeId: "18", name: "house" }));
    expect(await reader.renamed(lamp, anybody)).toBe(repositoryOf({ name: "house" }).key);
    expect(await reader.renamed(torch.key, anybody)).toBeNull();
  });

  test("one that was driven from its name before we knew its new one does not lead from there", async () => {
    await store.saveRepository(repositoryOf({ forgeId: "18" }));
    await store.saveRepository(torch);
    expect((await store.repository(lamp))?.forgeId).toBe("18");
    expect(await reader.renamed(lamp, anybody)).toBeNull();
  });

  test("the same name and number at another forge is another repository", async () => {
    await store.saveRepository(repositoryOf({ forge: "gitlab", host: "gitlab.example.org", name: "torch" }));
    expect(await reader.renamed(lamp, anybody)).toBeNull();
    expect((await store.repository(lamp))?.forge).toBe("forgejo");
    await store.saveRepository(torch);
    expect(await reader.renamed(lamp, anybody)).toBe(torch.key);
    expect(await reader.renamed("gitlab/gitlab.example.org/lantern/lamp", anybody)).toBeNull();
  });

  test("where one that became private went is said to nobody who may not see it", async () => {
    await store.saveRepository({ ...torch, isPrivate: true });
    expect(await reader.renamed(lamp, anybody)).toBeNull();
    expect(await reader.renamed(lamp, member)).toBe(torch.key);
    // Nor that a private one has a name now.
    await store.saveRepository(repositoryOf({ forgeId: "18", isPrivate: true }));
    expect(await reader.renamed(lamp, anybody)).toBeNull();
  });
});
