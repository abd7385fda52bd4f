import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { declining, expectRefusal, plainPolicy, proviso, repositoryWith, signOff, using } from "./proviso.ts";

/** A policy that came second, one commit that keeps it and two that do not. */
function small(): TestRepository {
  const repository = createRepository();
  repository.commit({ message: "before\n", files: { a: "1" } });
  repository.commit({ message: `policy\n\n${signOff}`, files: { "proviso.yaml": plainPolicy } });
  repository.commit({ message: `kept\n\n${signOff}`, files: { a: "2" } });
  repository.commit({ message: "not kept\n", files: { a: "3" } });
  repository.commit({ message: "not kept either\n", files: { a: "4" } });
  return repository;
}

const short = (repository: TestRepository, revision: string): string =>
  repository.git("rev-parse", "--short=12", revision);

test("says what a history adds up to, and lists commits only when asked", () =>
  using(small(), (repository) => {
    const head = short(repository, "HEAD");
    const policy = short(repository, "HEAD~3");
    const { status, stdout, stderr } = proviso(repository, ["audit"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(
      stdout,
    ).toBe(`HEAD (${head}): each commit by the policy in force when it entered; now proviso.yaml at ${policy}

How the policy came about
  2023-11-14  ${policy}  \`proviso.yaml\` appears

Year by year
  year  commits  failed  before the policy
  2023        3       2                  2

By rule
  rule              unmet  undecided  warned  met
  sign-off-present      2          0       0    1

Signed off by somebody who is not an author
  year  share  independent  by authors only  unclear  not signed off
  2023  0.0 %            0                1        0               2

fail: 3 commits: 2 failed, 1 passed; 2 entered before there was a policy, not judged
\`-v\` lists the commits, \`--format html --output audit.html\` writes a page
`);
    const verbose = proviso(repository, ["audit", "-v"]).stdout;
    expect(verbose).toContain(`${short(repository, "HEAD~1")} not kept\n`);
    expect(verbose).not.toContain("not judged\n\n");
  }));

test("a baseline leaves what is new, and says which of its entries are out of date", () =>
  using(small(), (repository) => {
    const path = join(repository.path, "known.txt");
    expect(proviso(repository, ["audit", "--write-baseline", "known.txt"]).status).toBe(1);
    const ids = ["HEAD~1", "HEAD"].map(
      (revision) => `${repository.git("rev-parse", revision)} sign-off-present unmet\n`,
    );
    expect(readFileSync(path, "utf8")).toMatch(/^# .*\n# .*\n/);
    expect(readFileSync(path, "utf8").replace(/^#.*\n/gm, "")).toBe(ids.join(""));
    const calm = proviso(repository, ["audit", "--baseline", "known.txt"]);
    expect(calm.status).toBe(0);
    expect(calm.stdout).toMatch(/^pass: .*2 commits known by the baseline, 0 failed and 0 undecided that are new$/m);
    repository.commit({ message: "new\n", files: { a: "5" } });
    const fresh = proviso(repository, ["audit", "--baseline", "known.txt"]);
    expect(fresh.status).toBe(1);
    expect(fresh.stdout).toMatch(/^fail: .*2 commits known by the baseline, 1 failed and 0 undecided that are new$/m);
    expect(fresh.stdout).toContain(`${short(repository, "HEAD")} new\n`);
    expect(fresh.stdout).not.toContain("not kept either");
    writeFileSync(
      path,
      `${ids.join("")}${"0".repeat(40)} sign-off-present unmet\n${repository.git("rev-parse", "HEAD")} sign-off-present unmet\n`,
    );
    const stale = proviso(repository, ["audit", "--baseline", "known.txt"]);
    expect(stale.status).toBe(1);
    expect(stale.stdout).toContain(
      "Entries of the baseline that nothing answers to\n  000000000000  sign-off-present\n",
    );
    expect(stale.stdout).toContain("one entry of it to take out, or write it anew with --write-baseline");
    expect(readdirSync(repository.path).sort()).toEqual([".git", "a", "known.txt", "proviso.yaml"]);
  }));

test("wrong input is refused in a sentence", () =>
  using(small(), (repository) => {
    writeFileSync(join(repository.path, "broken.txt"), "# known\nHEAD sign-off-present\n");
    expectRefusal(proviso(repository, ["audit", "nothing"]), 3, "`nothing` names no commit");
    expectRefusal(proviso(repository, ["audit", "--baseline", "absent"]), 3, "there is no baseline absent");
    expectRefusal(
      proviso(repository, ["audit", "--baseline", "broken.txt"]),
      3,
      "broken.txt:2:1: this is no entry of a baseline",
    );
    expectRefusal(
      proviso(repository, ["audit", "--write-baseline", "no/such"]),
      4,
      "`no/such` cannot be written: there is no such directory",
    );
    expectRefusal(proviso(repository, ["audit", "--day", "2020-01-01"]), 3, "--day goes with --as-of today");
    expectRefusal(proviso(repository, ["audit", "--policy-from", "profile:none"]), 3, "there is no profile `none`");
  }));

test("the ledger says who relies on an exception, and its exposure what is alive of that", () =>
  using(repositoryWith(declining), (repository) => {
    const relying = (subject: string, more = ""): string =>
      `${subject}\n\nThis is under exception small-fixes, as it is a typing error.\n\n${more}${signOff}`;
    repository.commit({
      message: relying("fix the first page", "Reviewed-by: Lin Example <lin@example.org>\n"),
      files: { "docs/one.txt": "one\n" },
    });
    repository.commit({ message: relying("fix the second page"), files: { "docs/two.txt": "two\nthree\n" } });
    const first = short(repository, "HEAD~1");
    const second = short(repository, "HEAD");
    const ledger = proviso(repository, ["exception", "ledger"]);
    expect(ledger.stdout).toBe(`small-fixes: 2 commits, 1 evident, 1 undecided
  2023-11-14  ${first}  fix the first page (evident, Reviewed-by from Lin Example <lin@example.org>)
  2023-11-14  ${second}  fix the second page (undecided)
`);
    expectRefusal(
      proviso(repository, ["exception", "ledger", "other"]),
      3,
      "the document never listed an exception `other`",
    );
    const values = JSON.parse(
      proviso(repository, ["exception", "ledger", "small-fixes", "--format", "json"]).stdout,
    ) as {
      readonly ledger: readonly { readonly subject: string; readonly secondOpinions: readonly unknown[] }[];
    };
    expect(values.ledger.map(({ subject, secondOpinions }) => [subject, secondOpinions.length])).toEqual([
      ["fix the first page", 1],
      ["fix the second page", 0],
    ]);
    const exposed = proviso(repository, ["exception", "exposure", "small-fixes"]);
    expect({ status: exposed.status, stderr: exposed.stderr }).toEqual({ status: 0, stderr: "" });
    expect(exposed.stdout).toContain("3 of 3");
  }));

test("what the policy of another time says differently can be listed", () =>
  using(small(), (repository) => {
    const differences = proviso(repository, ["audit", "--unlike", "today"]);
    expect(differences).toEqual({
      status: 0,
      stderr: "",
      stdout: `${short(repository, "HEAD~4")} before
  as of entry: nothing to say
  as of today: fail: sign-off-present
one commit is judged otherwise
`,
    });
    expect(proviso(repository, ["audit", "--as-of", "today", "--unlike", "today"]).stdout).toBe(
      "no commit is judged otherwise\n",
    );
    expectRefusal(proviso(repository, ["audit", "--unlike", "today", "-v"]), 3, "--unlike lists differences only");
    const { differences: values } = JSON.parse(
      proviso(repository, ["audit", "--unlike", "today", "--format", "json"]).stdout,
    ) as {
      readonly differences: readonly { readonly subject: string; readonly one: unknown; readonly other: unknown }[];
    };
    expect(values).toMatchObject([
      { subject: "before", one: null, other: { conclusion: "fail", rules: ["sign-off-present"] } },
    ]);
  }));
