import { spawnSync } from "node:child_process";

/** Can this machine make a sandbox? Continuous integration says that it must, so that no test is left out in silence there. */
export const sandboxIsHere: boolean =
  process.env["PROVISO_SANDBOX"] === "required" ||
  spawnSync("bwrap", ["--unshare-all", "--ro-bind", "/", "/", "true"]).status === 0;

/** The same for Coccinelle, which is Debian's `coccinelle`. */
export const coccinelleIsHere: boolean =
  process.env["PROVISO_SANDBOX"] === "required" || spawnSync("spatch", ["--version"]).status === 0;
