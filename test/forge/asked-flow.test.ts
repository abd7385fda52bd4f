import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeJobOf } from "../../src/app/service/judge-jobs.ts";
import { signed } from "../ci/forge.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import { newRequest } from "./doubles/world.ts";
import { startService, type TestService } from "./service.ts";

let double: ForgeDouble;
let service: TestService;

const rules = `proviso: 1
ai:
  stance: permitted
  channels:
    label: { in: label, content: llm-assisted }
rules:
  sign-off-present: require
`;

const asking = `${rules}  ai-unattended: { level: require, required: always }
  ai-work-item: { level: require, labels: [accepted] }
  ai-rate-limit: require
`;

/** What only the three rules would ask. */
const extra = /graphql|closes_issues|\/users\/|\/timeline|\/issues\/?$|\/issues\?|merge_requests$|\/pulls$/;
const asked = (): readonly string[] => double.server.asked.map(({ path }) => path).filter((path) => extra.test(path));

describe.each(forgeDoubles)("a rule that %s is asked for", (name, start) => {
  beforeEach(async () => {
    double = await start();
    service = await startService(double);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
  });

  /** A request with AI-derived content that closes issue 12, judged by a policy. Gives what was said beside "done". */
  async function judged(policy: string): Promise<readonly string[]> {
    const { git, database } = service;
    git.work.commit({ message: `Policy\n\n${signed}`, files: { "proviso.yaml": policy } });
    await git.push("HEAD:refs/heads/main");
    const main = git.work.git("rev-parse", "HEAD");
    git.work.git("checkout", "--quiet", "-B", "topic");
    const head = git.work.commit({ message: `Mend\n\nAssisted-by: LLM\n${signed}` });
    await git.openRequest(7, head, main);
    double.world.requests.set(7, newRequest({ head, body: "Closes #12." }));
    const repository = {
      key: `${service.port.forge}/${service.port.host}/example/lamps`,
      forge: service.port.forge,
      host: service.port.host,
      owner: "example",
      name: "lamps",
      forgeId: "15",
      defaultBranch: "main",
      url: git.url,
      installation: double.repository.installation,
      isPrivate: false,
      state: "active",
      since: 0,
    } as const;
    await database.store.saveRepository(repository);
    await database.queue.enqueue([judgeJobOf(repository, { kind: "contribution", number: 7 })]);
    return service.work();
  }

  const standing = () => double.standing(double.world.requests.get(7)?.head ?? "");
  const again = () =>
    service.database.queue.enqueue([
      {
        kind: "judge",
        key: "again",
        payload: {
          forge: service.port.forge,
          host: service.port.host,
          forgeId: "15",
          judged: { kind: "contribution", number: 7 },
          brings: null,
        },
        notBefore: 0,
      },
    ]);

  test("decides, and another answer decides otherwise", async () => {
    double.world.issues.push({ number: 12, labels: ["Accepted"], state: "open", closedBy: [7] });
    expect(await judged(asking)).toEqual([]);
    // Forgejo does not say whether an account is a program's, so that rule alone waits there.
    const first = name === "Forgejo" ? "undecided" : "pass";
    expect(standing().title).toMatch(new RegExp(`^${first}`));
    expect(asked().length).toBeGreaterThan(1);
    double.world.requests.set(8, newRequest({ number: 8, labels: ["llm-assisted"] }));
    await again();
    expect(await service.work()).toEqual([]);
    expect(standing()).toMatchObject({ passes: false, title: "fail: 1 commit: 1 failed" });
  });

  test("is asked nothing where no rule of the policy looks at it", async () => {
    expect(await judged(rules)).toEqual([]);
    expect(standing().passes).toBe(true);
    expect(asked()).toEqual([]);
  });

  test("that is off is not asked for", async () => {
    expect(
      await judged(asking.replaceAll("require", "off").replace("sign-off-present: off", "sign-off-present: require")),
    ).toEqual([]);
    expect(asked()).toEqual([]);
  });

  test("does not pass while the forge does not answer, and is judged when it does", async () => {
    double.world.issues.push({ number: 12, labels: ["accepted"], state: "open", closedBy: [7] });
    double.server.faults.push({
      when: ({ path }) => /graphql|closes_issues|\/issues\/12$/.test(path),
      times: 2,
      what: { status: 502 },
    });
    const said = await judged(asking);
    expect(said.filter((one) => one.startsWith("judge failed"))).toHaveLength(2);
    const conclusions = await service.database.store.newestConclusion(
      `${service.port.forge}/${service.port.host}/example/lamps`,
      { kind: "contribution", number: 7 },
    );
    expect(conclusions?.conclusion).toBe(name === "Forgejo" ? "undecided" : "pass");
  });

  test("waits where the forge refuses, with its words", async () => {
    double.server.faults.push({
      when: ({ path }) => /graphql|closes_issues|\/issues\/12$/.test(path),
      times: 9,
      what: { status: 403, headers: { "Content-Type": "application/json" }, body: '{"message":"no scope"}' },
    });
    double.world.issues.push({ number: 12, labels: ["accepted"], state: "open", closedBy: [7] });
    expect(await judged(asking)).toEqual([]);
    const kept = await service.database.store.newestConclusion(
      `${service.port.forge}/${service.port.host}/example/lamps`,
      { kind: "contribution", number: 7 },
    );
    expect(kept?.conclusion).toBe("undecided");
    expect(kept?.report).toContain("answered 403");
  });
});
