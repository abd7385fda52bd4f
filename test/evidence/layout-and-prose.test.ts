import { describe, expect, test } from "vitest";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { type Files, prove, told } from "./prove.ts";

type Case = readonly [title: string, path: string, before: string, after: string];

const proofOf = async (kind: ChangeKind, [, path, before, after]: Case): Promise<string> => {
  const files: Files = { [path]: [before, after] };
  return told(await prove(kind, files));
};

const layout: readonly Case[] = [
  [
    "a framed comment of Rust with one inside",
    "a.rs",
    "fn a() {}\n\n/* NOLINT /** x */\n * y: z; */\nfn b() {}\n",
    "fn a() {}\n\n/* NOLINT /** x */\n   * y: z; */\nfn b() {}\n",
  ],
  [
    "blanks behind a comment that is no documentation",
    "a.rs",
    "fn a() {\n    // one  \n    b();\n}\n",
    "fn a() {\n    // one\n    b();\n}\n",
  ],
  [
    "C that includes headers of an architecture",
    "h.c",
    "#include <asm/io.h>\n\nint f(int a)\n{\n\treturn a;\n\n\n}\n",
    "#include <asm/io.h>\n\nint f(int a)\n{\n\treturn a;\n\n}\n",
  ],
  ["a block of C in tabs", "a.c", "int f(int a)\n{\n    return a;\n}\n", "int f(int a)\n{\n\treturn a;\n}\n"],
  [
    "a long line of C is broken",
    "a.c",
    "int f(int a, int b)\n{\n\treturn g(a, b);\n}\n",
    "int f(int a,\n      int b)\n{\n\treturn g(a,\n\t\t b);\n}\n",
  ],
  [
    "a brace of C goes to a line of its own",
    "a.c",
    "int f(int a) {\n\treturn a;\n}\n",
    "int f(int a)\n{\n\treturn a;\n}\n",
  ],
  [
    "blanks around operators of C",
    "a.c",
    "int f(int a)\n{\n\tif(a==1)\n\t\ta=a*2+1;\n\treturn a;\n}\n",
    "int f(int a)\n{\n\tif (a == 1)\n\t\ta = a * 2 + 1;\n\treturn a;\n}\n",
  ],
  ["a star of C", "a.c", "int* f;\nchar* g;\n", "int *f;\nchar *g;\n"],
  ["blanks behind code and directives of C", "a.c", "#define A 1 \nint a; \n", "#define A 1\nint a;\n"],
  ["an empty line of C", "a.c", "int a;\n\n\nint b;\n", "int a;\n\nint b;\n"],
  [
    "C below a macro of several lines with a comment",
    "a.c",
    '#define A(x) \\\n\tdo { /* "a */ \\\n\t} while (0) // http://a\n#define B 1 /* it\n is */\nint a;\n',
    '#define A(x) \\\n\tdo { /* "a */ \\\n\t} while (0) // http://a\n#define B 1 /* it\n is */\nint  a;\n',
  ],
  [
    "arguments of a macro of C on one line less",
    "a.c",
    "int f(void)\n{\n\treturn G(a +\n\t\t b);\n}\n",
    "int f(void)\n{\n\treturn G(a + b);\n}\n",
  ],
  [
    "a framed comment of C goes with its code",
    "a.c",
    "int f(void)\n{\n    /*\n     * x: y\n     */\n    return 1;\n}\n",
    "int f(void)\n{\n\t/*\n\t * x: y\n\t */\n\treturn 1;\n}\n",
  ],
  [
    "prose of C is wrapped",
    "a.c",
    "int a;\n/* This is a comment that says\n * what it is for. */\nint b;\n",
    "int a;\n/*\n * This is a comment\n * that says what it is for.\n */\nint b;\n",
  ],
  ["C++ in a namespace", "a.cc", "namespace a {\n  int b = 1'000'000;\n}\n", "namespace a {\nint b = 1'000'000;\n}\n"],
  ["Java", "A.java", "class A {\n    int a = 1;  // b\n}\n", "class A {\n\tint a = 1; // b\n}\n"],
  ["TypeScript", "a.ts", "function f() {\n  return  1;\n}\n", "function f() {\n    return 1;\n}\n"],
  [
    "a page in TypeScript",
    "a.tsx",
    "const a = (\n  <p>\n    {b}\n  </p>\n);\n",
    "const a = (\n\t<p>\n\t\t{b}\n\t</p>\n);\n",
  ],
  [
    "Go, as gofmt has it",
    "a.go",
    "package a\n\ntype t struct {\n  a int\n  bcd string // x\n}\n",
    "package a\n\ntype t struct {\n\ta   int\n\tbcd string // x\n}\n",
  ],
  [
    "Rust with attributes that are the language's own",
    "a.rs",
    "#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]\n#[allow(unused)]\nstruct A {\n  a: u8,\n}\n",
    "#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]\n#[allow(unused)]\nstruct A {\n    a: u8,\n}\n",
  ],
  ["Rust", "a.rs", 'fn f() {\n  println!("a");\n}\n', 'fn f() {\n    println!("a");\n}\n'],
  ["Python", "a.py", "a  = 1 \n\n\nb = f(a,  2)\n", "a = 1\n\nb = f(a, 2)\n"],
  ["JSON", "a.json", '{"a": [1, 2],\n"b": "c  d"}\n', '{\n  "a": [\n    1,\n    2\n  ],\n  "b": "c  d"\n}\n'],
];

const prose: readonly Case[] = [
  [
    "the line below one that has an order for a tool in front",
    "a.c",
    "void f(void)\n{\n\t/* NOLINT */ a();\n\tb(); /* This is the first of them. */\n}\n",
    "void f(void)\n{\n\t/* NOLINT */ a();\n\tb(); /* This is the last of them. */\n}\n",
  ],
  [
    "Python with a constructor",
    "e.py",
    'class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = ""\n',
    'class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = ""\n',
  ],
  [
    "C with an attribute",
    "a.c",
    "int a __attribute__((used));\nint b;\n/* This is the frist of them. */\nint c;\n",
    "int a __attribute__((used));\nint b;\n/* This is the first of them. */\nint c;\n",
  ],
  [
    "C with the letter of an option",
    "g.c",
    'const char *option(void)\n{\n\t/* The option is chnaged by nobody at all. */\n\treturn "-R";\n}\n',
    'const char *option(void)\n{\n\t/* The option is changed by nobody at all. */\n\treturn "-R";\n}\n',
  ],
  ["C", "a.c", "int a;\n/* Count of the items. */\nint b;\n", "int a;\n/* Number of the items. */\nint b;\n"],
  [
    "C, behind code",
    "a.c",
    "int a; /* Count of the items. */\nint b;\n",
    "int a; /* Number of the items. */\nint b;\n",
  ],
  [
    "C, a new one",
    "a.c",
    "int f(void)\n{\n\treturn 1;\n}\n",
    "int f(void)\n{\n\t/* There is nothing else to do, as g() has done it. */\n\treturn 1;\n}\n".replace(
      "g()",
      "the caller",
    ),
  ],
  ["C, one gone", "a.c", "int a;\n/* This is not used any more. */\nint b;\n", "int a;\nint b;\n"],
  [
    "C, a line of a longer one",
    "a.c",
    "int a;\n/*\n * The table of the items:\n *   x = 1 -> y\n * It teh smallest.\n */\nint b;\n",
    "int a;\n/*\n * The table of the items:\n *   x = 1 -> y\n * It is the smallest.\n */\nint b;\n".replace(
      "items:",
      "items:",
    ),
  ],
  [
    "C, behind a condition",
    "a.c",
    "#if A\nint a;\n#endif /* it is for A */\n",
    "#if A\nint a;\n#endif /* that is for A */\n",
  ],
  [
    "C, and blanks",
    "a.c",
    "int b;\n/* Count of the items. */\nint  a;\n",
    "int b;\n/* Number of the items. */\nint a;\n",
  ],
  [
    "C, in the form that C90 lacks",
    "a.c",
    "// It has two.\nint a;\n// This is the count of the items.\nint b;\n",
    "// It has two.\nint a;\n// This is the number of the items.\nint b;\n",
  ],
  [
    "Java",
    "A.java",
    "class A {\n  // The count of items.\n  int a;\n}\n",
    "class A {\n  // The number of items.\n  int a;\n}\n",
  ],
  ["JavaScript", "a.js", "f(); // This is the first of them.\n", "f(); // This is the last of them.\n"],
  [
    "Go",
    "a.go",
    "package a\n\nfunc F() {\n\t// This is the first.\n\tg()\n}\n",
    "package a\n\nfunc F() {\n\t// This is the first of all.\n\tg()\n}\n",
  ],
  [
    "Rust",
    "a.rs",
    "fn f() {\n    g(); // This is the first of them.\n}\n",
    "fn f() {\n    g(); // This is the last of them.\n}\n",
  ],
  [
    "Python",
    "a.py",
    "a = 1\n# This is the first of them.\nb = 2\n",
    "a = 1\n# This is the last of them,\n# and it doesn't count.\nb = 2\n",
  ],
  [
    "a shell",
    "a.sh",
    "#!/bin/sh\n\nset -e\n# This is the first of them.\necho a\n",
    "#!/bin/sh\n\nset -e\n# This is the last of them.\necho a\n",
  ],
  [
    "a shell, within a function and a condition",
    "a.sh",
    "#!/bin/sh\n\nf() {\n\tif a; then\n\t\t# This is the first of them.\n\t\techo a\n\tfi\n}\n",
    "#!/bin/sh\n\nf() {\n\tif a; then\n\t\t# This is the last of them.\n\t\techo a\n\tfi\n}\n",
  ],
  [
    "Make",
    "Makefile",
    "B := 1\n# This is the first of them.\nA := 1\n",
    "B := 1\n# This is the last of them.\nA := 1\n",
  ],
  ["YAML", "a.yaml", "b: 1\n# This is the first of them.\na: 1\n", "b: 1\n# This is the last of them.\na: 1\n"],
  ["TOML", "a.toml", "b = 1\n# This is the first of them.\na = 1\n", "b = 1\n# This is the last of them.\na = 1\n"],
];

const edits: readonly Case[] = [
  [
    "a function of C that is called otherwise",
    "a.c",
    "void f(int a)\n{\n\t/* it must hold the lock */\n\tif (a)\n\t\tfoo(1);\n\tfoo(STR(a+b)); // NOLINT\n}\n",
    "void f(int a)\n{\n\t/* it must hold the lock */\n\tif (a)\n\t\tbar_all(1);\n\tbar_all(STR(a+b)); // NOLINT\n}\n",
  ],
  [
    "an argument less",
    "a.go",
    "package a\n\nfunc f() {\n\tcall(1, nil, 2)\n\th()\n\tcall(3, nil, 4) // x\n}\n",
    "package a\n\nfunc f() {\n\tcall(1, 2)\n\th()\n\tcall(3, 4) // x\n}\n",
  ],
  [
    "arguments in another order",
    "a.rs",
    "fn f() {\n    call(a, 1);\n    h();\n    call(b, 2);\n}\n",
    "fn f() {\n    call(1, a);\n    h();\n    call(2, b);\n}\n",
  ],
  [
    "literals that go behind what is longer",
    "a.py",
    "a = call(1, g(x))\nb = 0\nc = call(2, g(x))\n",
    "a = call(g(x), 1)\nb = 0\nc = call(g(x), 2)\n",
  ],
  [
    "arguments of two functions in another order, one with another name",
    "a.py",
    "call(a, 1, b)\nx = 0\ncall(c, 2, d)\ny = 0\nput(e, 3, f)\nz = 0\nput(g, 4, h)\n",
    "call(b, 1, a)\nx = 0\ncall(d, 2, c)\ny = 0\nset(f, 3, e)\nz = 0\nset(h, 4, g)\n",
  ],
  [
    "a word before",
    "a.c",
    "int take(int a);\n\nint x;\n\nint take(int b);\n",
    "int take(const int a);\n\nint x;\n\nint take(const int b);\n",
  ],
];

const noLayout: readonly Case[] = [
  [
    "two comments become one",
    "a.c",
    "int x;\n// NOLINT(a)\n// b: c;\nint a;\n",
    "int x;\n// NOLINT(a)// b: c;\nint a;\n",
  ],
  [
    "blanks that break a line of documentation of Rust",
    "a.rs",
    "/// one  \n/// two\nfn a() {}\n",
    "/// one\n/// two\nfn a() {}\n",
  ],
  ["a blank in an empty line of it", "a.rs", "/// one\n/// \nfn a() {}\n", "/// one\n///\nfn a() {}\n"],
  ["blanks of a crate's documentation", "a.rs", "//! one\n//! two\n", "//! one  \n//! two\n"],
  ["blanks of documentation of C", "a.c", "int a; ///< one  \nint b;\n", "int a; ///< one\nint b;\n"],
  [
    "assembler below headers of an architecture",
    "a.c",
    "#include <asm/io.h>\n\nint a;\n\n\nASM_LINE(a\n b);\n",
    "#include <asm/io.h>\n\nint a;\n\nASM_LINE(a\n b);\n",
  ],
  [
    "a raw string behind a letter",
    "a.h",
    'const char *a = "R";\nconst char *s = R"-x-(\na   b\n)-x-";\n',
    'const char *a = "R";\nconst char *s = R"-x-(\na b\n)-x-";\n',
  ],
  [
    "a string made of an argument",
    "a.c",
    "int f(void)\n{\n\treturn STR(a+b);\n}\n",
    "int f(void)\n{\n\treturn STR(a + b);\n}\n",
  ],
  [
    "one of a call in an argument",
    "a.c",
    "int f(void)\n{\n\treturn STR(g (a));\n}\n",
    "int f(void)\n{\n\treturn STR(g(a));\n}\n",
  ],
  ["an argument of a macro that opens the bracket", "a.c", "char *a = BEGIN a+b );\n", "char *a = BEGIN a + b );\n"],
  [
    "an argument behind an earlier condition",
    "a.c",
    "#if A\nint a = F(1\n#else\nint a = F(2\n#endif\n);\nchar *b = STR(a+b);\n",
    "#if A\nint a = F(1\n#else\nint a = F(2\n#endif\n);\nchar *b = STR(a + b);\n",
  ],
  ["a function that a macro gives", "a.c", "char *a = F(x)(a+b);\n", "char *a = F(x)(a + b);\n"],
  [
    "orders for an assembler",
    "a.h",
    ".macro a\n mov r0, r1\n mov r1, r2\n.endm\n",
    ".macro a\n mov r0, r1 mov r1, r2\n.endm\n",
  ],
  [
    "a header for an assembler",
    "a.h",
    "#ifdef __ASSEMBLY__\nmov r0, r1\nmov r1, r2\n#endif\n",
    "#ifdef __ASSEMBLY__\nmov r0, r1 mov r1, r2\n#endif\n",
  ],
  ["a number with a sign of a character", "a.c", "int a = F(1'0, 2'0, '  ');\n", "int a = F(1'0, 2'0, ' ');\n"],
  ["a raw string on a directive", "a.cc", '#define A R"(a"  //b)"\nint  a;\n', '#define A R"(a"  //b)"\nint a;\n'],
  [
    "a comment inside of a directive",
    "a.c",
    "#define A 1 /* a\n b */ + 1\nint a;\n",
    "#define A 1 /* a\n b */\n+ 1 int a;\n",
  ],
  [
    "a warning that is switched off for a line",
    "a.c",
    "int f(void)\n{\n\t// NOLINTNEXTLINE\n\treturn g(a, b);\n}\n",
    "int f(void)\n{\n\t// NOLINTNEXTLINE\n\treturn g(a,\n\t\tb);\n}\n",
  ],
  [
    "one at the top of a file",
    "a.c",
    "int a;\n\n// NOLINTNEXTLINE\nint f(int a, int b)\n{\n\treturn 1;\n}\n",
    "int a;\n\n// NOLINTNEXTLINE\nint f(int a,\n\tint b)\n{\n\treturn 1;\n}\n",
  ],
  [
    "one behind code",
    "a.c",
    "int f(void)\n{\n\tg(a, b); /* lint: x */\n}\n",
    "int f(void)\n{\n\tg(a,\n\t\tb); /* lint: x */\n}\n",
  ],
  [
    "an expectation by lines",
    "a.c",
    "// expected-error@+2 {{a}}\nint a;\nint b;\n",
    "// expected-error@+2 {{a}}\nint a; int b;\n",
  ],
  ["an expectation by columns", "a.js", "f(  1);\n//  ^ number\n", "f( 1);\n//  ^ number\n"],
  ["text of a page behind a value", "a.tsx", "const a = <p>{b}  c</p>;\n", "const a = <p>{b} c</p>;\n"],
  ["text of a page before a value", "a.tsx", "const a = <p>c  {b}</p>;\n", "const a = <p>c {b}</p>;\n"],
  ["blanks between values of a page", "a.tsx", "const a = <p>{b}  {c}</p>;\n", "const a = <p>{b} {c}</p>;\n"],
  ["blanks between tags of a page", "a.tsx", "const a = <p>  <b/></p>;\n", "const a = <p> <b/></p>;\n"],
  [
    "blanks of a page at the end of a line",
    "a.tsx",
    "const a = <p>{b} <i/>\n</p>;\n",
    "const a = <p>{b}  <i/>\n</p>;\n",
  ],
  ["a string of a page", "a.tsx", 'const a = <p b="c\n  d"/>;\n', 'const a = <p b="c\n d"/>;\n'],
  ["a regular expression", "a.js", "const a = /b  c/;\n", "const a = /b c/;\n"],
  ["a template in a template", "a.js", "const a = `${`b  c`}`;\n", "const a = `${`b c`}`;\n"],
  ["lines of a template", "a.js", "const a = `b\n  c`;\n", "const a = `b\n    c`;\n"],
  [
    "a text block of Java",
    "A.java",
    'class A {\n  String a = """\n    b\n      c\n    """;\n}\n',
    'class A {\n  String a = """\n    b\n    c\n    """;\n}\n',
  ],
  [
    "an escape of Java",
    "A.java",
    'class A {\n  String a = "\\u0022 + b  + \\u0022"; int  c;\n}\n',
    'class A {\n  String a = "\\u0022 + b  + \\u0022"; int c;\n}\n',
  ],
  ["a raw string of Go", "a.go", "package a\n\nvar b = `c\n  d`\n", "package a\n\nvar b = `c\n d`\n"],
  [
    "an order of Go and an empty line",
    "a.go",
    "package a\n\n//go:noinline\nfunc f() {}\n",
    "package a\n\n//go:noinline\n\nfunc f() {}\n",
  ],
  [
    "an embedded file of Go",
    "a.go",
    "package a\n\n//go:embed a.txt\nvar b string\n",
    "package a\n\n//go:embed a.txt\n\nvar b string\n",
  ],
  ["a string of Rust", "a.rs", 'const A: &str = "b\n   c";\n', 'const A: &str = "b\n c";\n'],
  [
    "Python in Rust",
    "a.rs",
    "fn f() {\n    python! {\n        if a:\n            b()\n            c()\n    }\n}\n",
    "fn f() {\n    python! {\n        if a:\n            b()\n        c()\n    }\n}\n",
  ],
  [
    "a macro of the file's own that has a name of the language",
    "a.rs",
    "macro_rules!  vec {\n    () => {};\n}\n\nfn f() {\n  g();\n}\n",
    "macro_rules!  vec {\n    () => {};\n}\n\nfn f() {\n    g();\n}\n",
  ],
  [
    "a macro from a path in which a library of the language is named",
    "a.rs",
    "use a::std::println;\n\nfn f() {\n  g();\n}\n",
    "use a::std::println;\n\nfn f() {\n    g();\n}\n",
  ],
  [
    "a macro with a comma apart from its name",
    "a.rs",
    "use a::{vec , b};\n\nfn f() {\n  g();\n}\n",
    "use a::{vec , b};\n\nfn f() {\n    g();\n}\n",
  ],
  [
    "a macro that is passed on",
    "a.rs",
    "pub use a::vec;\n\nfn f() {\n  g();\n}\n",
    "pub use a::vec;\n\nfn f() {\n    g();\n}\n",
  ],
  ["indentation of Python", "a.py", "if a:\n    b()\n", "if a:\n  b()\n"],
  ["a line of Python behind a backslash", "a.py", "a = b + \\\n    c\n", "a = b + \\\n\n    c\n"],
  ["a string of Python on a line with others", "a.py", "a = b('c  d',  1)\n", "a = b('c d', 1)\n"],
  ["a formatted string of Python", "a.py", "a = f'{b  =}'\n", "a = f'{b =}'\n"],
  ["a string of JSON", "a.json", '{"a\\"  b": 1}\n', '{"a\\" b": 1}\n'],
  [
    "a comment without a frame",
    "a.c",
    "int f(void)\n{\n    /* x = 1\n       y = 2 */\n    return 1;\n}\n",
    "int f(void)\n{\n\t/* x = 1\n\t   y = 2 */\n\treturn 1;\n}\n",
  ],
  [
    "a comment with stars that are no frame",
    "A.java",
    "class A {\n  native int a() /*-{\n    return `\n    * 1`;\n  }-*/;\n}\n",
    "class A {\n  native int a() /*-{\n    return `\n  * 1`;\n  }-*/;\n}\n",
  ],
  ["a shell", "a.sh", "if a; then\n  b\nfi\n", "if a; then\n    b\nfi\n"],
  ["YAML", "a.yaml", "a:   1\n", "a: 1\n"],
  ["TOML", "a.toml", "a =  1\n", "a = 1\n"],
  ["an order for an assembler, indented", "a.h", "\t.globl a\nint  a;\n", "\t.globl a\nint a;\n"],
  [
    "a macro with the name of a keyword, indented",
    "a.c",
    "  #define if(a) STR(a)\nint  a;\n",
    "  #define if(a) STR(a)\nint a;\n",
  ],
  ["a module of C++", "a.cc", "import <a>;\nint  a;\n", "import <a>;\nint a;\n"],
  ["assembler", "a.c", 'void f(void)\n{\n\tasm("a"  "b");\n}\n', 'void f(void)\n{\n\tasm("a" "b");\n}\n'],
  ["a pragma in code", "a.c", '_Pragma("a") int  a;\n', '_Pragma("a") int a;\n'],
  ["a reflection of C++", "a.cc", "int a = b ^ ^c;\n", "int a = b ^^c;\n"],
  ["a literal of the user", "a.cc", 'auto a = "b" _c;\n', 'auto a = "b"_c;\n'],
];

const noProse: readonly Case[] = [
  [
    "an order behind a hyphen",
    "a.c",
    "int a;\n// This is the first of them.\nint b;\n",
    "int a;\n// Some x-noqa is the first of them.\nint b;\n",
  ],
  [
    "an order for a tool behind a comment, and behind that its code",
    "a.sh",
    "a=1\n# This is the first of them.\n# shellcheck disable=SC1\nb=2\n",
    "a=1\n# This is the last of them.\n# shellcheck disable=SC1\nb=2\n",
  ],
  [
    "a comment with a line that is no prose, which stays",
    "a.py",
    "a = 1\n# This is the first of them.\n# x=1 {y}.\nb = 2\n",
    "a = 1\n# This is the last of them.\n# x=1 {y}.\nb = 2\n",
  ],
  [
    "an order alone on a line of a comment",
    "a.c",
    "int a;\n/* This is the first of them.\n * Nothing\n */\nint b;\n",
    "int a;\n/* This is the first of them.\n * fallthrough\n */\nint b;\n",
  ],
  [
    "words of the law on two lines without a frame",
    "a.c",
    "int a;\n/* This is the first of them, and that is taken\n   from elsewhere. */\nint b;\n",
    "int a;\n/* This is the last of them, and that is taken\n   from elsewhere. */\nint b;\n",
  ],
  [
    "a template of ytt",
    "a.yml",
    "#@ load(x)\na: 1\n# This is the first of them.\nb: 2\n",
    "#@ load(x)\na: 1\n# This is the last of them.\nb: 2\n",
  ],
  [
    "a comment above a label",
    "a.c",
    "void f(void)\n{\n\tgoto out;\n\t// This is the first of them.\nout :\n\treturn;\n}\n",
    "void f(void)\n{\n\tgoto out;\n\t// This is the last of them.\nout :\n\treturn;\n}\n",
  ],
  [
    "a comment below a line like an interpreter's that is not the first",
    "run.sh",
    "#!/bin/sh\na=1\n#!/bin/x\n# This is the first of them.\nb=2\n",
    "#!/bin/sh\na=1\n#!/bin/x\n# This is the last of them.\nb=2\n",
  ],
  [
    "C with an attribute and texts that are translated",
    "a.c",
    "int a __attribute__((used));\nchar *b = _(x);\n/* This is the frist of them. */\nint c;\n",
    "int a __attribute__((used));\nchar *b = _(x);\n/* This is the first of them. */\nint c;\n",
  ],
  [
    "Python with a constructor and __translate__('a')",
    "e.py",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = __translate__('a')\n",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = __translate__('a')\n",
  ],
  [
    "Python with a constructor and self._('a')",
    "e.py",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = self._('a')\n",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = self._('a')\n",
  ],
  [
    "Python with a constructor and N_ ('a')",
    "e.py",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = N_ ('a')\n",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = N_ ('a')\n",
  ],
  [
    "Python with a constructor and __('a')",
    "e.py",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = __('a')\n",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = __('a')\n",
  ],
  [
    "Python with a constructor and _('a')",
    "e.py",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not chnaged.\n        self.name = _('a')\n",
    "class Greeting:\n    def __init__(self):\n        # The name is kept as it came, and is not changed.\n        self.name = _('a')\n",
  ],
  ["C, something to do", "a.c", "int a;\n", "int a;\n/* TODO: this should be an array. */\n"],
  [
    "documentation of Go",
    "a.go",
    "package a\n\n// F is the first.\nfunc F() {}\n",
    "package a\n\n// F is the first of all.\nfunc F() {}\n",
  ],
  [
    "documentation of a field of Go in a function",
    "a.go",
    "package a\n\nfunc F() {\n\tvar a struct {\n\t\t// B is the first.\n\t\tB int\n\t}\n}\n",
    "package a\n\nfunc F() {\n\tvar a struct {\n\t\t// B is the last.\n\t\tB int\n\t}\n}\n",
  ],
  [
    "C of which nobody knows whether it is C90",
    "a.c",
    "#if A\n// It has two.\n#endif\nint a;\n// This is the count.\nint b;\n",
    "#if A\n// It has two.\n#endif\nint a;\n// This is the number.\nint b;\n",
  ],
  [
    "what an example prints",
    "a_test.go",
    "package a\n\nfunc ExampleA() {\n\tf()\n\t// Output:\n\t// a\n}\n",
    "package a\n\nfunc ExampleA() {\n\tf()\n\t// Output:\n\t// a\n\n\t// This is all that it prints.\n}\n",
  ],
  [
    "the first comment of a script",
    "a.js",
    "/** @flow strict */\nf();\n",
    "/* This is the first of them. */\n/** @flow strict */\nf();\n",
  ],
  [
    "the first comment, gone",
    "a.js",
    "/* This is the first of them. */\n\n/** @flow strict */\n\nf();\n",
    "/** @flow strict */\n\nf();\n",
  ],
  [
    "the first line of a configuration",
    "a.yaml",
    "#cloud-config\na: 1\n",
    "# This is the first of them.\n\n#cloud-config\na: 1\n",
  ],
  [
    "a case that falls through",
    "a.c",
    "int f(int a)\n{\n\tswitch (a) {\n\tcase 1:\n\t\tg();\n\t\t/* This is as it should be. */\n\tcase 2:\n\t\th();\n\t}\n}\n",
    "int f(int a)\n{\n\tswitch (a) {\n\tcase 1:\n\t\tg();\n\tcase 2:\n\t\th();\n\t}\n}\n",
  ],
  [
    "a here-document",
    "a.sh",
    "cat <<A\n# This is the first of them.\nA\n",
    "cat <<A\n# This is the last of them.\nA\n",
  ],
  [
    "a script that prints its comments",
    "a.sh",
    "# This is the first of them.\nsed -n 's/^# //p' $0\n",
    "# This is the last of them.\nsed -n 's/^# //p' $0\n",
  ],
  [
    "a text of Make",
    "Makefile",
    "define a\n# This is the first of them.\nendef\n",
    "define a\n# This is the last of them.\nendef\n",
  ],
  [
    "a recipe",
    "Makefile",
    "a:\n\techo\n\t# This is the first of them.\n",
    "a:\n\techo\n\t# This is the last of them.\n",
  ],
  [
    "a joined line of Make",
    "Makefile",
    "A := b \\\n# This is the first of them.\nc := 1\n",
    "A := b \\\n# This is the last of them.\nc := 1\n",
  ],
  [
    "a text of YAML",
    "a.yaml",
    "a: |\n  # This is the first of them.\n  b\n",
    "a: |\n  # This is the last of them.\n  b\n",
  ],
  [
    "a text of YAML further on",
    "a.yaml",
    "a: |\n  b\n  # This is the first of them.\n  c\n",
    "a: |\n  b\n  # This is the last of them.\n  c\n",
  ],
  [
    "a folded text of YAML",
    "a.yaml",
    "a:\n- >-2\n    b\n\n    # This is the first of them.\n",
    "a:\n- >-2\n    b\n\n    # This is the last of them.\n",
  ],
  [
    "a string of TOML",
    "a.toml",
    'a = """\n# This is the first of them.\n"""\n',
    'a = """\n# This is the last of them.\n"""\n',
  ],
  ["documentation", "a.c", "/** This is the first of them. */\nint a;\n", "/** This is the last of them. */\nint a;\n"],
  [
    "documentation of Rust",
    "a.rs",
    "/// This is the first of them.\nfn f() {}\n",
    "/// This is the last of them.\nfn f() {}\n",
  ],
  [
    "documentation of a crate",
    "a.rs",
    "//! This is the first of them.\nfn f() {}\n",
    "//! This is the last of them.\nfn f() {}\n",
  ],
  [
    "documentation becomes a comment",
    "a.rs",
    "/// This is the first of them.\nfn f() {}\n",
    "// This is the first of them.\nfn f() {}\n",
  ],
  [
    "a package of Go",
    "a.go",
    "// This is the first of them.\npackage a\n",
    "// This is the last of them.\npackage a\n",
  ],
  [
    "a name of a constant of Go",
    "a.go",
    "package a\n\nconst b = 1 // This is the first of them.\n",
    "package a\n\nconst b = 1 // This is the last of them.\n",
  ],
  [
    "letters of another script",
    "a.c",
    "int a;\n// This is the first of them.\nint b;\n",
    "int a;\n// This is the first of them, \u8868\nint b;\n",
  ],
  [
    "a comment that ends in a backslash",
    "a.c",
    "int a;\n// This is the first of them.\nint b;\nint c;\n",
    "int a;\n// This is the first of them. \\\nint b;\nint c;\n",
  ],
  [
    "a quotation mark in a shell",
    "a.sh",
    "a=$(\n# This is the first of them.\nb)\n",
    "a=$(\n# This isn't the first of them.\nb)\n",
  ],
  ["code that becomes a comment", "a.c", "int a;\nint b;\n", "int a;\n/* This is int b; */\n"],
  [
    "a comment takes code in",
    "a.c",
    "int a;\n/* This is the first. */\nint b;\n/* It is the last. */\nint c;\n",
    "int a;\n/* This is the first. int b; It is the last. */\nint c;\n",
  ],
  ["a comment that parts tokens", "a.c", "int a = b +/* It is the first. */+ c;\n", "int a = b ++ c;\n"],
  ["a comment in an argument", "a.c", "char *a = STR(a/* It is the first. */+b);\n", "char *a = STR(a+b);\n"],
  ["a statement and its end", "a.js", "f(a) /* It is the\nfirst. */ b()\n", "f(a) /* It is the first. */ b()\n"],
  [
    "a value of Go and a line's end",
    "a.go",
    "package a\n\nfunc f() int {\n\treturn /* It is the first. */ 1\n}\n",
    "package a\n\nfunc f() int {\n\treturn /* It is the\n\tfirst. */ 1\n}\n",
  ],
  [
    "a block of Python",
    "a.py",
    "if a:\n    b()\n    # This is the first of them.\n    c()\n",
    "if a:\n    b()\n# This is the first of them.\nc()\n",
  ],
  [
    "a page",
    "a.tsx",
    "const a = <p>\n// This is the first of them.\n</p>;\n",
    "const a = <p>\n// This is the last of them.\n</p>;\n",
  ],
  ["words for a checker", "a.js", "f();\n", "// istanbul ignore next, as it is not of use here\nf();\n"],
  [
    "an order in the second line",
    "a.js",
    "// This is the first of them.\nf();\n",
    "// This is the first of them.\n// ignore it in all cases\nf();\n",
  ],
  [
    "one word in a line",
    "a.c",
    "int a;\n// This is the first of them.\nint b;\n",
    "int a;\n// This is the first of them.\n// exhaustive\nint b;\n",
  ],
  [
    "a word in capitals",
    "a.c",
    "int a;\n/* This is it. */\nint b;\n",
    "int a;\n/* LINTED as it is on purpose. */\nint b;\n",
  ],
  ["a word and a colon", "a.c", "int a;\n", "int a;\n// safety: this is as it should be\n"],
  ["an option", "a.c", "int a;\n", "int a;\n/* This is built with -O2 and others. */\n"],
  ["an assignment", "a.c", "int a;\n", "int a;\n/* This sets a=1 for all of them. */\n"],
  ["an address", "a.c", "int a;\n", "int a;\n/* This is of a@b and of others. */\n"],
  ["a few words", "a.c", "int a;\n", "int a;\n/* not used */\n"],
  [
    "an expectation further on",
    "a.c",
    "int a;\n// expected-error@+2 {{a}}\nint b;\nint c;\n",
    "int a;\n// expected-error@+2 {{a}}\nint b;\n// This is the first of them.\nint c;\n",
  ],
  [
    "cgo",
    "a.go",
    'package a\n\n// This is the first of them.\nimport "C"\n',
    'package a\n\n// This is the last of them.\nimport "C"\n',
  ],
  [
    "a comment above what is switched off",
    "a.c",
    "int f(void)\n{\n\t// NOLINTNEXTLINE\n\treturn 1;\n}\n",
    "int f(void)\n{\n\t// NOLINTNEXTLINE\n\t// This is the first of them.\n\treturn 1;\n}\n",
  ],
  [
    "another interpreter",
    "run.sh",
    "#!/usr/bin/env python3\n# This is the first of them.\na = 1\n",
    "#!/usr/bin/env python3\n# This is the last of them.\na = 1\n",
  ],
];

describe.each([
  ["format", layout],
  ["comments", prose],
  ["substitution", edits],
] as const)("%s is proved", (kind, cases) => {
  test.each(cases)("%s", async (...one) => {
    const said = await proofOf(kind, one);
    expect(said).toMatch(/^proved: /);
    expect(said).toMatchSnapshot();
  });
});

describe.each([
  ["format", noLayout],
  ["comments", noProse],
] as const)("%s is not proved", (kind, cases) => {
  test.each(cases)("%s", async (...one) => {
    const said = await proofOf(kind, one);
    expect(said).toMatch(/^not-proved: /);
    expect(said).toMatchSnapshot();
  });
});
