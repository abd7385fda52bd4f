/** What a system's call says when it fails (errno(3)), as Node has it. */
type SystemError = { readonly code?: string | undefined; readonly message: string };

/**
 * Why a file cannot be read or written, in words that go on from "it cannot be read:". What nobody has words for keeps the system's own.
 *
 * @param missing what is not there, where that is more, or something else, than the file
 */
export const fileErrorWords = ({ code = "", message }: SystemError, missing = "there is no such file"): string =>
  code === "ENOENT" || code === "ENOTDIR" ? missing : (words.get(code) ?? (code === "" ? message : code));

const words: ReadonlyMap<string, string> = new Map([
  ["EISDIR", "it is a directory"],
  ["EACCES", "permission is denied"],
  ["EPERM", "permission is denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space is left"],
  ["EEXIST", "something stands there already"],
  ["ENAMETOOLONG", "its name is too long"],
]);
