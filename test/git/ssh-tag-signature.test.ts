import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tagSignature } from "../../src/adapters/git/tag-signature.ts";
import type { TagSignature } from "../../src/ports/tag-signature.ts";
import { createRepository, type TestRepository } from "./repository.ts";

const hasKeyTool = spawnSync("ssh-keygen", ["-Y"]).error === undefined;

describe.skipIf(!hasKeyTool)("a tag that is signed with a key of SSH", () => {
  let repository: TestRepository;
  let commit = "";
  let keys: Readonly<Record<"hers" | "another", string>>;
  const at = (name: string): string => join(repository.home, name);

  beforeAll(() => {
    repository = createRepository();
    const makeKey = (name: string): string => {
      spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", at(name)]);
      return readFileSync(at(`${name}.pub`), "utf8").trim();
    };
    keys = { hers: makeKey("hers"), another: makeKey("another") };
    commit = repository.commit({ message: "start", files: { a: "a\n" } });
    const signing = ["-c", "gpg.format=ssh", "-c", `user.signingKey=${at("hers.pub")}`];
    repository.git(...signing, "tag", "-s", "-m", "for you", "signed");
    const signed = repository.git("cat-file", "tag", "signed");
    const store = (name: string, text: string): void => {
      const id = repository.run(["hash-object", "-t", "tag", "-w", "--stdin"], { input: `${text}\n` });
      repository.git("update-ref", `refs/tags/${name}`, id);
    };
    store("changed", signed.replace("tag signed", "tag changed").replace("for you", "for me"));
    const [head = ""] = signed.replace("tag signed", "tag broken").split("-----BEGIN");
    store("broken", `${head}-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----`);
    const [, signature = ""] = signed.split("-----BEGIN");
    store("moved", `${head.replace("tag broken", "tag moved")}-----BEGIN${signature}`);
  });
  afterAll(() => repository.remove());

  /** @param signers - lines of the user's allowed signers; null: no such file is configured */
  async function stateOf(tag: string, signers: string | null, settings: readonly string[] = []): Promise<TagSignature> {
    const allowed = signers === null ? [] : [`[gpg "ssh"]\nallowedSignersFile = ${at("signers")}`];
    if (signers !== null) writeFileSync(at("signers"), `${signers}\n`);
    writeFileSync(at(".gitconfig"), `${[...allowed, ...settings].join("\n")}\n`);
    const directory = join(repository.path, ".git");
    const environment = { PATH: process.env["PATH"], HOME: repository.home, GIT_DIR: directory };
    const place = { directory, environment };
    const answered = await tagSignature({ place, user: place }, tag, commit);
    if (!answered.ok) throw new Error(answered.error.text);
    return answered.value;
  }

  const good = { state: "good", signer: "mia@example.org" };
  const changed = { state: "bad", said: "the tag is not what was signed" };
  const unknown = (said: unknown) => ({ state: "unknown", said });

  test.each([
    ["by an allowed signer", "signed", () => `mia@example.org ${keys.hers}`, good],
    ["by one for git alone", "signed", () => `mia@example.org namespaces="git" ${keys.hers}`, good],
    [
      "by nobody who is allowed",
      "signed",
      () => `mia@example.org ${keys.another}`,
      unknown(expect.stringMatching(/^ED25519 key SHA256:\S+ is of none of your allowed signers$/)),
    ],
    [
      "by one for other things",
      "signed",
      () => `mia@example.org namespaces="file" ${keys.hers}`,
      unknown('the key is not permitted for use in signature namespace "git", by your allowed signers'),
    ],
    [
      "by a key of former days",
      "signed",
      () => `mia@example.org valid-before="20200101" ${keys.hers}`,
      unknown("the key has expired, by your allowed signers"),
    ],
    [
      "by a key of later days",
      "signed",
      () => `mia@example.org valid-after="20900101" ${keys.hers}`,
      unknown("the key is not yet valid, by your allowed signers"),
    ],
    [
      "where nobody is allowed",
      "signed",
      () => null,
      unknown(expect.stringMatching(/^gpg\.ssh\.allowedSignersFile needs to be configured/)),
    ],
    ["and was changed", "changed", () => `mia@example.org ${keys.hers}`, changed],
    ["and was changed, by nobody who is allowed", "changed", () => `mia@example.org ${keys.another}`, changed],
    [
      "by a key of former days, and was changed",
      "changed",
      () => `mia@example.org valid-before="20200101" ${keys.hers}`,
      changed,
    ],
    ["with the signature of another tag", "moved", () => `mia@example.org ${keys.hers}`, changed],
    [
      "with half a signature",
      "broken",
      () => `mia@example.org ${keys.hers}`,
      { state: "bad", said: "Could not verify signature." },
    ],
  ])("%s", async (_, tag, signers, state) => {
    expect(await stateOf(tag, signers())).toEqual(state);
  });

  test("by a key that was revoked", async () => {
    writeFileSync(at("revoked"), `${keys.hers}\n`);
    const settings = [`[gpg "ssh"]\nrevocationFile = ${at("revoked")}`];
    expect(await stateOf("signed", `mia@example.org ${keys.hers}`, settings)).toMatchObject({ state: "bad" });
  });

  test("the program is ssh-keygen, whatever the settings name", async () => {
    const settings = ['[gpg "ssh"]\nprogram = true'];
    expect(await stateOf("changed", `mia@example.org ${keys.hers}`, settings)).toEqual(changed);
  });
});
