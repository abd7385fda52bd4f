import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mailsOfEpoch } from "../../src/adapters/git/public-inbox/epoch-mails.ts";
import { type Epoch, findEpochs } from "../../src/adapters/git/public-inbox/epochs.ts";
import { mailsFromPacks } from "../../src/adapters/git/public-inbox/packed-epoch.ts";
import { valueOf } from "../git/check.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { mailNamed } from "./contract.ts";

const always = 0;
const never = Number.POSITIVE_INFINITY;

/** A file as `git fast-import` takes it; without a text there is none. */
type File = { readonly name: string; readonly text: string | Buffer; readonly mode?: string };

const mail = (text: string | Buffer): readonly File[] => [{ name: "m", text }];

/** So many mails that differ in a line, so that git packs them as what they differ by. */
const alike = (count: number): (readonly File[])[] =>
  Array.from({ length: count }, (_, place) => mail(mailNamed(`${place}`) + "The same in all of them.\n".repeat(200)));

/** Random enough that nothing makes it shorter. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

describe("an epoch from its packs", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = createRepository({ bare: true, branch: "master" });
  });
  afterEach(() => repository.remove());

  /** A commit for each, one line. */
  function importCommits(commits: readonly (readonly File[])[]): void {
    const pieces: Buffer[] = [];
    const say = (text: string): unknown => pieces.push(Buffer.from(text));
    for (const [place, files] of commits.entries()) {
      say(
        `commit refs/heads/master\ncommitter Ada <ada@example.org> ${1_700_000_000 + place} +0000\ndata 0\ndeleteall\n`,
      );
      for (const { name, text, mode = "100644" } of files) {
        const bytes = Buffer.from(text);
        say(`M ${mode} inline ${name}\ndata ${bytes.length}\n`);
        pieces.push(bytes);
        say("\n");
      }
    }
    repository.run(["fast-import", "--quiet", "--force"], { input: Buffer.concat(pieces) });
    repository.git("repack", "-adfq");
  }

  async function epoch(): Promise<Epoch> {
    const [only] = valueOf(await findEpochs(repository.path, repository.environment, []));
    if (only === undefined) throw new Error("no epoch");
    return only;
  }

  type Read = { readonly mails: readonly string[]; readonly error: string | null };

  async function read(leastObjects: number, newest: number | null = null, behind: string | null = null): Promise<Read> {
    const range = { behind, tip: repository.git("rev-parse", "master"), newest };
    const mails: string[] = [];
    for await (const one of mailsOfEpoch(await epoch(), range, leastObjects)) {
      if (!one.ok) return { mails, error: one.error.text };
      const { commit, record } = one.value;
      const bytes = record.kind === "object" ? record.bytes : record.kind === "too-large" ? record.beginning : "";
      mails.push(
        [commit, ...Object.values({ ...record, bytes: "", beginning: "" }), Buffer.from(bytes).toString("base64")].join(
          " ",
        ),
      );
    }
    return { mails, error: null };
  }

  /** Both ways give the same, of all and of the newest. */
  async function expectAlike(): Promise<Read> {
    for (const newest of [null, 2, 0]) expect(await read(always, newest)).toEqual(await read(never, newest));
    return read(always);
  }

  /** How many the packs give by themselves, and are these all? */
  async function fromPacks(): Promise<{ readonly commits: number; readonly whole: boolean }> {
    const { place } = await epoch();
    const tip = repository.git("rev-parse", "master");
    const given = mailsFromPacks(place, join(repository.path, "objects"), { tip, newest: null });
    for (let next = await given.next(); ; next = await given.next())
      if (next.done === true) return { commits: next.value.commits, whole: next.value.whole };
  }

  const packFile = (ending: string): string => {
    const [name = ""] = readdirSync(join(repository.path, "objects/pack")).filter((file) => file.endsWith(ending));
    const path = join(repository.path, "objects/pack", name);
    chmodSync(path, 0o644);
    return path;
  };

  test.each<[string, (readonly File[])[]]>([
    ["one mail", [mail(mailNamed("one"))]],
    ["deltas, and more mails than a batch holds", alike(700)],
    ["a mail that is empty", [mail(""), mail("x"), mail("")]],
    [
      "mails that fill a batch, and one that is larger",
      [mail("a"), mail(noise(200_000)), mail(noise(100_000)), mail(noise(600_000)), mail("b")],
    ],
    ["a mail over the limit", [mail("a"), mail(Buffer.alloc(9 << 20, "x")), mail("b")]],
    ["a mail that was taken away", [mail("a"), [{ name: "d", text: "a" }], mail("b")]],
    ["a commit without files", [mail("a"), [], mail("b")]],
    [
      "a file beside the mail",
      [
        mail("a"),
        [
          { name: "m", text: "b" },
          { name: "z", text: "c" },
        ],
        mail("d"),
      ],
    ],
    [
      "a mail that may be run, a link, and a directory",
      [
        [{ name: "m", text: "a", mode: "100755" }],
        [{ name: "m", text: "b", mode: "120000" }],
        [{ name: "m/m", text: "c" }],
        mail("d"),
      ],
    ],
  ])("%s", async (_, commits) => {
    importCommits(commits);
    expect((await expectAlike()).mails).toHaveLength(commits.length);
    expect(await fromPacks()).toEqual({ commits: commits.length, whole: true });
  });

  /** Each object in a file of its own. */
  function unpack(): void {
    const pack = readFileSync(packFile(".pack"));
    for (const ending of [".idx", ".pack"]) rmSync(packFile(ending));
    repository.run(["unpack-objects", "-q"], { input: pack });
  }

  test("loose objects", async () => {
    importCommits(alike(3));
    unpack();
    await expectAlike();
    expect(await fromPacks()).toEqual({ commits: 3, whole: true });
  });

  test("a merge is left to git", async () => {
    importCommits(alike(5));
    const tree = repository.git("rev-parse", "master^{tree}");
    const merge = repository.run(["commit-tree", tree, "-p", "master", "-p", "master~2", "-m", "both"], {
      environment: {
        ...repository.environment,
        GIT_AUTHOR_NAME: "A",
        GIT_AUTHOR_EMAIL: "a@example.org",
        GIT_COMMITTER_NAME: "A",
        GIT_COMMITTER_EMAIL: "a@example.org",
      },
    });
    repository.git("update-ref", "refs/heads/master", merge);
    await expectAlike();
    expect(await fromPacks()).toEqual({ commits: 0, whole: false });
  });

  test("a tree that calls another tree or a commit a file is told as git tells it", async () => {
    importCommits(alike(5));
    const commitOf = (kind: string, tip: string): string => {
      const named = Buffer.concat([Buffer.from("100644 m\0"), Buffer.from(repository.git("rev-parse", kind), "hex")]);
      const tree = repository
        .run(["hash-object", "-t", "tree", "--literally", "-w", "--stdin"], { input: named })
        .trim();
      const who = "Ada <ada@example.org> 1700000100 +0000";
      const commit = `tree ${tree}\nparent ${tip}\nauthor ${who}\ncommitter ${who}\n\n`;
      return repository.run(["hash-object", "-t", "commit", "-w", "--stdin"], { input: commit }).trim();
    };
    const ofTree = commitOf("master^{tree}", repository.git("rev-parse", "master"));
    repository.git("update-ref", "refs/heads/master", commitOf("master~2", ofTree));
    const { mails } = await expectAlike();
    expect(mails.slice(5).map((one) => one.split(" ")[3])).toEqual(["tree", "commit"]);
  });

  test("what stands behind a commit is git's to list", async () => {
    importCommits(alike(5));
    const behind = repository.git("rev-parse", "master~3");
    expect(await read(always, null, behind)).toEqual(await read(never, null, behind));
  });

  test("a mail that is not there is git's to miss", async () => {
    importCommits([mail("a"), mail(noise(3000)), mail("b")]);
    const lost = repository.git("rev-parse", "master~1:m");
    unpack();
    rmSync(join(repository.path, "objects", lost.slice(0, 2), lost.slice(2)));
    const { mails } = await expectAlike();
    expect(mails[1]).toContain("missing");
  });

  test("a byte of a mail that flipped is told as git tells it", async () => {
    importCommits([mail(noise(3000)), mail(noise(4000))]);
    const listed = repository.git("verify-pack", "-v", packFile(".idx"));
    const id = repository.git("rev-parse", "master:m");
    const offset = Number(/ (\d+)$/.exec(listed.split("\n").find((line) => line.startsWith(id)) ?? "")?.[1]);
    const bytes = readFileSync(packFile(".pack"));
    bytes[offset + 500] = (bytes[offset + 500] ?? 0) ^ 4;
    writeFileSync(packFile(".pack"), bytes);
    const [packed, git] = [await read(always), await read(never)];
    expect(git.error).not.toBeNull();
    expect(packed.error).not.toBeNull();
    expect(packed.mails).toEqual(git.mails.slice(0, packed.mails.length));
  });
});
