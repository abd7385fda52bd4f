import { expect, test } from "vitest";
import { remoteAddress } from "../../src/adapters/git/fetch-history.ts";
import { createRepository } from "../git/repository.ts";

test("a clone's address is the one that git fetches from, and no answer is not none", async () => {
  const repository = createRepository();
  const address = () => remoteAddress(repository.path, repository.environment);
  try {
    expect(await address()).toEqual({ ok: true, value: null });
    for (const url of ["https://example.org/lamps.git", "https://example.org/mirror.git"])
      repository.git("config", "--add", "remote.origin.url", url);
    expect(await address()).toEqual({ ok: true, value: "https://example.org/lamps.git" });
    repository.write(".git/config", '[remote "origin"\n');
    expect(await address()).toMatchObject({ ok: false });
    expect(await remoteAddress(repository.home, repository.environment)).toMatchObject({ ok: false });
  } finally {
    repository.remove();
  }
});
