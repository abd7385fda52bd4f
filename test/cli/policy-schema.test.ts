import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository } from "../git/repository.ts";
import { proviso, using } from "./proviso.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/editor.md"), "utf8");
const published = readFileSync(join(import.meta.dirname, "../../schemas/proviso.schema.json"), "utf8");

test("policy schema prints what is published, wherever it is asked", () =>
  using(createRepository(), (repository) => {
    expect(page).toContain("proviso policy schema > .proviso.schema.json");
    for (const directory of [repository.path, "/"]) {
      expect(proviso(repository, ["policy", "schema"], { directory })).toEqual({
        status: 0,
        stdout: published,
        stderr: "",
      });
    }
  }));

test("the line for editors is a comment like any other to the check", () =>
  using(createRepository(), (repository) => {
    const [, line = ""] = /`(# yaml-language-server: [^`]+)`/.exec(page) ?? [];
    const policy = "proviso: 1\nrules: { sign-off-present: require }\n";
    repository.write("proviso.yaml", `${line}\n${policy}`);
    expect(proviso(repository, ["policy", "lint"])).toMatchObject({ status: 0, stderr: "" });
    // What a schema cannot say, lint says, and ends with 3 as the page tells.
    repository.write("proviso.yaml", `${line}\n${policy}document: nowhere.md\n`);
    expect(proviso(repository, ["policy", "lint"])).toMatchObject({ status: 3 });
  }));
