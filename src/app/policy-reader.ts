import { shortObjectId } from "../core/commit/object-id.ts";
import type { Source } from "../core/text/source.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import type { PolicyPlace, PolicyPorts } from "./read-policy.ts";

/** A file of the policy, with the bytes that its digest is made of. */
export type PolicyFile = { readonly name: string; readonly bytes: Uint8Array; readonly source: Source };

/** Reads a file where the policy is read; null when there is none. */
export type Reader = (path: string) => Promise<Attempt<PolicyFile | null>>;

/** Bytes of a policy, a document, a maintainers file or a mailmap; Linux's MAINTAINERS has about 900,000. */
export const policyFileBytesMax = 4 << 20;

/** All files of a policy come from one place, so that a contribution cannot mix revisions. */
export function createReader(place: PolicyPlace, { repository, files }: PolicyPorts): Reader {
  const revision = place.kind === "worktree" ? null : place.revision;
  return async (path) => {
    if (place.kind === "worktree") {
      const { workTree } = repository.description;
      if (workTree === null) return failed("usage", "the repository has no work tree to read the policy from");
      const file = await files.readBelow(workTree, path);
      if (!file.ok) return failed(file.isLink ? "policy" : "work", file.text);
      return file.value === null ? done(null) : asSource(path, file.value);
    }
    if (revision === null) return done(null);
    const file = await repository.readFile(revision, path);
    if (!file.ok) return failed("work", file.error.text);
    if (file.value === null) return done(null);
    if (file.value.isLink)
      return failed("policy", `${path} is a symbolic link at ${shortObjectId(revision)}, which is not followed`);
    return asSource(path, file.value.bytes);
  };
}

export function asSource(name: string, bytes: Uint8Array): Attempt<PolicyFile> {
  if (bytes.length > policyFileBytesMax) {
    return failed("policy", `${name} has ${bytes.length} bytes, more than ${policyFileBytesMax}`);
  }
  return done({ name, bytes, source: { name, text: new TextDecoder().decode(bytes) } });
}
