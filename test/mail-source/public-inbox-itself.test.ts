import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { publicInbox } from "../../src/adapters/git/public-inbox/public-inbox.ts";
import { type Ground, sourceContract } from "./contract.ts";
import { pokedChanges } from "./poked.ts";

const hasPublicInbox = spawnSync("public-inbox-mda", ["--help"]).error === undefined;

/** An archive that public-inbox itself writes, of mails that its delivery agent gets. */
function archive(): Ground {
  const home = mkdtempSync(join(tmpdir(), "proviso-public-inbox-"));
  mkdirSync(join(home, "tmp"));
  const path = join(home, "archive");
  const environment = { PATH: process.env["PATH"] ?? "", HOME: home, ORIGINAL_RECIPIENT: "list@example.org" };
  const run = (program: string, words: readonly string[], input = ""): void => {
    const { status, stderr } = spawnSync(program, words, { env: environment, input, encoding: "utf8" });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  };
  run("public-inbox-init", ["-V2", "list", path, "http://127.0.0.1/list", "list@example.org"]);
  run("git", ["config", "-f", join(home, ".public-inbox/config"), "publicinboxmda.spamcheck", "none"]);
  return {
    open() {
      const { changes, poke } = pokedChanges();
      return { source: publicInbox(path, { changes }), poke };
    },
    deliver(mail) {
      run("public-inbox-mda", [], mail);
      return mail;
    },
    remove: (mail) => run("public-inbox-learn", ["rm"], mail),
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

describe.skipIf(!hasPublicInbox)("an archive that public-inbox wrote", () => sourceContract(archive));
