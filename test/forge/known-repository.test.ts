import { expect, test } from "vitest";
import { knowRepository } from "../../src/app/service/known-repository.ts";
import { decodeDelivery } from "../../src/core/forge/decode.ts";
import type { ForgePort } from "../../src/ports/forge.ts";
import type { ServedRepository } from "../../src/ports/service-store.ts";
import { forgejoEvent, forgejoRepository } from "./payloads.ts";

/** Where somebody who may send deliveries would have us fetch from. */
test.each([
  "http://169.254.169.254/latest/meta-data",
  "file:///etc",
  "ssh://git@inside.example.org/secret.git",
  "ext::sh -c id",
])("git fetches from the address that was configured, whatever a delivery says: %s", async (address) => {
  const urls = { clone_url: address, html_url: address, ssh_url: address, git_url: address, url: address };
  const repository = { ...forgejoRepository, ...urls };
  const body = JSON.stringify(forgejoEvent("opened", { repository }));
  const decoded = decodeDelivery("forgejo", { name: "pull_request", body }, []);
  if (decoded.kind !== "event" || !("repository" in decoded.event)) throw new Error(decoded.kind);
  const saved: ServedRepository[] = [];
  const port = {
    address: ({ owner, name }: { owner: string; name: string }) => `https://forge.example.org/${owner}/${name}.git`,
  };
  const store = {
    repositoryByForgeId: async () => null,
    saveRepository: async (one: ServedRepository) => void saved.push(one),
  };
  const known = await knowRepository({ forge: "forgejo", host: "forge.example.org" }, decoded.event.repository, {
    store: store as never,
    forge: () => port as unknown as ForgePort,
    now: () => 0,
  });
  expect(known).toMatchObject({ kind: "known", repository: { url: "https://forge.example.org/example/lamps.git" } });
  expect(JSON.stringify(saved)).not.toContain(address);
});
