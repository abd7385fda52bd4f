import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, inject, test } from "vitest";
import { createRepository } from "../git/repository.ts";

test.each(["SIGINT", "SIGTERM"] as const)("%s leaves nothing behind, and ends the command", async (signal) => {
  const repository = createRepository();
  repository.commit({ message: "one\n", files: { "a.c": "int a;\n" } });
  const temporary = mkdtempSync(join(tmpdir(), "proviso-test-"));
  const child = spawn(process.execPath, [inject("bundle"), "evidence", "-"], {
    cwd: repository.path,
    env: { ...repository.environment, TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: "1" },
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(child, "exit");
  // It waits for mails on standard input; its directory is there by then.
  while (readdirSync(temporary).length === 0) await setTimeout(20);
  child.kill(signal);
  expect(await ended).toEqual([null, signal]);
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
  repository.remove();
});
