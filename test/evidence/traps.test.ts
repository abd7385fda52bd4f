import { describe, expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { isShown } from "../../src/core/evidence/proof.ts";
import { type Files, prove, told } from "./prove.ts";

/** Changes that look like a kind and are not: none may be proved, or shown as a renaming or a move. */
type Trap = readonly [title: string, kind: ChangeKind, files: Files, overrides?: Partial<Change>];

const c = (before: string, after: string): Files => ({ "a.c": [before, after] });
const python = (before: string, after: string): Files => ({ "a.py": [before, after] });
const script = (before: string, after: string): Files => ({ "a.ts": [before, after] });
const go = (before: string, after: string): Files => ({ "a.go": [`package a\n\n${before}`, `package a\n\n${after}`] });
const rust = (before: string, after: string): Files => ({ "a.rs": [before, after] });

const traps: readonly Trap[] = [
  ["a macro gets parameters", "format", c("#define F (x)\n", "#define F(x)\n")],
  ["a directive takes the next line in", "format", c("#define A 1\nint b;\n", "#define A 1 int b;\n")],
  ["a directive is continued", "format", c("#define A 1\nint b;\n", "#define A 1 \\\nint b;\n")],
  ["a condition is commented out", "format", c("#if A\nint b;\n#endif\n", "// #if A\nint b;\n// #endif\n")],
  ["white space in a string", "format", c('char *a = "b c";\n', 'char *a = "b  c";\n')],
  ["two signs become one", "format", c("int f(void)\n{\n return a + +b;\n}\n", "int f(void)\n{\n return a ++ b;\n}\n")],
  ["an include of another kind", "format", c('#include "a.h"\n', "#include <a.h>\n")],
  ["a line of #error", "format", c("#error a  b\n", "#error a b\n")],
  ["a block in Python", "format", python("if a:\n    b()\nc()\n", "if a:\n    b()\n    c()\n")],
  ["the end of a loop in Python", "format", python("for a in b:\n    c()\n    d()\n", "for a in b:\n    c()\nd()\n")],
  ["two statements in Python", "format", python("a = b\n(c)\n", "a = b (c)\n")],
  ["a string of Python", "format", python('a = """b\nc"""\n', 'a = """b\n c"""\n')],
  ["a formatted string of Python", "format", python('a = f"{b} c"\n', 'a = f"{b}  c"\n')],
  [
    "else of another if",
    "format",
    python(
      "if a:\n    if b:\n        c()\n    else:\n        d()\n",
      "if a:\n    if b:\n        c()\nelse:\n    d()\n",
    ),
  ],
  ["return and its value", "format", script("function f() {\n  return a;\n}\n", "function f() {\n  return\n  a;\n}\n")],
  ["a call across lines", "format", script("const a = b\n;(c)()\n", "const a = b\n(c)()\n")],
  ["a template string", "format", script("const a = `b ${c} d`;\n", "const a = `b ${c}  d`;\n")],
  ["an increment across lines", "format", script("a\n++b\n", "a++\nb\n")],
  ["text of a page", "format", { "a.tsx": ["const a = <p>b c</p>;\n", "const a = <p>b{' '}c</p>;\n"] }],
  ["a raw string of Rust", "format", rust('const A: &str = r"b c";\n', 'const A: &str = r"b  c";\n')],
  ["a recipe of Make", "format", { Makefile: ["all:\n\techo a\n", "all:\n    echo a\n"] }],
  ["a blank at the end of a value of Make", "format", { Makefile: ["A := b\nc: d\n", "A := b \nc: d\n"] }],
  ["a level of YAML", "format", { "a.yaml": ["a:\n  b: 1\nc: 2\n", "a:\n  b: 1\n  c: 2\n"] }],
  ["white space of Kconfig", "format", { Kconfig: ['config A\n\tbool  "a"\n', 'config A\n\tbool "a"\n'] }],
  [
    "what looks like a comment in a help text of Kconfig",
    "comments",
    {
      Kconfig: [
        "config A\n\tbool\n\thelp\n\t  Say Y.\n\t  # This is the first of them.\n\t  It is.\n",
        "config A\n\tbool\n\thelp\n\t  Say Y.\n\t  # This is the last of them.\n\t  It is.\n",
      ],
    },
  ],
  [
    "a help text of Kconfig whose first line has blanks before it",
    "comments",
    {
      Kconfig: [
        "config A\n\tbool\n\thelp  \n    imply B\n    # This is the first of them.\n",
        "config A\n\tbool\n\thelp  \n    imply B\n    # This is the last of them.\n",
      ],
    },
  ],
  [
    "a help text of Kconfig that ends",
    "comments",
    {
      Kconfig: [
        "config A\n\tbool\n\thelp\n\t  Say Y.\n\t  select B\n",
        "config A\n\tbool\n\thelp\n\t  Say Y.\n# This is the first of them.\n\t  select B\n",
      ],
    },
  ],
  [
    "answers of Kconfig",
    "substitution",
    {
      Kconfig: ["config A\n\tdef_bool y\nconfig B\n\tdef_bool y\n", "config A\n\tdef_bool n\nconfig B\n\tdef_bool n\n"],
    },
  ],
  [
    "numbers of Kconfig",
    "substitution",
    {
      Kconfig: [
        "config A\n\tint\n\tdefault 10\nconfig B\n\tint\n\tdefault 10\n",
        "config A\n\tint\n\tdefault 20\nconfig B\n\tint\n\tdefault 20\n",
      ],
    },
  ],
  [
    "lines of Kconfig that change places",
    "substitution",
    {
      Kconfig: [
        "config A\n\tbool\n\tselect ONE\n\tselect TWO\nconfig B\n\tbool\n\tselect ONE\n\tselect TWO\n",
        "config A\n\tbool\n\tselect TWO\n\tselect ONE\nconfig B\n\tbool\n\tselect TWO\n\tselect ONE\n",
      ],
    },
  ],
  ["a block of YAML", "format", { "a.yaml": ["a: |\n  b\n   c\n", "a: |\n  b\n  c\n"] }],
  ["words of a shell", "format", { "a.sh": ["a=b c\n", "a=bc\n"] }],
  ["an assignment of a shell", "format", { "a.sh": ["a=b\n", "a =b\n"] }],
  ["lines of a shell", "format", { "a.sh": ["echo a\necho b\n", "echo a echo b\n"] }],
  ["a here-document", "format", { "a.sh": ["cat <<A\nb  c\nA\n", "cat <<A\nb c\nA\n"] }],
  [
    "a line of Go",
    "format",
    { "a.go": ["package a\n\nfunc f() int {\n\treturn 1\n}\n", "package a\n\nfunc f() int {\n\treturn\n\t1\n}\n"] },
  ],
  ["line endings", "format", c("int a;\nint b;\n", "int a;\r\nint b;\r\n")],
  ["a byte order mark", "format", c("int a;\n", "\ufeffint a;\n")],
  ["a look-alike letter", "format", c("int a;\n", "int  а;\n")],
  ["a mode", "format", c("int a;\n", "int  a;\n"), { newMode: "100755" }],
  ["a symbolic link", "format", c("b", "c"), { oldMode: "120000", newMode: "120000" }],
  ["a submodule", "format", c("b", "c"), { oldMode: "160000", newMode: "160000" }],
  ["a binary file", "format", c("int a;\n", "int  a;\n"), { added: null, deleted: null }],
  ["an added file", "format", c("", "int a;\n"), { status: "added", oldMode: "000000" }],
  ["a zero byte", "format", c("int a;\n", "int  a;\0\n")],
  ["no grammar", "format", { "a.pl": ["my $a;\n", "my  $a;\n"] }],
  [
    "a file that only has the ending of JSON",
    "format",
    { "a.json": ["# Since : 9.1\n{ 'a': 1 }\n", "# Since: 9.1\n{ 'a': 1 }\n"] },
  ],
  ["a comment as well", "format", c("int a; // b\n", "int  a; // c\n")],

  ["code behind a comment", "comments", c("/* a */\nint b;\n", "/* a */ int c;\nint b;\n")],
  ["a comment that swallows code", "comments", c("/* a */\nint b;\n/* c */\n", "/* a\nint b;\n c */\n")],
  ["a line comment that swallows a line", "comments", c("// a\nint b;\n", "// a \\\nint b;\n")],
  ["a trigraph", "comments", c("// a\nint b;\n", "// a ??/\nint b;\n")],
  [
    "a licence",
    "comments",
    c("/* SPDX-License-Identifier: MIT */\nint a;\n", "/* SPDX-License-Identifier: Apache-2.0 */\nint a;\n"),
  ],
  ["a copyright", "comments", c("/* Copyright A */\nint a;\n", "/* Copyright B */\nint a;\n")],
  ["a copyright by its sign", "comments", python("# (c) 2017, A Inc\na = 1\n", "# (c) 2017-2019, A Inc\na = 1\n")],
  [
    "a name for a bundler",
    "comments",
    script('a(() => import("./b"));\n', 'a(() => import(/* webpackChunkName: "b" */ "./b"));\n'),
  ],
  ["a word for a scanner", "comments", { "a.yml": ["a: b\n", "a: b  #gitleaks:allow\n"] }],
  ["a word for a tool of its own", "comments", python("a = 1\n", "a = 1  #tool:whatever\n")],
  ["a falling case", "comments", c("int a;\n/* fall through */\n", "int a;\n/* falls on */\n")],
  ["an interpreter", "comments", { "a.sh": ["#!/bin/sh\necho a\n", "#!/bin/bash\necho a\n"] }],
  ["an encoding", "comments", python("# coding: utf-8\na = 1\n", "# coding: latin-1\na = 1\n")],
  ["a check that is put off", "comments", python("a = 1\n", "a = 1  # noqa\n")],
  ...["nopep8", "lgtm"].map(
    (word): Trap => [
      `a check that ${word} puts off`,
      "comments",
      python("def f():\n    a = 1\n", `def f():\n    # ${word} because it is the case\n    a = 1\n`),
    ],
  ),
  ["a type in a comment", "comments", python("a = []  # type: list\n", "a = []  # type: dict\n")],
  [
    "a doctest",
    "comments",
    python('def f():\n    """\n    >>> f()\n    1\n    """\n', 'def f():\n    """\n    >>> f()\n    2\n    """\n'),
  ],
  ["a docstring", "comments", python('def f():\n    """a"""\n', 'def f():\n    """b"""\n')],
  ["documentation that is an attribute", "comments", rust("/// a\nfn f() {}\n", "/// b\nfn f() {}\n")],
  [
    "a constraint of Go",
    "comments",
    { "a.go": ["//go:build linux\n\npackage a\n", "//go:build windows\n\npackage a\n"] },
  ],
  ["a checker's word", "comments", script("// eslint-disable-next-line\na();\n", "a();\n")],
  ["a line end that only some see", "comments", script("// a\nb();\n", "// a\u2028evil();\nb();\n")],
  ["text that runs backwards", "comments", c("/* a */\nint b;\n", "/* a \u202e */\nint b;\n")],
  ["an escape in Java", "comments", { "A.java": ["// a\nclass A {}\n", "// a \\u000a int b;\nclass A {}\n"] }],

  [
    "two names become one",
    "identifiers",
    c("static int f(int a, int b)\n{\n    return a - b;\n}\n", "static int f(int c, int c)\n{\n    return c - c;\n}\n"),
  ],
  [
    "two names change places",
    "identifiers",
    c(
      "static int f(int a, int b)\n{\n    return a - b;\n}\n",
      "static int f(int b, int a)\n{\n    return b - a;\n}\n".replace("b - a", "a - b"),
    ),
  ],
  [
    "one use is left",
    "identifiers",
    c("static int f(int aa)\n{\n    return aa + aa;\n}\n", "static int f(int bb)\n{\n    return bb + aa;\n}\n"),
  ],
  [
    "the new name is a global one",
    "identifiers",
    c("int bb;\nint f(int aa)\n{\n    return aa + bb;\n}\n", "int bb;\nint f(int bb)\n{\n    return bb + bb;\n}\n"),
  ],
  [
    "a string changes, too",
    "identifiers",
    c(
      'static void old_one(void)\n{\n    puts("old_one");\n}\n',
      'static void new_one(void)\n{\n    puts("new_one");\n}\n',
    ),
  ],
  [
    "a number changes, too",
    "identifiers",
    c("static int old_one(void)\n{\n    return 1;\n}\n", "static int new_one(void)\n{\n    return 2;\n}\n"),
  ],
  [
    "a short form of a pattern",
    "identifiers",
    script(
      "function f(o: O) {\n  const { aa, c } = o;\n  return aa + c;\n}\n",
      "function f(o: O) {\n  const { bb, c } = o;\n  return bb + c;\n}\n",
    ),
  ],
  [
    "two names change places everywhere",
    "identifiers",
    c("static int f(int a, int b)\n{\n    return a - b;\n}\n", "static int f(int b, int a)\n{\n    return b - a;\n}\n"),
  ],
  [
    "one name becomes two",
    "identifiers",
    c("static int f(int aa)\n{\n    return aa + aa;\n}\n", "static int f(int bb)\n{\n    return bb + dd;\n}\n"),
  ],
  [
    "one use in another definition is left",
    "identifiers",
    c(
      "static int old_one(void)\n{\n    return 1;\n}\n\nint g(void)\n{\n    return old_one();\n}\n",
      "static int new_one(void)\n{\n    return 1;\n}\n\nint g(void)\n{\n    return old_one();\n}\n",
    ),
  ],
  [
    "the new name stands in another definition",
    "identifiers",
    c(
      "static int old_one(void)\n{\n    return 1;\n}\n\nint g(void)\n{\n    return new_one();\n}\n",
      "static int new_one(void)\n{\n    return 1;\n}\n\nint g(void)\n{\n    return new_one();\n}\n",
    ),
  ],
  [
    "another new name in another file",
    "identifiers",
    { "a.c": ["int old_one;\n", "int new_one;\n"], "b.c": ["extern int old_one;\n", "extern int newer_one;\n"] },
  ],
  [
    "one use in another file is left",
    "identifiers",
    {
      "a.c": ["int old_one, aa;\n", "int new_one, bb;\n"],
      "b.c": [
        "extern int aa;\nint f(void)\n{\n    return old_one;\n}\n",
        "extern int bb;\nint f(void)\n{\n    return old_one;\n}\n",
      ],
    },
  ],
  [
    "a comment says something else",
    "identifiers",
    c("/* Of old_one. */\nint old_one;\n", "/* Not of new_one. */\nint new_one;\n"),
  ],
  [
    "a look-alike name",
    "identifiers",
    c(
      "int scope;\nint sсope;\nint f(void)\n{\n    return scope;\n}\n",
      "int scope;\nint sсope;\nint f(void)\n{\n    return sсope;\n}\n",
    ),
  ],

  [
    "a definition changes on the way",
    "move",
    go("func one() int {\n\treturn 1\n}\n\nfunc two() {}\n", "func two() {}\n\nfunc one() int {\n\treturn 2\n}\n"),
  ],
  ["only white space", "move", go("func one() { two() }\n", "func one() {\n\ttwo()\n}\n")],
  ["one more", "move", go("func one() {}\n\nfunc two() {}\n", "func two() {}\n\nfunc one() {}\n\nfunc three() {}\n")],
  ["one less", "move", go("func one() {}\n\nfunc two() {}\n\nfunc three() {}\n", "func two() {}\n\nfunc one() {}\n")],
  [
    "which of two equal definitions went where",
    "move",
    {
      "a/a.go": ["package a\n\nfunc one() {}\n\nfunc two() {}\n", "package a\n\nfunc two() {}\n"],
      "a/b.go": ["package a\n\nfunc three() {}\n", "package a\n\nfunc three() {}\n\nfunc one() {}\n"],
      "b/a.go": ["package b\n\nfunc one() {}\n\nfunc four() {}\n", "package b\n\nfunc four() {}\n"],
      "b/b.go": ["package b\n\nfunc five() {}\n", "package b\n\nfunc five() {}\n\nfunc one() {}\n"],
    },
  ],
  [
    "a directive that stays, of another function",
    "move",
    go("//go:noinline\nfunc one() {}\n\nfunc two() {}\n", "//go:noinline\nfunc two() {}\n\nfunc one() {}\n"),
  ],
  [
    "a comment as well",
    "move",
    go("// One.\nfunc one() {}\n\nfunc two() {}\n", "func two() {}\n\n// Two.\nfunc one() {}\n"),
  ],
  [
    "an import as well",
    "move",
    go('import "a"\n\nfunc one() {}\n\nfunc two() {}\n', 'import "b"\n\nfunc two() {}\n\nfunc one() {}\n'),
  ],
  [
    "a definition comes under a condition",
    "move",
    c(
      "int a(void)\n{\n    return 1;\n}\n#ifdef X\nint b(void)\n{\n    return 2;\n}\n#endif\n",
      "#ifdef X\nint b(void)\n{\n    return 2;\n}\nint a(void)\n{\n    return 1;\n}\n#endif\n",
    ),
  ],
  [
    "one of two equal definitions",
    "move",
    c("#ifdef X\nint a;\n#else\nint a;\n#endif\nint b;\n", "#ifdef X\nint a;\n#else\nint b;\n#endif\nint a;\n"),
  ],
  [
    "a method of another class",
    "move",
    rust(
      "impl A {\n    fn f() {}\n}\nimpl B {\n    fn g() {}\n}\n",
      "impl A {\n}\nimpl B {\n    fn g() {}\n    fn f() {}\n}\n",
    ),
  ],
  [
    "an attribute that stays, of another function",
    "move",
    rust("#[cfg(a)]\nfn a() {}\nfn b() {}\n", "#[cfg(a)]\nfn b() {}\nfn a() {}\n"),
  ],
  [
    "a decorator that stays, of another function",
    "move",
    python("@a\ndef a():\n    pass\ndef b():\n    pass\n", "@a\ndef b():\n    pass\ndef a():\n    pass\n"),
  ],
  ["statements", "move", python("a()\nb()\n", "b()\na()\n")],
  ["what defines nothing", "move", { "a.sh": ["f() {\n  a\n}\ng\n", "g\nf() {\n  a\n}\n"] }],

  [
    "one place more",
    "substitution",
    c(
      "void f(void)\n{\n    old(1);\n    old(2);\n    x = 1;\n}\n",
      "void f(void)\n{\n    new_call(1);\n    new_call(2);\n    x = 2;\n}\n",
    ),
  ],
  ["one place only", "substitution", c("void f(void)\n{\n    old(1);\n}\n", "void f(void)\n{\n    new_call(1);\n}\n")],
  [
    "an argument changes in one of the places",
    "substitution",
    c(
      "void f(void)\n{\n    old(1);\n    old(2);\n    old(3);\n}\n",
      "void f(void)\n{\n    new_call(1);\n    new_call(2);\n    new_call(4);\n}\n",
    ),
  ],
  ["numbers without a name", "substitution", c("int a[] = { 0, 0 };\n", "int a[] = { 1, 1 };\n")],
  [
    "a condition turned round twice",
    "substitution",
    c(
      "void f(void)\n{\n    if (a)\n        b();\n    if (d)\n        e();\n}\n",
      "void f(void)\n{\n    if (!a)\n        b();\n    if (!d)\n        e();\n}\n",
    ),
  ],
  [
    "arguments in another order once",
    "substitution",
    c(
      "void f(void)\n{\n    old(a, b);\n    old(d, e);\n}\n",
      "void f(void)\n{\n    new_call(b, a);\n    new_call(d, e);\n}\n",
    ),
  ],
  [
    "a block in Python",
    "substitution",
    python("if a:\n    old(1)\nold(2)\n", "if a:\n    new_call(1)\n    new_call(2)\n"),
  ],
  [
    "a token put in before a call that is a place",
    "substitution",
    c("F(one, old, a)\n\nF(two, old, a)\n", "F(one, new_word, a)\n\nF F(two, new_word, a)\n"),
  ],
  [
    "a string put in at another place of one call",
    "substitution",
    c(
      "void f(void)\n{\n    one(err, fmt, a);\n    two(fmt, a);\n}\n",
      'void f(void)\n{\n    one(err, ": x" fmt, a, err);\n    two(fmt ": x", a, err);\n}\n',
    ),
  ],
  [
    "a comment as well",
    "substitution",
    c(
      "void f(void)\n{\n    old(1); /* a */\n    old(2);\n}\n",
      "void f(void)\n{\n    new_call(1); /* b */\n    new_call(2);\n}\n",
    ),
  ],
  [
    "a mode as well",
    "substitution",
    c("void f(void)\n{\n    old(1);\n    old(2);\n}\n", "void f(void)\n{\n    new_call(1);\n    new_call(2);\n}\n"),
    { newMode: "100755" },
  ],
];

/** Changes that mean something else by the names: shown as renamings, and left to people. */
const captures: readonly (readonly [title: string, files: Files])[] = [
  [
    "another function is called",
    {
      "a.c": ["int f(void)\n{\n    return old_one();\n}\n", "int f(void)\n{\n    return new_one();\n}\n"],
      "b.c": "int old_one(void) { return 1; }\nint new_one(void) { return 2; }\n",
    },
  ],
  [
    "another function of nowhere is called",
    c("int f(void)\n{\n    return old_one();\n}\n", "int f(void)\n{\n    return new_one();\n}\n"),
  ],
  [
    "the new name is taken elsewhere",
    {
      "a.c": ["int old_one(void)\n{\n    return 1;\n}\n", "int new_one(void)\n{\n    return 1;\n}\n"],
      "b.c": "int new_one(void) { return 2; }\n",
    },
  ],
  [
    "the old name is used elsewhere",
    {
      "a.c": ["int old_one(void)\n{\n    return 1;\n}\n", "int new_one(void)\n{\n    return 1;\n}\n"],
      "b.c": "int g(void) { return old_one(); }\n",
    },
  ],
  [
    "a member of another type",
    c("int f(struct s *p)\n{\n    return p->aa;\n}\n", "int f(struct s *p)\n{\n    return p->bb;\n}\n"),
  ],
  [
    "a macro mentions the name",
    {
      "a.c": ["int f(int aa)\n{\n    return USE(1) + aa;\n}\n", "int f(int bb)\n{\n    return USE(1) + bb;\n}\n"],
      "b.h": "#define USE(x) (x + bb)\n",
    },
  ],
  [
    "a macro of a macro mentions the name",
    {
      "a.c": ["int f(int aa)\n{\n    return USE(1) + aa;\n}\n", "int f(int bb)\n{\n    return USE(1) + bb;\n}\n"],
      "b.h": "#define USE(x) OTHER(x)\n#define OTHER(x) (x + bb)\n",
    },
  ],
  [
    "the new name is a macro",
    {
      "a.c": ["int f(int aa)\n{\n    return aa;\n}\n", "int f(int bb)\n{\n    return bb;\n}\n"],
      "b.h": "#define bb 7\n",
    },
  ],
  [
    "names are joined",
    {
      "a.c": ["int old_one;\nMAKE(old_one)\n", "int new_one;\nMAKE(new_one)\n"],
      "b.h": "#define MAKE(x) int x##_more;\n",
    },
  ],
  ["a parameter that callers name", python("def f(aa):\n    return aa\n", "def f(bb):\n    return bb\n")],
  [
    "an attribute is looked up by its text",
    {
      "a.py": [
        "class A:\n    def old_one(self):\n        return 1\n",
        "class A:\n    def new_one(self):\n        return 1\n",
      ],
      "b.py": 'getattr(a, "old_one")\n',
    },
  ],
  [
    "variables are looked up by their text",
    python("def f():\n    aa = 1\n    return locals()\n", "def f():\n    bb = 1\n    return locals()\n"),
  ],
  [
    "a global variable is declared so",
    python("def f():\n    global aa\n    aa = 1\n", "def f():\n    global bb\n    bb = 1\n"),
  ],
  [
    "an argument is named like a variable",
    python("def f():\n    aa = 1\n    return g(aa=aa)\n", "def f():\n    bb = 1\n    return g(bb=bb)\n"),
  ],
  [
    "a short form of a member",
    script("function f(aa: number) {\n  return { aa };\n}\n", "function f(bb: number) {\n  return { bb };\n}\n"),
  ],
  [
    "a member in the short form of Rust",
    rust("fn f(aa: u8) -> S {\n    S { aa, c: 1 }\n}\n", "fn f(bb: u8) -> S {\n    S { bb, c: 1 }\n}\n"),
  ],
  [
    "a name in a format string of Rust",
    rust(
      'fn f() {\n    let aa = 1;\n    println!("{aa}");\n}\n',
      'fn f() {\n    let bb = 1;\n    println!("{aa}");\n}\n',
    ),
  ],
  [
    "a macro of Rust that others wrote",
    rust("fn f() {\n    let aa = 1;\n    show!(aa);\n}\n", "fn f() {\n    let bb = 1;\n    show!(bb);\n}\n"),
  ],
  [
    "a variable that called functions of a shell see",
    { "a.sh": ["f() {\n  local aa=1\n  g $aa\n}\n", "f() {\n  local bb=1\n  g $bb\n}\n"] },
  ],
  [
    "a method that a trait of elsewhere names",
    rust("impl A for B {\n    fn old_one() {}\n}\n", "impl A for B {\n    fn new_one() {}\n}\n"),
  ],
  [
    "a method that a base class names",
    python(
      "class A(B):\n    def old_one(self):\n        pass\n",
      "class A(B):\n    def new_one(self):\n        pass\n",
    ),
  ],
  [
    "a method that the language calls",
    python("class A:\n    def close(self):\n        pass\n", "class A:\n    def __del__(self):\n        pass\n"),
  ],
  [
    "a field of stored data",
    rust(
      "#[derive(Serialize)]\nstruct A {\n    old_one: u8,\n}\n",
      "#[derive(Serialize)]\nstruct A {\n    new_one: u8,\n}\n",
    ),
  ],
];

/** Changes that may mean something else by their places: shown as moves, and left to people. */
const places: readonly (readonly [title: string, files: Files])[] = [
  ["variables are initialised in another order", go("var b = f()\n\nvar c = g()\n", "var c = g()\n\nvar b = f()\n")],
  [
    "functions run first in another order",
    go("func init() { a() }\n\nfunc init() { b() }\n", "func init() { b() }\n\nfunc init() { a() }\n"),
  ],
  [
    "another file, which is built for another system",
    {
      "a.go": ["package a\n\nfunc one() {}\n\nfunc two() {}\n", "package a\n\nfunc one() {}\n"],
      "a_windows.go": ["package a\n\nfunc three() {}\n", "package a\n\nfunc three() {}\n\nfunc two() {}\n"],
    },
  ],
  [
    "a definition passes a macro that it uses",
    c(
      "int a(void)\n{\n    return X;\n}\n#define X 1\nint b;\nint d;\n",
      "#define X 1\nint b;\nint a(void)\n{\n    return X;\n}\nint d;\n",
    ),
  ],
  ["a macro moves", c("#define X 1\nint a = X;\n#define Y 2\n", "int a = X;\n#define X 1\n#define Y 2\n")],
  ["another file of C", { "a.c": ["int a;\nint b;\n", "int a;\n"], "b.c": ["int d;\n", "int d;\nint b;\n"] }],
  [
    "a function of Python, which uses another as it is defined",
    python("def a():\n    pass\n\n\ndef b(c=a()):\n    pass\n", "def b(c=a()):\n    pass\n\n\ndef a():\n    pass\n"),
  ],
];

describe("what looks like a kind and is not", () => {
  const rows = traps.map(([title, kind, files, overrides]) => ({ title, kind, files, overrides }));
  test.each(rows)("$title: no $kind", async ({ kind, files, overrides }) => {
    const proof = await prove(kind, files, overrides);
    expect(proof.kind === "proved" || isShown(proof) ? proof : "not proved").toBe("not proved");
    expect(told(proof)).toMatchSnapshot();
  });
});

describe("what may mean something else is shown, and not proved", () => {
  test.each(captures)("%s", async (_title, files) => {
    const why = expect.stringMatching(/^the tokens are equal under one renaming of .* left to people$/);
    expect(await prove("identifiers", files)).toMatchObject({ kind: "not-proved", why, detail: { kind: "renaming" } });
  });

  test.each(places)("%s", async (_title, files) => {
    const why = expect.stringMatching(/^(?:one|\d+) definitions? moved, token for token, .* left to people$/);
    expect(await prove("move", files)).toMatchObject({ kind: "not-proved", why, detail: { kind: "moves" } });
  });

  test("with every name, and each of its places counted", async () => {
    const proof = await prove("identifiers", {
      "a.c": ["int old_one, other;\n", "int new_one, another;\n"],
      "b.py": [
        "# old_one: a number\nold_one = 1\nprint(old_one)\n",
        "# new_one: a number\nnew_one = 1\nprint(new_one)\n",
      ],
    });
    const names = [
      { before: "old_one", after: "new_one", places: 3 },
      { before: "other", after: "another", places: 1 },
    ];
    expect(proof).toMatchObject({ detail: { kind: "renaming", names } });
  });

  test("with the name of a definition, not of a type that it mentions", async () => {
    const two = "struct s *two(struct t *b)\n{\n    return b->s;\n}\n";
    const files = { "a.c": [`int one;\n${two}`, "int one;\n"], "b.c": ["int a;\n", `int a;\n${two}`] } as const;
    expect(await prove("move", files)).toMatchObject({ detail: { definitions: [{ name: "two" }] } });
  });

  test("without a definition that only stands on another line afterwards", async () => {
    const [type, first] = ["struct s {\n\tint a;\n} __packed;\n\n", "static int one(int a)\n{\n\treturn a;\n}\n"];
    const files = {
      "a.c": [`#define SIZE 8\n\n${first}`, `#define SIZE 8\n\n${type}${first}`],
      "a.h": [`int two;\n\n${type}int three;\n`, "int two;\n\nint three;\n"],
    } as const;
    const definitions = [{ from: { path: "a.h", line: 3 }, to: { path: "a.c", line: 3 } }];
    expect(await prove("move", files)).toMatchObject({
      why: expect.stringMatching(/^one definition moved/),
      detail: { definitions },
    });
  });

  test("with both places", async () => {
    const proof = await prove("move", places[2]?.[1] ?? {});
    const definitions = [{ name: "two", from: { path: "a.go", line: 5 }, to: { path: "a_windows.go", line: 5 } }];
    expect(proof).toMatchObject({ detail: { kind: "moves", definitions } });
  });
});
