import { expect, test } from "vitest";
import { fileErrorWords } from "../../src/core/text/file-error-words.ts";

test.each([
  [{ code: "ENOENT", message: "ENOENT: no such file" }, "there is no such file"],
  [{ code: "ENOTDIR", message: "" }, "there is no such file"],
  [{ code: "EISDIR", message: "" }, "it is a directory"],
  [{ code: "EACCES", message: "" }, "permission is denied"],
  [{ code: "EPERM", message: "" }, "permission is denied"],
  [{ code: "EROFS", message: "" }, "the file system is read-only"],
  [{ code: "ENOSPC", message: "" }, "no space is left"],
  [{ code: "EEXIST", message: "" }, "something stands there already"],
  [{ code: "ENAMETOOLONG", message: "" }, "its name is too long"],
  [{ code: "EMFILE", message: "EMFILE: too many open files" }, "EMFILE"],
  [{ message: "something else" }, "something else"],
  [{ code: undefined, message: "something else" }, "something else"],
])("%j: %s", (error, words) => {
  expect(fileErrorWords(error)).toBe(words);
});

test("what is missing can be named", () => {
  const missing = "there is no such directory";
  expect(fileErrorWords({ code: "ENOENT", message: "" }, missing)).toBe(missing);
  expect(fileErrorWords({ code: "EACCES", message: "" }, missing)).toBe("permission is denied");
});
