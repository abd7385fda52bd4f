import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createRepository } from "../git/repository.ts";

/** An archive as public-inbox keeps it since its version 2: a bare repository an epoch, a commit a mail, in its file `m`. */
export type Archive = {
  readonly path: string;
  /** The newest, to which mails are added. */
  epoch(): string;
  /** Gives the id of the mail's blob. */
  add(mail: string): string;
  /** As `public-inbox-learn rm`: the mail goes, and stands in the file `d` until the next comes. */
  takeAway(blob: string): void;
  /** The next epoch begins. */
  turnOver(): void;
  /** As public-inbox-edit(1) leaves it: other commits, and of the mails only those that were edited are others. */
  rewrite(edit: (mail: string) => string): void;
  remove(): void;
};

export function createArchive(objectFormat: "sha1" | "sha256" = "sha1"): Archive {
  const repository = createRepository({ bare: true, objectFormat });
  const path = join(repository.path, "..", "archive");
  let number = -1;
  const epoch = (): string => join(path, "git", `${number}.git`);
  const run = (commandArguments: readonly string[], input: string = ""): string =>
    repository.run(commandArguments, { directory: epoch(), input });

  function turnOver(): void {
    number += 1;
    mkdirSync(epoch(), { recursive: true });
    run(["init", "--quiet", "--bare", "--initial-branch=master", `--object-format=${objectFormat}`]);
  }

  /** `parent` as it stands on a `from` line; "": none. */
  function commit(file: "m" | "d", content: string, parent: string): void {
    const bytes = Buffer.byteLength(content);
    const from = parent === "" ? "" : `from ${parent}\n`;
    run(
      ["fast-import", "--quiet", "--force"],
      `commit refs/heads/master\ncommitter Ada <ada@example.org> 1700000000 +0000\ndata 0\n${from}deleteall\n` +
        `M 100644 inline ${file}\ndata ${bytes}\n${content}\n`,
    );
  }

  const tip = (): string => run(["for-each-ref", "--format=%(objectname)", "refs/heads/master"]);

  turnOver();
  return {
    path,
    epoch,
    add(mail) {
      commit("m", mail, tip());
      return run(["rev-parse", "master:m"]);
    },
    takeAway(blob) {
      // `run` trims what git prints.
      commit("d", `${run(["cat-file", "blob", blob])}\n`, tip());
    },
    turnOver,
    rewrite(edit) {
      const mails = run(["rev-list", "--reverse", "master"]).split("\n");
      const texts = mails.map((id) => `${run(["cat-file", "blob", `${id}:m`])}\n`);
      run(["update-ref", "-d", "refs/heads/master"]);
      run(["reflog", "expire", "--expire=now", "--all"]);
      // The first commit differs, and so do the ids of all that follow.
      commit("m", "Subject: the archive was rewritten\n\n", "");
      for (const text of texts) commit("m", edit(text), "refs/heads/master^0");
      run(["gc", "--quiet", "--prune=now"]);
    },
    remove: () => repository.remove(),
  };
}
