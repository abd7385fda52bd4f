import { describe, expect, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { proviso, signOff, using } from "./proviso.ts";

const floor = "proviso: 1\nrules:\n  sign-off-present: require\n  sign-off-order: warn\n";
const own = `proviso: 1
floor: org/floor.yaml
rules:
  sign-off-present: require
  sign-off-order: require
  sign-off-named: warn
`;

/** What the Developer Certificate of Origin asks for, and more. */
const certified = `rules:
  sign-off-present: require
  sign-off-well-formed: require
  sign-off-by-author: require
  sign-off-human: require
  sign-off-in-trailers: require
`;

const start = (repository: TestRepository): string =>
  repository.commit({ message: `policy\n\n${signOff}`, files: { "org/floor.yaml": floor, "proviso.yaml": own } });

describe("a policy with a floor", () => {
  test("judges by its own clauses, and says of each what the floor has to do with it", () =>
    using(createRepository(), (repository) => {
      start(repository);
      repository.commit({ message: "unsigned\n", files: { a: "1" } });
      expect(proviso(repository, ["check", "HEAD~1.."])).toMatchObject({ status: 1 });
      expect(proviso(repository, ["policy", "lint"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
      expect(proviso(repository, ["policy", "show"]).stdout).toContain(`rules:
  sign-off-present  require
      proviso.yaml:4, sign-off-present: require
      as the floor asks: org/floor.yaml:3
  sign-off-order    require
      proviso.yaml:5, sign-off-order: require
      stricter than the floor: org/floor.yaml:4
  sign-off-named    warn
      proviso.yaml:6, sign-off-named: warn
      beyond the floor org/floor.yaml
`);
      expect(proviso(repository, ["explain", "sign-off-order"]).stdout).toContain(
        "  floor: stricter than the floor: org/floor.yaml:4\n",
      );
      const { floor: name, clauses } = JSON.parse(proviso(repository, ["policy", "show", "--format", "json"]).stdout);
      expect(name).toBe("org/floor.yaml");
      expect(clauses.map((clause: { floor: unknown }) => clause.floor)).toEqual([
        { kind: "same", at: "org/floor.yaml:3" },
        { kind: "tighter", at: "org/floor.yaml:4" },
        { kind: "beyond", at: null },
      ]);
    }));

  test("that is looser decides nothing, and lint says where", () =>
    using(createRepository(), (repository) => {
      start(repository);
      const looser = own.replace("sign-off-order: require", "sign-off-order: off");
      repository.commit({ message: `looser\n\n${signOff}`, files: { "proviso.yaml": looser } });
      expect(proviso(repository, ["check", "HEAD~1.."])).toMatchObject({
        status: 2,
        stdout: expect.stringContaining("it would leave a policy that decides nothing"),
      });
      const lint = proviso(repository, ["policy", "lint"]);
      expect(lint.status).toBe(3);
      expect(lint.stdout).toContain(
        "proviso.yaml:5:3: error: looser than the floor: `sign-off-order` must hold what org/floor.yaml:4 asks for: it is `off`, and there `warn`",
      );
      repository.commit({ message: `after\n\n${signOff}`, files: { a: "1" } });
      expect(proviso(repository, ["check", "HEAD~1.."])).toMatchObject({ status: 3 });
    }));

  test("that the floor has overtaken is told before, and an audit judges each commit as a check did", () =>
    using(createRepository(), (repository) => {
      start(repository);
      repository.commit({ message: `before\n\n${signOff}`, files: { a: "1" } });
      const higher = floor.replace("sign-off-order: warn", "sign-off-well-formed: require");
      repository.commit({ message: `higher\n\n${signOff}`, files: { "org/floor.yaml": higher } });
      expect(proviso(repository, ["check", "HEAD~1.."])).toMatchObject({
        status: 2,
        stdout: expect.stringContaining("it would leave a policy that decides nothing"),
      });
      repository.commit({ message: `after\n\n${signOff}`, files: { a: "2" } });
      const audit = JSON.parse(proviso(repository, ["audit", "--format", "json"]).stdout);
      expect(audit).toMatchObject({ conclusion: "undecided", counts: { commits: 3, passed: 2, undecided: 1 } });
      expect(audit.unjudged[0].why).toContain("looser than the floor: `sign-off-well-formed` is not among the rules");
    }));

  test.each([
    ["profile:dco", 0, ""],
    ["profile:dco@2001-01-01", 3, "the profile dco begins on 2004-11-01"],
    ["profile:nosuch", 3, "there is no profile `nosuch`"],
    ["org/none.yaml", 3, "the floor org/none.yaml does not exist there"],
  ])("may be %s", (name, status, words) =>
    using(createRepository(), (repository) => {
      repository.write(
        "proviso.yaml",
        `proviso: 1
floor: ${name}
${certified}`,
      );
      const lint = proviso(repository, ["policy", "lint"]);
      expect(lint).toMatchObject({ status, stderr: "" });
      expect(lint.stdout).toContain(words);
    }),
  );
});
