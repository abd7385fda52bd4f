import type { ChangeKind } from "../../src/core/document/document.ts";
import type { Files } from "./prove.ts";

/** A change that is proved to be of a kind, or shown as a renaming or a move; what is done to it afterwards must not be. */
export type ProvedCase = { readonly title: string; readonly kind: ChangeKind; readonly files: Files };

const cBefore = `#include "a.h"
#define LIMIT(x) ((x) + 1)

/* Adds them up. */
static int total(int count, struct item *list)
{
    int sum = 0;
    for (int i = 0; i < count; i++) {
        sum += list[i].value * 2;
    }
    log_line("total: %d", sum);
    return LIMIT(sum);
}

int other(void)
{
    return total(3, items) - 7;
}
`;

const pythonBefore = `import os

LIMIT = 10


class Counter:
    """Counts."""

    def add(self, amount):
        # Adds it up.
        step = amount * 2
        if step > LIMIT:
            print("too much", step)
            step = LIMIT
        self.total += step
        return self.total


def helper_name(x):
    return os.path.join("a", x)


print(helper_name("b"))
`;

const rustBefore = `use std::fmt;

// Adds it up.
fn total(count: usize, list: &[u8]) -> usize {
    let mut sum = 0;
    for i in 0..count {
        sum += list[i] as usize * 2;
    }
    println!("total {}", sum);
    sum + 1
}

struct Pair {
    left: u8,
}
`;

const scriptBefore = `import { log } from "./log";

// Adds it up.
export function total(count: number, list: number[]): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += list[i] * 2;
  }
  log("total", sum);
  return sum + 1;
}
`;

const goBefore = `package a

// total is a sum.
func total(count int, list []int) int {
	// Adds it up.
	sum := 0
	for i := 0; i < count; i++ {
		sum += list[i] * 2
	}
	log("total", sum)
	return sum + 1
}
`;

const javaBefore = `class Totals {
  // Adds it up.
  int total(int count, int[] list) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += list[i] * 2;
    }
    log("total", sum);
    return sum + 1;
  }
}
`;

const sides = (
  before: string,
  ...changes: readonly (readonly [string | RegExp, string])[]
): readonly [string, string] => [
  before,
  changes.reduce(
    (text, [from, to]) => text.replaceAll(from instanceof RegExp ? new RegExp(from, "g") : from, to),
    before,
  ),
];

const calls = (name: string, more: string): string =>
  ["one", "two", "three", "four"]
    .map((word, at) => `void ${word}(void)\n{\n    ${name}(${word}, ${at}${more});\n    last(${word});\n}\n`)
    .join("\n");

/** At least one in every language that a kind can be proved in. */
const namesBefore = `struct box {
    int units;
    struct box *next;
};

static int weight_of(const struct box *box, int each)
{
    int sum = 0;

    while (box) {
        sum += box->units * each;
        box = box->next;
    }
    return sum;
}

int heaviest(const struct box *one, const struct box *other)
{
    int first = weight_of(one, 3);

    if (weight_of(other, 3) > first)
        return weight_of(other, 3);
    return first;
}
`;

const kconfigBefore = `config FIRST
	bool "the first driver"
	depends on OLD_BUS && NET
	select OLD_CORE
	help
	  Say Y here for OLD_BUS.
	  # This is help as well.

# The second one is for boards without a bus.
config SECOND
	int "its number"
	default 7 if OLD_CORE
	range 1 0x10

menu "Others"
	depends on OLD_CORE

config THIRD
	def_bool $(success,test  -e a)
	imply SECOND

endmenu
`;

const unmoved = "int one(int a)\n{\n    return a + 1;\n}\n\n";

export const provedCases: readonly ProvedCase[] = [
  {
    title: "C",
    kind: "format",
    files: { "a.c": sides(cBefore, ["    ", "\t"], ["int sum = 0;", "int\n\t\tsum = 0;"]) },
  },
  {
    title: "Python",
    kind: "format",
    files: {
      "a.py": sides(
        pythonBefore,
        ['print("too much", step)', 'print("too much",  step)'],
        ["step = amount * 2", "step  =  amount * 2 \n"],
      ),
    },
  },
  { title: "Rust", kind: "format", files: { "a.rs": sides(rustBefore, ["    ", "  "]) } },
  { title: "TypeScript", kind: "format", files: { "a.ts": sides(scriptBefore, ["  ", "\t"]) } },
  { title: "Go", kind: "format", files: { "a.go": sides(goBefore, ["\t", "  "]) } },
  { title: "Java", kind: "format", files: { "A.java": sides(javaBefore, ["  ", "\t"]) } },
  {
    title: "C",
    kind: "comments",
    // A comment above all code, directives aside, may be legal text.
    files: { "a.c": sides(`int first;\n${cBefore}`, ["Adds them up.", "Adds all of them up."]) },
  },
  {
    title: "Python",
    kind: "comments",
    files: { "a.py": sides(pythonBefore, ["# Adds it up.", "# Adds all of it up."]) },
  },
  {
    title: "Rust",
    kind: "comments",
    files: { "a.rs": sides(rustBefore, ["// Adds it up.", "// Adds all of it up."]) },
  },
  {
    title: "TypeScript",
    kind: "comments",
    files: { "a.ts": sides(scriptBefore, ["// Adds it up.", "// Adds all of it up."]) },
  },
  { title: "Go", kind: "comments", files: { "a.go": sides(goBefore, ["// Adds it up.", "// Adds all of it up."]) } },
  {
    title: "Java",
    kind: "comments",
    files: { "A.java": sides(javaBefore, ["// Adds it up.", "// Adds all of it up."]) },
  },
  {
    title: "Kconfig",
    kind: "comments",
    files: { Kconfig: sides(kconfigBefore, ["boards without a bus", "boards that have no bus"]) },
  },
  { title: "a local variable of C", kind: "identifiers", files: { "a.c": sides(namesBefore, [/\bsum\b/, "result"]) } },
  {
    title: "a function and a member of C",
    kind: "identifiers",
    files: { "a.c": sides(namesBefore, [/\bweight_of\b/, "mass_of"], [/\bunits\b/, "pieces"]) },
  },
  {
    title: "a function of Python",
    kind: "identifiers",
    files: { "a.py": sides(pythonBefore, ["helper_name", "other_name"]) },
  },
  {
    title: "a parameter of TypeScript",
    kind: "identifiers",
    files: { "a.ts": sides(scriptBefore, [/\blist\b/, "numbers"]) },
  },
  { title: "a call renamed", kind: "substitution", files: { "a.c": [calls("old_call", ""), calls("new_call", "")] } },
  { title: "an argument added", kind: "substitution", files: { "a.c": [calls("call", ""), calls("call", ", NULL")] } },
  {
    title: "a method of Python renamed",
    kind: "substitution",
    files: {
      "a.py": ["a.old(x, 1)\nb.old(y, 2)\nc.old(z, 3)\n", "a.new_one(x, 1)\nb.new_one(y, 2)\nc.new_one(z, 3)\n"],
    },
  },
  {
    title: "a symbol of Kconfig renamed",
    kind: "substitution",
    files: { "drivers/Kconfig": sides(kconfigBefore, [/\bOLD_CORE\b/, "NEW_CORE"]) },
  },
  {
    title: "two functions of Go change places",
    kind: "move",
    files: {
      "a.go": [
        "package a\n\nfunc one(a int) int {\n\treturn a + 1\n}\n\nfunc two(b int) int {\n\treturn b * 2\n}\n",
        "package a\n\nfunc two(b int) int {\n\treturn b * 2\n}\n\nfunc one(a int) int {\n\treturn a + 1\n}\n",
      ],
    },
  },
  {
    title: "a function of C moves to another file",
    kind: "move",
    files: {
      "a.c": [`${unmoved}struct s *two(struct s *b)\n{\n    return b->next;\n}\n`, unmoved],
      "b.c": ["int three;\n", "int three;\n\nstruct s *two(struct s *b)\n{\n    return b->next;\n}\n"],
    },
  },
  {
    title: "methods of TypeScript change places",
    kind: "move",
    files: {
      "a.ts": [
        "class A {\n  one(a: number) {\n    return a;\n  }\n\n  two() {\n    return 2;\n  }\n}\n",
        "class A {\n  two() {\n    return 2;\n  }\n\n  one(a: number) {\n    return a;\n  }\n}\n",
      ],
    },
  },
];
