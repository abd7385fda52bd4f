import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plainPolicy, proviso, repositoryWith, signOff, using } from "./proviso.ts";

const policyFilesIn = (home: string): readonly string[] =>
  readdirSync(join(home, "proviso"))
    .filter((name) => name.startsWith("policies-"))
    .flatMap((name) => readdirSync(join(home, "proviso", name)).map((file) => join(home, "proviso", name, file)));

test("a policy that was read before is judged by alike, and a damaged memory of it is rebuilt", () =>
  using(repositoryWith({ "proviso.yaml": plainPolicy }), (repository) => {
    repository.commit({ message: "unsigned\n" });
    repository.commit({ message: `signed\n\n${signOff}` });
    const home = mkdtempSync(join(tmpdir(), "proviso-home-"));
    const check = () =>
      proviso(repository, ["check", "base..HEAD", "--format", "json"], { environment: { XDG_CACHE_HOME: home } });
    const first = check();
    expect(first.status).toBe(1);
    const [kept = "", ...others] = policyFilesIn(home);
    expect(others).toEqual([]);
    const text = readFileSync(kept, "utf8");
    expect(check()).toEqual(first);
    // A tree that says something else than its text would be believed; one that is no tree is not.
    for (const damage of ["", text.slice(0, 50), text.replace('"map"', '"odd"'), text.replaceAll("[", "{")]) {
      writeFileSync(kept, damage);
      expect(check()).toEqual(first);
      expect(readFileSync(kept, "utf8")).toBe(text);
    }
    rmSync(home, { recursive: true });
  }));

test("a policy with problems is read anew each time, and says them each time", () =>
  using(repositoryWith({ "proviso.yaml": "proviso: 1\nrules: {\n" }), (repository) => {
    repository.commit({ message: "one\n" });
    const home = mkdtempSync(join(tmpdir(), "proviso-home-"));
    const check = () => proviso(repository, ["check", "base..HEAD"], { environment: { XDG_CACHE_HOME: home } });
    const first = check();
    expect(first.status).toBe(3);
    expect(check()).toEqual(first);
    rmSync(home, { recursive: true });
  }));
