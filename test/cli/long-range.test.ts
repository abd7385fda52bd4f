import { expect, test } from "vitest";
import { literalCommit, plainPolicy, proviso, repositoryWith, signOff, using } from "./proviso.ts";

test("damaged commits behind the first thousand are each counted and shown", () =>
  using(repositoryWith({ "proviso.yaml": plainPolicy }), (repository) => {
    const message = `plain: title\n\n${signOff}`;
    // Damaged ones come first in git's order, newest first, only if they are the oldest: they are what is judged last.
    for (let count = 0; count < 3; count += 1) {
      const id = literalCommit(repository, { message: `odd: number ${count}\n\n${signOff.trim()}\0hidden\n` });
      repository.git("reset", "--soft", id);
    }
    const commits = Array.from(
      { length: 1200 },
      (_, index) =>
        `commit refs/heads/long\ncommitter Ada Example <ada@example.org> ${1_700_000_100 + index} +0000\ndata ${message.length}\n${message}${index === 0 ? "from HEAD^0\n" : ""}\n`,
    );
    repository.run(["fast-import", "--quiet"], { input: commits.join("") });
    const { status, stdout } = proviso(repository, ["check", "base..long"]);
    expect(status).toBe(2);
    expect(stdout).toContain("1,203 commits: 3 undecided, 1,200 passed");
    expect(stdout.match(/^[0-9a-f]{12} odd: number/gm)).toHaveLength(3);
  }));
