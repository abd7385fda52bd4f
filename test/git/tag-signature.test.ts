import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

test.each([
  [2, { ok: true, value: { state: "unknown" } }],
  [1000, { ok: false }],
])("git that is killed %i times while it checks a signature is asked again, and not for ever", async (times, found) => {
  const git = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
  const [programs, count] = [join(repository.home, "bin"), join(repository.home, `deaths-${times}`)];
  mkdirSync(programs, { recursive: true });
  const dying = `echo >> ${count}; [ "$(wc -l < ${count})" -gt ${times} ] || kill -PIPE $$`;
  const script = `#!/bin/sh\ncase "$*" in *verify-tag*) ${dying};; esac\nexec ${git} "$@"\n`;
  writeFileSync(join(programs, "git"), script, { mode: 0o755 });
  const killed = place(`${programs}:${process.env["PATH"]}`);
  expect(await tagSignature({ place: place(), user: killed }, "one", commit)).toMatchObject(found);
});
