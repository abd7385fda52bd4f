import { describe, expect, test } from "vitest";
import { createRepository } from "../git/repository.ts";
import { proviso, using } from "./proviso.ts";

/** The commands that stand below `Commands:` of a help page; `help` itself has none. */
const commandsOf = (help: string): readonly string[] =>
  [...(help.split("\nCommands:\n")[1] ?? "").matchAll(/^ {2}([a-z-]+) /gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");

describe("--help", () => {
  test("of every command of the first level says what it does, and fits a terminal of 80 columns", () =>
    using(createRepository(), (repository) => {
      const helpOf = (...words: readonly string[]): string => proviso(repository, [...words, "--help"]).stdout;
      const commands = commandsOf(helpOf());
      expect(commands).toEqual(expect.arrayContaining(["check", "fix", "hook", "init", "render", "ci"]));
      for (const command of ["", ...commands]) {
        const help = command === "" ? helpOf() : helpOf(command);
        expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
        expect(help.split("\n\n")[1]).toMatch(/^[A-Z][^]*\.$/);
      }
    }));
});
