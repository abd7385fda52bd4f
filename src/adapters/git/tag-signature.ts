import type { Answer } from "../../ports/repository.ts";
import type { TagSignature } from "../../ports/tag-signature.ts";
import { answer, failureOf } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";

/** The programs that check signatures, whatever the repository's own settings would have run. */
const programs = ["gpg.program=gpg", "gpg.openpgp.program=gpg", "gpg.x509.program=gpgsm", "gpg.ssh.program=ssh-keygen"];

/**
 * What `git verify-tag` says of a tag, with the keys that the user trusts. The tag is looked for by its name, and as what was fetched last
 * (`FETCH_HEAD`), which has no name here; it must be of that name and that commit.
 *
 * @param commit a full id
 */
export async function tagSignature(
  { place, user }: Pick<OpenedRepository, "place" | "user">,
  name: string,
  commit: string,
): Promise<Answer<TagSignature>> {
  for (const candidate of [`refs/tags/${name}`, "FETCH_HEAD"]) {
    const id = await named(place, candidate);
    if (!id.ok) return id;
    if (id.value === null) continue;
    const target = await named(place, `${id.value}^{commit}`);
    if (!target.ok) return target;
    if (target.value !== commit) continue;
    const tag = await runGit(place, ["cat-file", "tag", id.value]);
    if (tag.status === null) return failureOf(tag, place, "read a tag");
    if (tag.status !== 0) continue;
    const text = tag.stdout.toString("utf8");
    if (/^tag (.+)$/m.exec(text)?.[1] !== name) continue;
    return /^-----BEGIN /m.test(text) ? verify(user, id.value) : answer({ state: "unsigned" });
  }
  return answer({ state: "absent" });
}

/** Null: there is none. That git did not run to its end says nothing of the tag: else a bad signature would be one that is not here. */
async function named(place: GitPlace, revision: string): Promise<Answer<string | null>> {
  const output = await runGit(place, ["rev-parse", "--quiet", "--verify", "--end-of-options", revision]);
  if (output.status === null) return failureOf(output, place, "look for a tag");
  return answer(output.status === 0 ? output.stdout.toString("latin1").trim() : null);
}

/**
 * How often git is asked again where it was killed while it checked a signature: ssh-keygen ends at one that it cannot read, and git, which still
 * writes the tag to it, dies of that (SIGPIPE), on a busy machine one time in ten (git 2.39).
 */
const againMax = 10;

async function verify(user: GitPlace, id: string): Promise<Answer<TagSignature>> {
  const settings = programs.flatMap((setting) => ["-c", setting]);
  const ask = () => runGit(user, [...settings, "verify-tag", "--raw", id]);
  let output = await ask();
  for (let again = 0; output.status === null && output.startError === null && again < againMax; again += 1)
    output = await ask();
  if (output.status === null) return failureOf(output, user, "check the signature of a tag");
  return answer(stateOf(output.status === 0, output.stderr));
}

/** `[GNUPG:]` lines are those of gpg's doc/DETAILS; ssh-keygen says sentences. */
function stateOf(isGood: boolean, said: string): TagSignature {
  const status = (word: string): string | null =>
    new RegExp(`^\\[GNUPG:\\] ${word} (.*)$`, "m").exec(said)?.[1] ?? null;
  if (isGood) {
    const signer = status("GOODSIG")?.replace(/^\S+ /, "") ?? /^Good "git" signature for (.+?) with /m.exec(said)?.[1];
    return signer === undefined ? { state: "unknown", said: firstLine(said) } : { state: "good", signer };
  }
  if (status("BADSIG") !== null) return { state: "bad", said: "BADSIG: the tag is not what was signed" };
  if (status("REVKEYSIG") !== null) return { state: "bad", said: "REVKEYSIG: the key was revoked" };
  const ofSsh = sshStateOf(said);
  if (ofSsh !== null) return ofSsh;
  if (status("EXPKEYSIG") !== null) return { state: "unknown", said: "EXPKEYSIG: the key has expired" };
  const key = status("NO_PUBKEY");
  return { state: "unknown", said: key === null ? firstLine(said) : `NO_PUBKEY ${key}: the key is not here` };
}

/**
 * What ssh-keygen says of a signature that it does not take for good, by git 2.39 and OpenSSH 9.2; null: nothing of it. A signature by a key
 * that no allowed signer has is called good by it first. Where it says no reason why it could not verify one, the key is among the revoked, or the
 * signature is none.
 */
function sshStateOf(said: string): TagSignature | null {
  if (/^Signature verification failed: incorrect signature$/m.test(said))
    return { state: "bad", said: "the tag is not what was signed" };
  const reason = /: key (has expired|is not yet valid|is not permitted for use in signature namespace "git")/.exec(
    said,
  )?.[1];
  if (reason !== undefined) return { state: "unknown", said: `the key ${reason}, by your allowed signers` };
  const [, key] = /^Good "git" signature with (\S+ key \S+)$/m.exec(said) ?? [];
  if (key !== undefined) return { state: "unknown", said: `${key} is of none of your allowed signers` };
  return /^Could not verify signature/m.test(said) ? { state: "bad", said: firstLine(said) } : null;
}

const firstLine = (text: string): string =>
  (text.split("\n").find((line) => line !== "" && !line.startsWith("[GNUPG:]")) ?? "git does not say why").replace(
    /^(?:error|fatal): /,
    "",
  );
