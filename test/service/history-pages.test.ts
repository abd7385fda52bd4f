import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openServiceDatabase,
  type ServiceDatabase,
} from "../../src/adapters/database/service/open-service-database.ts";
import { createServiceReader } from "../../src/adapters/database/service/service-reader.ts";
import { proposeChange } from "../../src/app/service/propose-change.ts";
import { readCoverage } from "../../src/app/service/read-coverage.ts";
import { keepRegister, runAudit } from "../../src/app/service/run-audit.ts";
import { simulateText } from "../../src/app/service/simulate-text.ts";
import { buildStory } from "../../src/cli/demo/build.ts";
import { auditPage } from "../../src/dashboard/audits.ts";
import { commitPage } from "../../src/dashboard/commit.ts";
import { createJudging, withLocalRepository } from "../../src/service/judging.ts";
import { repositoryOf } from "../database/records.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";

const root = mkdtempSync(join(tmpdir(), "proviso-pages-"));
const story = join(root, "story");
let failing: TestRepository;
let database: ServiceDatabase;

beforeAll(async () => {
  mkdirSync(story);
  buildStory(story);
  failing = createRepository();
  failing.commit({
    message: "Begin\n\nSigned-off-by: Ada Example <ada@example.org>\n",
    files: { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: require\n" },
  });
  failing.commit({ message: "Mend the lamp\n" });
  const place = { kind: "directory", directory: join(root, "data") } as const;
  mkdirSync(place.directory);
  database = await openServiceDatabase(place, { now: Date.now, lease: 30_000 }, () => {});
});
afterAll(async () => {
  await database.store.close();
  failing.remove();
  rmSync(root, { recursive: true, force: true });
});

const judging = () => createJudging(join(root, "judging"), "test", (name) => name);
const reader = { seesPrivate: true, account: null } as const;

test("a commit that only an audit judged has the words of its findings, and the audit is kept without its commits", async () => {
  const { store } = database;
  const served = repositoryOf();
  await store.saveRepository(served);
  const made = judging();
  const branch = { repository: served.key, revision: "HEAD", branch: "main" };
  const ports = { store, memory: null, now: Date.now };
  for (let round = 0; round < 2; round += 1) {
    const kept = await withLocalRepository(failing.path, (opened) =>
      runAudit(branch, { ...ports, check: made.portsFor(opened) }),
    );
    if (!kept.ok) throw new Error(kept.text);
    expect(JSON.parse(kept.value.report)).toMatchObject({ conclusion: "fail", commits: [], ledger: [] });
  }
  const pages = createServiceReader(database.database);
  const view = await pages.commit(served.key, failing.git("rev-parse", "HEAD"), reader);
  if (view === null) throw new Error("there is no such commit");
  const shown = JSON.stringify(commitPage(view, null).sections);
  expect(shown).toContain("the commit has no sign-off");
  expect(JSON.stringify(commitPage(view, null).lead)).not.toContain("only the index");
  const audit = await pages.audit(served.key, reader);
  if (audit === null) throw new Error("there is no audit");
  expect(JSON.stringify(auditPage(audit, () => ""))).not.toContain("cannot be shown");
});

test("register, coverage, simulation and a proposed change are made of a real repository", async () => {
  const { store } = database;
  const served = repositoryOf({ name: "story", forgeId: "99" });
  await store.saveRepository(served);
  const made = judging();
  const result = await withLocalRepository(story, async (opened) => {
    const check = made.portsFor(opened);
    const branch = { repository: served.key, revision: "HEAD", branch: "main" };
    const register = await keepRegister(branch, { check, store, memory: null, now: Date.now });
    if (!register.ok) return register;
    const coverage = await readCoverage(check);
    if (!coverage.ok) return coverage;
    const document = coverage.value.policy.document?.source.text ?? "";
    const simulated = await simulateText({ ending: "rst", text: document }, "2026-11-30", check);
    if (!simulated.ok) return simulated;
    const asked = { kind: "withdraw", id: "uniform-changes", day: "2026-11-30", words: "nobody used it" } as const;
    const proposed = await proposeChange(asked, "2026-11-30", check);
    if (!proposed.ok) return proposed;
    return { ok: true as const, value: { coverage: coverage.value.coverage, proposed: proposed.value, document } };
  });
  if (!result.ok) throw new Error(result.text);
  const { proposed, document } = result.value;
  expect(document).toContain("uniform-changes");
  expect(proposed.command).toBe(
    "proviso exception withdraw uniform-changes --reason 'nobody used it' --day 2026-11-30",
  );
  expect(JSON.stringify(proposed.changed)).toContain("2026-11-30");
  expect((await store.newestRegister(served.key))?.register).toContain("uniform-changes");
});
