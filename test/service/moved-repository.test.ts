import { expect, test } from "vitest";
import { unlessHere, whetherMoved } from "../../src/app/service/moved-repository.ts";
import type { ForgeRepository } from "../../src/core/forge/event.ts";
import type { ForgeAnswer, ForgePort } from "../../src/ports/forge.ts";
import type { ServedRepository } from "../../src/ports/service-store.ts";
import { repositoryOf } from "../database/records.ts";

const lamp = repositoryOf();
const asIs: ForgeRepository = {
  id: "17",
  owner: "lantern",
  name: "lamp",
  defaultBranch: "main",
  isPrivate: false,
  installation: null,
};

async function ask(answer: ForgeAnswer<ForgeRepository>) {
  const saved: ServedRepository[] = [];
  const port = {
    forge: "forgejo",
    host: "forge.example.org",
    repository: async () => answer,
    address: ({ owner, name }: { owner: string; name: string }) => `https://forge.example.org/${owner}/${name}.git`,
  } as unknown as ForgePort;
  const store = { saveRepository: async (one: ServedRepository) => void saved.push(one) } as never;
  const [moved, elsewhere] = [await whetherMoved(lamp, port, { store }), await unlessHere(lamp, port, { store })];
  return {
    moved,
    elsewhere,
    keys: saved.map(({ key, url }) => `${key} ${url}`),
    privacy: saved.map(({ isPrivate }) => isPrivate),
  };
}

const renamed = { kind: "failed", why: "the repository has another name now" };

test.each([
  ["is called as before", { ok: true, value: asIs }, null, null, []],
  [
    "has another name",
    { ok: true, value: { ...asIs, name: "torch" } },
    renamed,
    renamed,
    Array.from(
      { length: 2 },
      () => "forgejo/forge.example.org/lantern/torch https://forge.example.org/lantern/torch.git",
    ),
  ],
  [
    "is described as another one, which is not taken for it",
    { ok: true, value: { ...asIs, id: "18", name: "torch" } },
    { kind: "failed", why: "the forge described repository 18 when asked for repository 17" },
    { kind: "failed", why: "the forge described repository 18 when asked for repository 17" },
    [],
  ],
  [
    "is nowhere",
    { ok: false, error: { code: "gone", text: "there is none" } },
    null,
    { kind: "hopeless", why: "there is none" },
    [],
  ],
  [
    "cannot be asked about now",
    { ok: false, error: { code: "later", text: "wait", retryAt: 9 } },
    { kind: "put-off", until: 9, why: "wait" },
    { kind: "put-off", until: 9, why: "wait" },
    [],
  ],
] as const)("a repository that %s", async (_name, answer, moved, elsewhere, keys) =>
  expect(await ask(answer)).toMatchObject({ moved, elsewhere, keys }),
);

test.each([
  ["private by now", true, [true, true]],
  ["not said to be", null, []],
])("a repository that is %s", async (_name, isPrivate, saved) => {
  const { privacy, elsewhere } = await ask({ ok: true, value: { ...asIs, isPrivate } });
  expect({ privacy, elsewhere }).toEqual({ privacy: saved, elsewhere: null });
});

test("a repository that has another name and is private by now", async () => {
  const { privacy } = await ask({ ok: true, value: { ...asIs, name: "torch", isPrivate: true } });
  expect(privacy).toEqual([true, true]);
});
