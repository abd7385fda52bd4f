import { expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { type Files, prove } from "./prove.ts";

/** C with these lines in two functions. */
const twice = (...lines: readonly string[]): string =>
  ["one", "two"].map((name) => `void ${name}(void)\n{\n${lines.map((line) => `    ${line}\n`).join("")}}\n`).join("");

test.each<[title: string, kind: ChangeKind, files: Files, why: string]>([
  [
    "statements that change places",
    "substitution",
    { "a.c": [twice("lock(a);", "unlock(b);"), twice("unlock(a);", "lock(b);")] },
    "one template puts in `unlock`, and another takes it away: things may have changed places",
  ],
  [
    "a name that goes to the next declaration",
    "substitution",
    { "a.c": [twice("unsigned int hex, adr;", "int ret;"), twice("unsigned int adr;", "int hex, ret;")] },
    "what stands in `unsigned int $1 , adr ; int ret ;` changes places, and nothing else",
  ],
  [
    "one name that becomes two",
    "substitution",
    { "a.py": ["a = mv(x)\nb = mv(y)\nc = mv(x)\nd = mv(y)\n", "a = mv1(x)\nb = mv1(y)\nc = mv2(x)\nd = mv2(y)\n"] },
    "`mv` becomes two things, `mv1` and `mv2`: the templates do not say which where",
  ],
  [
    "what two templates read",
    "substitution",
    {
      "a.py": [
        "a = dict(x=1)\nb = dict(y=2)\nc = dict(z=3)\nd = dict(z=3)\ne = dict(z=3)\n",
        "a = dict(x=1, t=0)\nb = dict(y=2, t=0)\nc = dict(t=0, z=3)\nd = dict(t=0, z=3)\ne = dict(z=3, t=0)\n",
      ],
    },
    "`a.py`:3: `dict ( $1 )` may be read there as well, and becomes something else: the templates do not say which where",
  ],
  [
    "a parameter of a shell beside a hole",
    "substitution",
    {
      "a.sh": [
        'foo one "$KEY" -p ci $1\n\ntrue\n\nfoo two "$KEY" -p ci $1\n',
        'foo one "$KEY" $1 -p ci\n\ntrue\n\nfoo two "$KEY" $1 -p ci\n',
      ],
    },
    "something in a template looks like one of its holes",
  ],
  [
    "a string that looks like a hole",
    "substitution",
    {
      "a.py": [
        "a = old(x, 'is $1 of')\nb = 0\nc = old(y, 'is $1 of')\n",
        "a = new(x, 'is $2 of')\nb = 0\nc = new(y, 'is $2 of')\n",
      ],
    },
    "something in a template looks like one of its holes",
  ],
  [
    "what is put in between two holes",
    "substitution",
    {
      "a.c": [
        "int wrap(foo_t a);\n\nint x;\n\nint wrap(bar_t b);\n",
        "int wrap(foo_t *a);\n\nint x;\n\nint wrap(bar_t *b);\n",
      ],
    },
    "changes alone 2 places: `a.c`:1: `` → `*`",
  ],
  [
    "a renaming with a comment more",
    "identifiers",
    { "a.c": ["int one(int a)\n{\n\treturn a;\n}\n", "int one(int b)\n{\n\t/* new */\n\treturn b;\n}\n"] },
    "`a.c`:3: a comment changes, too",
  ],
  [
    "a renaming below an order for a tool",
    "identifiers",
    {
      "a.c": [
        "int f(int a)\n{\n\t// NOLINT(next)\n\treturn a;\n}\n",
        "int f(int b)\n{\n\t// NOLINT(next)\n\treturn b;\n}\n",
      ],
    },
    "`a.c`:3: a comment changes, too",
  ],
  [
    "a comment alone",
    "substitution",
    { "a.c": ["int a; /* one */\n", "int a; /* two */\n"] },
    "no token of code changes, only comments or white space do",
  ],
  [
    "white space alone",
    "substitution",
    { "a.c": ["int a;\n\n\nint b;\n", "int a;\n\nint b;\n"] },
    "no token of code changes, only comments or white space do",
  ],
])("of %s, %s says what is so", async (_title, kind, files, why) => {
  expect(await prove(kind, files)).toMatchObject({ kind: "not-proved", why: expect.stringContaining(why) });
});

test.each<[kind: ChangeKind, overrides: Partial<Change>, why: string]>([
  ["format", { status: "added" }, "`a.c` is added"],
  ["format", { status: "deleted" }, "`a.c` is deleted"],
  ["format", { status: "type-changed" }, "`a.c` becomes another kind of file"],
  ["format", { status: "renamed" }, "`a.c` is renamed or copied as well"],
  ["move", { oldMode: "120000", newMode: "120000" }, "`a.c` is a symbolic link"],
  ["move", { newMode: "100755" }, "`a.c` changes its mode, too"],
])("as %s, of a file with %j it is said what is so", async (kind, overrides, why) => {
  const files: Files = { "a.c": ["int a;\n\nint b;\n", "int b;\n\nint a;\n"] };
  expect(await prove(kind, files, overrides)).toMatchObject({ kind: "not-proved", why });
});

test("what touches is shown as it stands, in templates too", async () => {
  const proof = await prove("substitution", {
    "a.c": [twice("if (image.size) go();"), twice("if (*image.size) go();")],
  });
  expect(proof).toMatchObject({
    kind: "proved",
    detail: { templates: [{ before: "( image.size )", after: "( * image.size )", places: 2 }] },
  });
});
