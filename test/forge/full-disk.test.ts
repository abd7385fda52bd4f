import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, realpathSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeJobOf } from "../../src/app/service/judge-jobs.ts";
import type { Judged, ServedRepository } from "../../src/ports/service-store.ts";
import { signed } from "../ci/forge.ts";
import { type ForgeDouble, forgeDoubles } from "./doubles/doubles.ts";
import { newRequest } from "./doubles/world.ts";
import { startService, type TestService } from "./service.ts";

/** Gives a directory a disk of its own of so many megabytes; false: we may not. */
function mount(directory: string, megabytes: number, more: readonly string[] = []): boolean {
  const options = [...more, `size=${megabytes}m`].join(",");
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", directory], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

const unmount = (directory: string): void => void execFileSync("umount", ["--lazy", directory]);

const mayMount = ((): boolean => {
  const directory = mkdtempSync(join(tmpdir(), "proviso-mount-"));
  const may = mount(directory, 1);
  if (may) unmount(directory);
  rmSync(directory, { recursive: true });
  return may;
})();

const [, [, startGitlab]] = forgeDoubles as readonly [unknown, (typeof forgeDoubles)[number]];

describe.skipIf(!mayMount)("a disk that is full under a mirror", () => {
  let disk = "";
  let double: ForgeDouble;
  let service: TestService;
  beforeEach(async () => {
    disk = realpathSync(mkdtempSync(join(tmpdir(), "proviso-disk-")));
    mount(disk, 3);
    double = await startGitlab();
    service = await startService(double, disk);
  });
  afterEach(async () => {
    await service.close();
    await double.server.close();
    unmount(disk);
    rmSync(disk, { recursive: true });
  });

  const repositoryOf = (name: string, forgeId: string): ServedRepository => ({
    key: `gitlab/${service.port.host}/example/${name}`,
    forge: "gitlab",
    host: service.port.host,
    owner: "example",
    name,
    forgeId,
    defaultBranch: "main",
    url: "",
    installation: null,
    isPrivate: false,
    state: "active",
    since: 0,
  });

  /** A request whose history has some five megabytes that cannot be compressed, though not a file of it is fetched. */
  async function largeRequest(): Promise<ServedRepository> {
    const { git } = service;
    for (let count = 0; count < 12; count += 1)
      git.work.commit({ message: `Count\n\n${randomBytes(400_000).toString("base64")}\n\n${signed}` });
    await git.push("HEAD:refs/heads/main");
    const main = git.work.git("rev-parse", "HEAD");
    git.work.git("checkout", "--quiet", "-B", "topic");
    const head = git.work.commit({ message: `Mend\n\n${signed}` });
    await git.openRequest(7, head, main);
    double.world.requests.set(7, newRequest({ head }));
    const repository = repositoryOf("lamps", "15");
    await service.database.store.saveRepository(repository);
    return repository;
  }

  const request = { kind: "contribution", number: 7 } as const;
  const pushed = { kind: "push", ref: "refs/heads/main" } as const;

  /** A push to another repository, which is small. */
  async function smallPush(): Promise<{ readonly repository: ServedRepository; judge(): Promise<void> }> {
    const { git, database } = service;
    const place = git.directory("lanterns");
    await git.git(place, "clone", "--quiet", "--bare", "--no-local", git.url, "bare");
    const bare = join(place, "bare");
    const [before = "", after = ""] = (await git.git(bare, "rev-list", "--reverse", "main")).split("\n");
    await git.git(bare, "config", "uploadpack.allowAnySHA1InWant", "true");
    await git.git(bare, "config", "uploadpack.allowFilter", "true");
    const repository = repositoryOf("lanterns", "16");
    double.world.others.push({ id: 16, path: "example/lanterns" });
    service.port.address = ({ name }) =>
      name === "lanterns" ? `${git.server.url}/${bare.split("/").slice(-2).join("/")}` : git.url;
    await database.store.saveRepository(repository);
    const commit = (revision: string) => ({ revision, references: ["refs/heads/main"] });
    const judge = () =>
      database.queue.enqueue([
        judgeJobOf(repository, pushed, {
          kind: "contribution",
          forge: "gitlab",
          what: "push to main",
          tip: commit(after),
          base: { kind: "commit", commit: commit(before), whatItIs: "where it stood" },
          request: null,
          isAsked: false,
        }),
      ]);
    return { repository, judge };
  }

  const conclusionOn = async ({ key }: ServedRepository, judged: Judged) =>
    (await service.database.store.newestConclusion(key, judged))?.conclusion ?? null;

  /** Works on the next job to judge as a worker does, and puts it back if it is to be tried again. */
  async function judgeNext(): Promise<string> {
    const { queue } = service.database;
    const job = await queue.take(["judge"]);
    if (job === null) return "nothing waits";
    const result = await service.handle(job);
    if (result.kind === "done") await queue.finish(job);
    else await queue.retry(job, service.clock.now);
    return result.kind === "done" ? result.kind : `${result.kind}: ${result.why}`;
  }

  test("fails the job with the reason, which is tried again; others go on; and all is well when there is room", async () => {
    service.git.work.commit({ message: `Second\n\n${signed}` });
    await service.git.push("HEAD:refs/heads/main");
    const small = await smallPush();
    const large = await largeRequest();
    await service.database.queue.enqueue([judgeJobOf(large, request)]);
    expect(await judgeNext()).toMatch(/^failed: .*No space left on device/);
    // Nothing is said of it before a second try.
    expect(await conclusionOn(large, request)).toBeNull();
    expect(await judgeNext()).toMatch(/^failed: .*No space left on device/);
    const kept = await service.database.store.newestConclusion(large.key, request);
    expect([kept?.conclusion, kept?.why]).toEqual(["could-not", expect.stringContaining("No space left on device")]);
    // What did not come whole takes no room from others.
    expect(unfinished()).toEqual([]);
    const waiting = await service.database.queue.take(["judge"]);
    await small.judge();
    expect(await judgeNext()).toBe("done");
    expect(await conclusionOn(small.repository, pushed)).toBe("pass");
    mount(disk, 100, ["remount"]);
    if (waiting !== null) await service.database.queue.retry(waiting, service.clock.now);
    expect(await judgeNext()).toBe("done");
    expect(await conclusionOn(large, request)).toBe("pass");
  });

  const unfinished = (): readonly string[] =>
    readdirSync(disk, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("tmp_"));

  test("on which nothing can be begun leaves nothing behind", async () => {
    await largeRequest();
    writeFileSync(join(disk, "all"), Buffer.alloc(3 << 20));
    truncateSync(join(disk, "all"), (3 << 20) - 8_192);
    await service.database.queue.enqueue([judgeJobOf(repositoryOf("lamps", "15"), request)]);
    const said = await judgeNext().catch((error: unknown) => `failed: ${String(error)}`);
    expect(said).toMatch(/^failed: /);
    expect(readdirSync(disk).filter((name) => name.includes(".new-"))).toEqual([]);
  });
});
