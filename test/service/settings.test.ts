import { describe, expect, test } from "vitest";
import { listenOf, parseServiceSettings, parseServiceVariable } from "../../src/app/service/service-settings.ts";

const read = (text: string) => parseServiceSettings({ name: "service.yaml", text });
const problemsOf = (text: string): readonly string[] => read(text).problems.map(({ text }) => text);

describe("the file of settings", () => {
  test("is read whole", () => {
    const { settings, problems } = read(`role: worker
listen: "[::]:8080"
address: https://proviso.example.org/
database-url: postgres://proviso:secret@db/proviso
workers: 4
keep: { audits-days: 30 }
forges:
  - kind: forgejo
    url: https://forge.example.org
    webhook-secret-files: [/run/secrets/webhook]
    token-file: /run/secrets/token
    accounts: [lantern]
    branches: [stable/*]
    merge-method: squash
    squash-message: commits
log-in:
  - { kind: openid, url: https://id.example.org/, client-id: proviso, client-secret-file: /run/secrets/client }
operators: [ada@example.org]
stewards: [lin@example.org]
readers: [ken@forge.example.org]
`);
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      role: "worker",
      listen: { kind: "port", host: "::", port: 8080 },
      address: "https://proviso.example.org",
      workers: 4,
      keep: { deliveriesDays: 30, conclusionsDays: 365, auditsDays: 30 },
      logIn: [{ kind: "openid", url: "https://id.example.org", name: "id.example.org" }],
      operators: ["ada@example.org"],
      stewards: ["lin@example.org"],
      readers: ["ken@forge.example.org"],
    });
    expect(settings.forges?.[0]).toMatchObject({ kind: "forgejo", accounts: ["lantern"], app: null });
    expect(settings.forges?.[0]).toMatchObject({
      branches: ["stable/*"],
      mergeMethod: "squash",
      squashBody: "commits",
    });
    expect(settings).not.toHaveProperty("data");
  });

  test.each([
    ["workrs: 3\n", ["unknown key `workrs`"]],
    ["", ["the file is empty"]],
    ["workers: 0\n", ["`0` is not between 1 and 64"]],
    ["role: boss\n", [expect.stringContaining("boss")]],
    [
      "forges:\n  - { kind: forgejo, url: https://forge.example.org, webhook-secret-files: [a], token-file: b, branches: ['stable/['] }\n",
      [expect.stringContaining("is no pattern of branches")],
    ],
    [
      "forges:\n  - { kind: forgejo, url: https://forge.example.org, webhook-secret-files: [a], token-file: b, merge-method: rebase }\n",
      [expect.stringContaining("rebase")],
    ],
    ["listen: a:b\n", [expect.stringContaining("neither an address with a port nor the path")]],
    ["address: http://proviso.example.org\n", [expect.stringContaining("no `https://` address")]],
    ["address: https://user:password@proviso.example.org\n", [expect.stringContaining("no `https://` address")]],
    [
      "forges:\n  - { kind: gitlab, url: https://gitlab.example.org, webhook-secret-files: [a] }\n",
      ["a GitLab needs `token-file`"],
    ],
    [
      "forges:\n  - { kind: github, url: https://github.com, webhook-secret-files: [a], token-file: b }\n",
      ["a GitHub needs `app-id` and `app-key-file`: it is asked as an App"],
    ],
    [
      "log-in:\n  - { kind: openid, url: https://id.example.org, client-id: a, client-secret-file: b }\n  - { kind: openid, url: https://id.example.org/, client-id: c, client-secret-file: d }\n",
      ["there are two ways to log in of `https://id.example.org`"],
    ],
    [
      "forges:\n  - { kind: forgejo, url: https://forge.example.org, webhook-secret-files: [], token-file: b }\n",
      ["`webhook-secret-files` is empty: whoever finds the address could send deliveries"],
    ],
  ])("has its problems said: %j", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test("shows no password in a problem", () => {
    const { problems } = read("database-url: mysql://proviso:hunter2@db/proviso\n");
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems.map(({ text, hint }) => [text, hint]))).not.toContain("hunter2");
  });
});

test.each([
  ["PROVISO_WORKERS", "3", { workers: 3 }],
  ["PROVISO_LISTEN", "8080", undefined],
  ["PROVISO_LISTEN", "0.0.0.0:80", { listen: { kind: "port", host: "0.0.0.0", port: 80 } }],
  ["DATABASE_URL", "postgres://u:p@h/d", { databaseUrl: "postgres://u:p@h/d" }],
  ["PROVISO_DATA", '/strange "path"\n', { data: '/strange "path"\n' }],
])("the variable %s says %j", (variable, value, expected) => {
  const { settings, problems } = parseServiceVariable(variable, value);
  if (expected === undefined) expect(settings).toEqual({ listen: { kind: "port", host: "127.0.0.1", port: 8080 } });
  else expect(settings).toEqual(expected);
  expect(problems).toEqual([]);
});

test("a problem of a variable names it", () => {
  const [problem] = parseServiceVariable("PROVISO_WORKERS", "many").problems;
  expect(problem?.at.source.name).toBe("PROVISO_WORKERS");
});

test.each([
  ["8420", { kind: "port", host: "127.0.0.1", port: 8420 }],
  ["/run/proviso/socket", { kind: "socket", path: "/run/proviso/socket" }],
  ["example.org:80", { kind: "port", host: "example.org", port: 80 }],
  ["[::1]:80", { kind: "port", host: "::1", port: 80 }],
  ["99999", undefined],
  ["", undefined],
  ["a b:80", undefined],
  ["::1:80", undefined],
])("it listens at %j", (text, expected) => {
  expect(listenOf(text)).toEqual(expected);
});
