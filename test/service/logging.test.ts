import { expect, test } from "vitest";
import { createLog, withoutSecrets } from "../../src/service/logging.ts";

const logged = (fields: { readonly [name: string]: unknown }): string => {
  const lines: string[] = [];
  createLog("info", (line) => void lines.push(line)).info("tested", fields);
  return lines.join("");
};

test.each([
  [{ password: "hunter2" }],
  [{ headers: { authorization: "Bearer hunter2hunter2" } }],
  [{ forge: { token: "hunter2" } }],
  [{ why: "connect postgres://proviso:hunter2@db/proviso failed" }],
  [{ why: "git fetch https://x-access-token:hunter2@github.com/a/b.git" }],
  [{ why: "Authorization: Bearer hunter2hunter2" }],
  [{ why: "token ghp_hunter2hunter2hunter2" }],
  [{ why: "glpat-hunter2hunter2hunter2" }],
])("no secret reaches the log: %j", (fields) => {
  const line = logged(fields);
  expect(line).not.toContain("hunter2");
  expect(line).toContain("[secret]");
});

test("an event is one line of JSON, whatever strangers wrote", () => {
  const line = logged({ key: 'a\n{"level":"error"}\u001b[31m', error: new Error("x") });
  expect(line.trimEnd()).not.toContain("\n");
  expect(line).not.toContain("\u001b");
  expect(JSON.parse(line)).toMatchObject({ level: "info", msg: "tested", service: "proviso" });
});

test("an ordinary text stays what it was", () => {
  expect(withoutSecrets("lamp#12 at https://forge.example.org/lantern/lamp: 3 commits")).toBe(
    "lamp#12 at https://forge.example.org/lantern/lamp: 3 commits",
  );
});
