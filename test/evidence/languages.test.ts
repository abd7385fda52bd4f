import { expect, test } from "vitest";
import { languageOf } from "../../src/core/evidence/languages.ts";

test.each([
  ["c", "a.c a.h a.c.inc a.h.inc"],
  ["cpp", "a.cc a.cpp a.cxx a.hh a.hpp a.hxx"],
  ["go", "a.go"],
  ["java", "A.java"],
  ["javascript", "a.js a.cjs a.mjs a.jsx"],
  ["json", "a.json"],
  ["make", "a.mk Makefile makefile GNUmakefile Kbuild Makevars"],
  ["python", "a.py"],
  ["rust", "a.rs"],
  ["rst", "a.rst"],
  ["bash", "a.sh a.bash"],
  ["toml", "a.toml"],
  ["typescript", "a.ts a.cts a.mts"],
  ["tsx", "a.tsx"],
  ["yaml", "a.yaml a.yml"],
  ["kconfig", "Kconfig Kconfig.debug"],
  [null, "a.inc a.txt Kconfig.md Makefile.txt a.d README"],
])("files are read as %s by their names: %s", (language, names) => {
  for (const name of names.split(" ")) expect([name, languageOf(`some/folder/${name}`, "")]).toEqual([name, language]);
});
