import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Person = { readonly name: string; readonly email: string };

export const ada: Person = { name: "Ada Example", email: "ada@example.org" };
export const lin: Person = { name: "Lin Example", email: "lin@example.org" };

export type CommitOptions = {
  /** Stored as it is: no cleaning, no line break added. */
  readonly message: string | Uint8Array;
  /** Written before committing; null deletes. Absent: the tree stays as it is. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
  readonly author?: Person;
  readonly committer?: Person;
  /** Seconds since 1970; by default a minute after the commit before. */
  readonly date?: number;
  /** Instead of HEAD. */
  readonly parents?: readonly string[];
  /** As the `encoding` header. */
  readonly encoding?: string;
};

export type RunOptions = {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** The work tree by default. */
  readonly directory?: string;
};

/** A real repository in a temporary directory, out of reach of the machine's configuration. */
export type TestRepository = {
  /** The work tree, or the git directory of a bare one. */
  readonly path: string;
  /** The only HOME its git knows; tests may put a `.gitconfig` there. */
  readonly home: string;
  /** What its git runs with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs git and gives what it printed, trimmed. Throws with git's complaint when it fails. */
  git(...commandArguments: string[]): string;
  run(commandArguments: readonly string[], options?: RunOptions): string;
  write(path: string, content: string | Uint8Array): void;
  /** Gives the new commit's id and moves HEAD's branch to it. */
  commit(options: CommitOptions): string;
  /** `git clone` of this one with these options, over the file protocol, next to it. */
  clone(...options: string[]): TestRepository;
  remove(): void;
};

const firstDate = 1_700_000_000;

/** Same calls, same ids: dates and people come from the options, never from the machine. */
export function createRepository(
  options: { bare?: boolean; objectFormat?: "sha1" | "sha256"; branch?: string } = {},
): TestRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-test-")));
  mkdirSync(join(root, "home"));
  const repository = repositoryIn(root, join(root, "repository"));
  const format = `--object-format=${options.objectFormat ?? "sha1"}`;
  const bare = options.bare ? ["--bare"] : [];
  const branch = `--initial-branch=${options.branch ?? "main"}`;
  repository.run(["init", "--quiet", format, branch, ...bare, repository.path], { directory: root });
  return repository;
}

function repositoryIn(root: string, path: string): TestRepository {
  const home = join(root, "home");
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    // Set before all tests: see `test/bundle.ts`.
    ...(process.env["PROVISO_TEST_CACHE"] && { XDG_CACHE_HOME: process.env["PROVISO_TEST_CACHE"] }),
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: join(home, ".gitconfig"),
    GIT_TERMINAL_PROMPT: "0",
    ...identityVariables(ada, ada, firstDate),
  };
  let clones = 0;
  let clock = firstDate;

  function run(
    commandArguments: readonly string[],
    { input = "", environment: more, directory = path }: RunOptions = {},
  ): string {
    const { status, stdout, stderr, error } = spawnSync("git", commandArguments, {
      cwd: directory,
      env: { ...environment, ...more },
      input,
      maxBuffer: 1 << 30,
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`git ${commandArguments.join(" ")}: ${stderr.toString("utf8")}`);
    return stdout.toString("utf8").trim();
  }

  function write(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }

  function commit({
    message,
    files = {},
    author = ada,
    committer = author,
    date,
    parents,
    encoding,
  }: CommitOptions): string {
    for (const [file, content] of Object.entries(files)) {
      if (content === null) rmSync(join(path, file));
      else write(file, content);
    }
    if (Object.keys(files).length > 0) run(["add", "--all", "--force"]);
    clock = date ?? clock + 60;
    const tree = run(["write-tree"]);
    const onto = parents ?? heads(run);
    const settings = encoding === undefined ? [] : ["-c", `i18n.commitEncoding=${encoding}`];
    const id = run([...settings, "commit-tree", tree, ...onto.flatMap((parent) => ["-p", parent])], {
      input: message,
      environment: identityVariables(author, committer, clock),
    });
    run(["update-ref", "HEAD", id]);
    return id;
  }

  return {
    path,
    home,
    environment,
    git: (...commandArguments) => run(commandArguments),
    run,
    write,
    commit,
    clone(...options) {
      clones += 1;
      const target = `${path}-clone-${clones}`;
      run(["clone", "--quiet", ...options, `file://${path}`, target], { directory: root });
      return repositoryIn(root, target);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function heads(run: TestRepository["run"]): string[] {
  const head = run(["for-each-ref", "--format=%(objectname)", run(["symbolic-ref", "HEAD"])]);
  return head === "" ? [] : [head];
}

function identityVariables(author: Person, committer: Person, seconds: number): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: `${seconds} +0000`,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: `${seconds} +0000`,
    GIT_EDITOR: devNull,
  };
}
