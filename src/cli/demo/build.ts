import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import { contributions, mainline, mechanical, ordinary, type StoryCommit } from "./story.ts";

/** Builds the story's repository: branch `main`, and from it the branches `ordinary`, `contributions` and `mechanical`. */
export function buildStory(directory: string): void {
  const git = (args: readonly string[], input = ""): void => {
    execFileSync("git", args, { cwd: directory, env: cleanEnvironment(), input, stdio: "pipe" });
  };
  git(["init", "--quiet", "--initial-branch=main"]);
  git(["fast-import", "--quiet", "--done"], historyOf(branches));
  git(["checkout", "--quiet", "--force", "main"]);
  git(["config", "proviso.target", "main"]);
}

const branches: readonly (readonly [name: string, commits: readonly StoryCommit[]])[] = [
  ["main", mainline],
  ["ordinary", ordinary],
  ["contributions", contributions],
  ["mechanical", mechanical],
];

/** All branches as `git fast-import` reads them, each from `main`: one process instead of two for each commit. */
function historyOf(of: typeof branches): string {
  let minutes = 0;
  const parts: string[] = [];
  for (const [name, commits] of of) {
    let parent = name === "main" ? "" : "from refs/heads/main\n";
    for (const { author, message, files } of commits) {
      minutes += 10;
      const who = `${author} ${Date.UTC(2026, 6, 1) / 1000 + minutes * 60} +0000`;
      parts.push(`commit refs/heads/${name}\nauthor ${who}\ncommitter ${who}\n${dataOf(message)}${parent}`);
      for (const [path, text] of Object.entries(files)) parts.push(`M 100644 inline ${path}\n${dataOf(text)}`);
      parent = "";
    }
  }
  return `${parts.join("")}done\n`;
}

const dataOf = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

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
