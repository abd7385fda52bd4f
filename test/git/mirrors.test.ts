import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createMirrors, type MirrorSettings } from "../../src/adapters/git/mirrors.ts";
import type { GitCredentials } from "../../src/ports/forge.ts";
import type { Mirror } from "../../src/ports/mirrors.ts";
import { createForge, signed, type TestForge } from "../ci/forge.ts";

let forge: TestForge;
let root = "";
let main = "";
let head = "";

beforeAll(async () => {
  forge = await createForge();
  await forge.onServer("config", "uploadpack.allowFilter", "true");
  await forge.onServer("config", "uploadpack.allowAnySHA1InWant", "true");
  root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-mirrors-")));
  main = await forge.onServer("rev-parse", "main");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  head = forge.work.commit({
    message: `Mend\n\n${signed}`,
    files: { "lamp.txt": "1\n", "big.txt": "x".repeat(100_000) },
  });
  await forge.openRequest(7, head, main);
});

afterEach(() => forge.server.demand(null));
afterAll(async () => {
  await forge.close();
  rmSync(root, { recursive: true, force: true });
});

const settings = (more: Partial<MirrorSettings> = {}): MirrorSettings => ({
  directory: mkdtempSync(join(root, "kept-")),
  origins: [forge.server.url],
  fetchTimeMax: 20_000,
  mirrorBytesMax: 100 << 20,
  ...more,
});

const mirrored = (more: { address?: string; credentials?: GitCredentials | null; name?: string } = {}) => ({
  name: "forgejo/forge.example.org/41",
  address: forge.url,
  credentials: null,
  ...more,
});

/** What came of a fetch: nothing to complain of, or the complaint. */
async function fetched(given: MirrorSettings, wanted: readonly string[], of = mirrored()): Promise<string> {
  const done = await createMirrors(given).withMirror(of, ({ source }) => source.fetch(wanted, { kind: "new" }));
  if (!done.ok) return done.error.text;
  return done.value.ok ? "" : done.value.error.text;
}

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).map((path) => join(directory, path));

describe("a mirror", () => {
  const inMirror = async <T>(given: MirrorSettings, work: (mirror: Mirror) => Promise<T>): Promise<T> => {
    const done = await createMirrors(given).withMirror(mirrored(), work);
    if (!done.ok) throw new Error(done.error.text);
    return done.value;
  };

  test("has branches and heads of requests, and reads what it lacks from the forge", async () => {
    const given = settings();
    const seen = await inMirror(given, async ({ source, withRepository }) => {
      expect(await source.fetch(["refs/heads/main", "refs/pull/7/head"], { kind: "new" })).toEqual({
        ok: true,
        value: null,
      });
      const before = forge.server.requests();
      return withRepository(async (repository) => {
        const file = await repository.readFile(head, "lamp.txt");
        return {
          main: await repository.resolve("refs/remotes/origin/main"),
          head: await repository.resolve("refs/requests/pull/7/head"),
          file: file.ok && file.value !== null ? Buffer.from(file.value.bytes).toString() : file,
          asked: forge.server.requests() - before,
        };
      });
    });
    expect(seen).toMatchObject({ main: { value: main }, head: { value: head }, file: "1\n" });
    expect(seen.asked).toBeGreaterThan(0);
  });

  test("brings the contents of a range at once, so that reading them asks nobody", async () => {
    const asked = await inMirror(settings(), async ({ source, bringContents, withRepository }) => {
      await source.fetch(["refs/heads/main", "refs/pull/7/head"], { kind: "new" });
      expect(await bringContents(main, head)).toEqual({ ok: true, value: null });
      const before = forge.server.requests();
      await withRepository(async (repository) => {
        for (const path of ["lamp.txt", "big.txt"]) expect((await repository.readFile(head, path)).ok).toBe(true);
        expect((await repository.readFile(main, "lamp.txt")).ok).toBe(true);
        const [changes] = await repository.changes([{ id: head, parents: [main] }]);
        expect(changes?.changes.ok).toBe(true);
      });
      expect(await bringContents(main, head)).toEqual({ ok: true, value: null });
      return forge.server.requests() - before;
    });
    expect(asked).toBe(0);
  });

  test("is brought a new head without what is here already, whoever looks first whether it is", async () => {
    const given = settings();
    forge.work.git("checkout", "--quiet", "-B", "long", main);
    const long = forge.work.commit({ message: `Long\n\n${randomBytes(400_000).toString("base64")}\n\n${signed}` });
    const young = forge.work.commit({ message: `Short\n\n${signed}` });
    await forge.push(`${long}:refs/heads/long`);
    await forge.openRequest(12, young, main);
    await inMirror(given, ({ source }) => source.fetch(["refs/heads/long"], { kind: "new" }));
    const sizeOf = () =>
      filesBelow(given.directory)
        .filter((path) => path.endsWith(".pack"))
        .reduce((sum, path) => sum + statSync(path).size, 0);
    const before = sizeOf();
    expect(before).toBeGreaterThan(300_000);
    const seen = await inMirror(given, async ({ source, withRepository }) => {
      const requests = forge.server.requests();
      const absent = await withRepository((repository) => repository.resolve(young));
      const asked = forge.server.requests() - requests;
      await source.fetch([young], { kind: "new" });
      return { absent: absent.ok, asked, present: await withRepository((repository) => repository.resolve(young)) };
    });
    expect(seen).toEqual({ absent: false, asked: 0, present: { ok: true, value: young } });
    expect(sizeOf() - before).toBeLessThan(20_000);
  });

  test("has no pack that nobody finishes: what a kill left goes after a while, what another writes now stays", async () => {
    const given = settings();
    expect(await fetched(given, ["refs/heads/main"])).toBe("");
    const [mirror = ""] = readdirSync(given.directory);
    const packs = join(given.directory, mirror, "objects/pack");
    for (const name of ["tmp_pack_killed", "tmp_pack_now"]) writeFileSync(join(packs, name), "PACK");
    const longAgo = Date.now() / 1_000 - (2 * given.fetchTimeMax) / 1_000 - 5;
    utimesSync(join(packs, "tmp_pack_killed"), longAgo, longAgo);
    expect(await fetched(given, ["refs/pull/7/head"])).toBe("");
    expect(readdirSync(packs).filter((name) => name.startsWith("tmp_"))).toEqual(["tmp_pack_now"]);
    // One that was there before is somebody else's, whatever becomes of ours.
    expect(await fetched(given, ["refs/heads/none"])).toContain("could not fetch");
    expect(readdirSync(packs).filter((name) => name.startsWith("tmp_"))).toEqual(["tmp_pack_now"]);
  });

  test("gives a head that a forced push took away, by its id", async () => {
    const given = settings();
    forge.work.git("checkout", "--quiet", "-B", "forced", main);
    const old = forge.work.commit({ message: `First try\n\n${signed}` });
    await forge.openRequest(8, old, main);
    forge.work.git("checkout", "--quiet", "-B", "forced", main);
    const young = forge.work.commit({ message: `Second try\n\n${signed}` });
    expect(await fetched(given, ["refs/pull/8/head"])).toBe("");
    await forge.openRequest(8, young, main);
    expect(await fetched(given, ["refs/pull/8/head"])).toBe("");
    expect(await fetched(settings(), [old])).toBe("");
    const now = await createMirrors(given).withMirror(mirrored(), ({ withRepository }) =>
      withRepository((repository) => repository.resolve("refs/requests/pull/8/head")),
    );
    expect(now).toMatchObject({ value: { value: young } });
  });

  test("goes on where its repository has another name now", async () => {
    const given = settings();
    expect(await fetched(given, ["refs/heads/main"])).toBe("");
    const elsewhere = `${forge.server.url}/example/gone.git`;
    expect(await fetched(given, ["refs/heads/main"], mirrored({ address: elsewhere }))).toMatch(
      /^git could not fetch from the forge/,
    );
    expect(await fetched(given, ["refs/heads/main"])).toBe("");
    expect(readdirSync(given.directory)).toHaveLength(1);
  });

  test("is one for two that make it at the same time", async () => {
    const given = settings();
    const ends = await Promise.all([1, 2, 3].map(() => fetched(given, ["refs/heads/main"])));
    expect(ends).toEqual(["", "", ""]);
  });

  test("is forgotten when somebody says so", async () => {
    const given = settings();
    const mirrors = createMirrors(given);
    await mirrors.withMirror(mirrored(), async () => null);
    await mirrors.remove(mirrored().name);
    expect(readdirSync(given.directory)).toEqual([]);
  });
});

describe("credentials", () => {
  const credentials = { username: "x-access-token", password: "s3cret-of-the-forge" };
  const basic = `Basic ${Buffer.from("x-access-token:s3cret-of-the-forge").toString("base64")}`;

  /** A git that writes down its arguments before it does its work. */
  function watched(): { readonly environment: Readonly<Record<string, string>>; readonly log: string } {
    const programs = mkdtempSync(join(root, "programs-"));
    const log = join(programs, "log");
    const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
    writeFileSync(join(programs, "git"), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${real}' "$@"\n`, {
      mode: 0o755,
    });
    return { environment: { PATH: `${programs}:${process.env["PATH"] ?? ""}` }, log };
  }

  test("are sent, and stand in no argument and in no file", async () => {
    forge.server.demand(basic);
    const { environment, log } = watched();
    const given = settings({ environment });
    expect(await fetched(given, ["refs/heads/main"], mirrored({ credentials }))).toBe("");
    const kept = [log, ...filesBelow(given.directory)].filter(
      (path) => existsSync(path) && !path.includes("/objects/"),
    );
    for (const path of kept) {
      const text = (() => {
        try {
          return readFileSync(path, "latin1");
        } catch {
          return "";
        }
      })();
      expect(text).not.toMatch(/s3cret|eC1hY2Nlc3/);
    }
    expect(readFileSync(log, "utf8")).toContain("fetch");
  });

  test("that are missing are asked of nobody, and wrong ones are not shown", async () => {
    forge.server.demand(basic);
    expect(await fetched(settings(), ["refs/heads/main"])).toMatch(/^git could not fetch from the forge: fatal: /);
    const wrong = { username: "x", password: "s3cret-that-is-wrong" };
    const said = await fetched(settings(), ["refs/heads/main"], mirrored({ credentials: wrong }));
    expect(said).toMatch(/^git could not fetch/);
    expect(said).not.toContain("s3cret");
  });
});

describe("nothing is fetched from elsewhere", () => {
  test.each([
    ["https://elsewhere.example.org/example/lamps.git", "its host is none of the forges"],
    ["file:///etc", "it is no address of https or ssh"],
    ["ext::sh -c id", "it is no address of https or ssh"],
    ["git://127.0.0.1/example/lamps.git", "it is no address of https or ssh"],
    ["/etc", "it is no address of https or ssh"],
    ["--upload-pack=id", "it is no address of https or ssh"],
  ])("%s", async (address, why) => {
    expect(await fetched(settings(), ["refs/heads/main"], mirrored({ address }))).toContain(why);
  });

  test("an address with a name, a password or a question", async () => {
    for (const address of [forge.url.replace("http://", "http://ada:pw@"), `${forge.url}?x=1`, `${forge.url}#x`])
      expect(await fetched(settings(), ["refs/heads/main"], mirrored({ address }))).toMatch(
        /credentials do not belong|more than a host and a path/,
      );
  });

  test("another port of the same host", async () => {
    const address = "http://127.0.0.1:1/example/lamps.git";
    expect(await fetched(settings(), ["refs/heads/main"], mirrored({ address }))).toContain("its host is none");
  });

  test.each(["refs/heads/*", "--all", "main", "refs/heads/a b", "-q"])(
    "what is no reference and no id: %s",
    async (wanted) => {
      expect(await fetched(settings(), [wanted])).toContain("cannot be asked of a remote");
    },
  );
});

describe("a remote that misbehaves", () => {
  let odd: Server;
  let asked = 0;
  let behave: (path: string) => { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | null;
  let address = "";

  beforeAll(async () => {
    odd = createServer((request, response) => {
      asked += 1;
      const answer = behave(request.url ?? "");
      // Else it hangs.
      if (answer !== null) response.writeHead(answer.status, answer.headers).end("<html>no</html>");
    });
    await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    odd.closeAllConnections();
    odd.close();
  });

  const fromOdd = (more: Partial<MirrorSettings> = {}) =>
    fetched(
      settings({ origins: [address], ...more }),
      ["refs/heads/main"],
      mirrored({ address: `${address}/example/lamps.git` }),
    );

  test("and never answers is given up, with all that was started for it", async () => {
    behave = () => null;
    expect(await fromOdd({ fetchTimeMax: 1_500 })).toBe(
      "the remote was given 2 seconds to send what was asked for, and it did not",
    );
    const left = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
    expect(left.split("\n").filter((line) => line.includes(address))).toEqual([]);
  });

  test("and sends us elsewhere is not followed", async () => {
    const before = forge.server.requests();
    behave = (path) => ({ status: 302, headers: { Location: forge.url.replace("/example/lamps.git", path) } });
    expect(await fromOdd()).toMatch(/^git could not fetch from the forge: fatal: /);
    expect(forge.server.requests()).toBe(before);
  });

  test.each([404, 429, 500, 503])("and answers %s is one sentence", async (status) => {
    behave = () => ({ status });
    const said = await fromOdd();
    expect(said).toMatch(/^git could not fetch from the forge: fatal: /);
    expect(said).not.toContain("\n");
  });

  test("and sends more than may be kept is given up", async () => {
    mkdirSync(join(root, "large"), { recursive: true });
    expect(await fetched(settings({ mirrorBytesMax: 10 }), ["refs/heads/main"])).toBe("");
    const given = settings({ mirrorBytesMax: 10 });
    await fetched(given, ["refs/heads/main"]);
    expect(await fetched(given, ["refs/pull/7/head"])).toBe(
      "the repository has more than the 10 bytes that a mirror may have",
    );
    expect(asked).toBeGreaterThan(0);
  });
});
