import { afterAll, beforeAll, expect, test } from "vitest";
import { tagSignature } from "../../src/adapters/git/tag-signature.ts";
import { createRepository, type TestRepository } from "./repository.ts";

let repository: TestRepository;
let commit: string;

beforeAll(() => {
  repository = createRepository();
  commit = repository.commit({ message: "start", files: { a: "a\n" } });
  repository.git("tag", "-m", "for you\n\n-----BEGIN PGP SIGNATURE-----\n\nno\n-----END PGP SIGNATURE-----", "one");
});
afterAll(() => repository.remove());

const place = (path = process.env["PATH"]) => ({ directory: repository.path, environment: { PATH: path } });

test.each([
  ["is missing", undefined, undefined, { ok: true, value: { state: "unknown" } }],
  ["for what the repository has", "/nowhere", undefined, { ok: false }],
  ["for the signature", undefined, "/nowhere", { ok: false }],
])("a tag is not called absent or unknown where no git could be started: no git %s", async (_, own, user, found) => {
  const answered = await tagSignature({ place: place(own), user: place(user) }, "one", commit);
  expect(answered).toMatchObject(found);
});
