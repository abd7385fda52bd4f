import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { contributions, mainline, mechanical, ordinary, type StoryCommit } from "./story.ts";

/** Builds the story's repository: branch `main`, and from it the branches `ordinary`, `contributions` and `mechanical`. */
export function buildStory(directory: string): void {
  const git = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): void => {
    execFileSync("git", args, { cwd: directory, env: { ...cleanEnvironment(), ...environment }, stdio: "pipe" });
  };
  git(["init", "--quiet", "--initial-branch=main"]);
  let minutes = 0;
  const add = ({ author, message, files }: StoryCommit): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    minutes += 10;
    git(["add", "--all"]);
    git(["commit", "--quiet", "--cleanup=verbatim", "--message", message], identityOf(author, minutes));
  };
  mainline.forEach(add);
  git(["checkout", "--quiet", "-b", "ordinary"]);
  ordinary.forEach(add);
  git(["checkout", "--quiet", "-b", "contributions", "main"]);
  contributions.forEach(add);
  git(["checkout", "--quiet", "-b", "mechanical", "main"]);
  mechanical.forEach(add);
  git(["checkout", "--quiet", "main"]);
  git(["config", "proviso.target", "main"]);
}

/** Nothing of the user's configuration: no hooks, no signing, no templates. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TEMPLATE_DIR: "",
    LC_ALL: "C",
  };
}

function identityOf(author: string, minutes: number): NodeJS.ProcessEnv {
  const [name = "", address = ""] = author.split(" <");
  const email = address.replace(">", "");
  const date = `${Date.UTC(2026, 6, 1) / 1000 + minutes * 60} +0000`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}
