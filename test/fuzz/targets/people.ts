import { parseCodeowners } from "../../../src/core/people/codeowners.ts";
import { parseInlineMaintainers } from "../../../src/core/people/inline-maintainers.ts";
import { parseMaintainersFile } from "../../../src/core/people/maintainers-file.ts";
import { readIdentities } from "../../../src/core/people/people.ts";
import { compilePerlPattern } from "../../../src/core/people/perl-pattern.ts";
import { compileGlob } from "../../../src/core/text/glob.ts";
import { compilePattern } from "../../../src/core/text/pattern.ts";
import { type FuzzTarget, holds, textOf } from "../target.ts";

const paths = [
  "",
  "a.c",
  "docs/x.rst",
  "drivers/net/a-b.h",
  "a/b/c/d/e/f/g.c",
  "ä",
  "docs/",
  "/",
  "a".repeat(300),
  "__proto__",
];

/** The input is a glob, a line end, and a path. */
function readGlob(bytes: Uint8Array): unknown {
  const [glob = "", path = ""] = textOf(bytes).split("\n", 2);
  const compiled = compileGlob(glob);
  const pattern = compilePattern(glob);
  const ignoring = compilePattern(glob, { ignoreCase: true, extended: true });
  const perl = compilePerlPattern(glob);
  const found = [...paths, path].map((one) => {
    const whole = pattern.ok && pattern.pattern.matchesWhole(one);
    if (whole) holds(pattern.ok && pattern.pattern.matches(one), `${glob} matches all of ${one} and nothing in it`);
    return [
      compiled.ok && compiled.matches(one),
      whole,
      ignoring.ok && ignoring.pattern.matches(one),
      perl.ok && perl.pattern.matches(one),
    ];
  });
  if (compiled.ok && glob !== "" && /^[\w.-]+(?:\/[\w.-]+)*$/.test(glob))
    holds(compiled.matches(glob), `the glob ${glob} does not match itself`);
  return { found, why: [compiled.ok ? "" : compiled.why, pattern.ok ? "" : pattern.why] };
}

const maintainersFile =
  'List of maintainers\n===================\n\nM: Mail patches to: Name <address>\n\nMaintainers List\n----------------\n\nGeneral\n-------\nGuide documents\nM: Ada <ada@example.org>\nR: "Lin, L" <lin@example.org>\nL: dev@example.org\nS: Maintained\nF: docs/\nF: drivers/*/x.[ch]\nX: docs/old/\nN: [^a-z]net\nK: \\b(sign)\\b\n\nTHE REST\nM: A <a@b>, C <c@d>\nS: Orphan\nF: *\nF: */\n';

const codeowners =
  "# comment\n* @ada lin@example.org\n/docs/ @org/team # why\n*.c @a\n\\#x @b\n!x @c\n[Section][2] @d @e\n^[Optional]\ndocs/** @f\n/a\\ b/ @g\n[a-z] @h\n";

export const peopleTargets: readonly FuzzTarget[] = [
  {
    name: "maintainers",
    reads: "MAINTAINERS, as get_maintainer.pl reads it",
    sources: ["src/core/people/"],
    seeds: [maintainersFile],
    words: [
      "M: ",
      "R: ",
      "L: ",
      "S: ",
      "F: ",
      "X: ",
      "N: ",
      "K: ",
      "Maintained",
      "Orphan",
      "\n\n",
      "\n---\n",
      "*/",
      "**",
      "?",
      "[a-z]",
      "(?<=x)",
      "<a@b>",
      '"',
      ",",
      "\t",
    ],
    read: (bytes) => {
      const source = { name: "MAINTAINERS", text: textOf(bytes) };
      const { maintainers, problems } = parseMaintainersFile(source);
      const owners = paths.map((path) => maintainers.ownersOf(path));
      const sections = maintainers.sectionsByKeyword("a sign in the text");
      return {
        problems,
        owners,
        everybody: maintainers.everyMaintainer,
        sections,
        identities: readIdentities(source.text),
      };
    },
  },
  {
    name: "codeowners",
    reads: "CODEOWNERS of all flavours, and owners that a policy lists itself",
    sources: ["src/core/people/"],
    seeds: [codeowners],
    words: [
      "@ada",
      " lin@example.org",
      "* ",
      "/docs/",
      "**/",
      "[Section]",
      "^[",
      "[2]",
      "\\ ",
      "\\#",
      "!",
      " #",
      "\n",
      "{a,b}",
      "[",
      "?",
      "@@maintainer",
    ],
    read: (bytes) => {
      const text = textOf(bytes);
      const flavours = (["github", "gitlab"] as const).map((flavour) => {
        const { maintainers, problems } = parseCodeowners({ name: "CODEOWNERS", text }, flavour);
        return { problems, owners: paths.map((path) => maintainers.ownersOf(path)) };
      });
      const entries = text
        .split("\n", 20)
        .map((line, index) => ({ paths: line.split(" ", 5), maintainers: [line, "@ada"], line: index + 1 }));
      const inline = parseInlineMaintainers(entries, "proviso.yaml");
      return { flavours, inline: paths.map((path) => inline.ownersOf(path)) };
    },
  },
  {
    name: "globs",
    reads: "globs, and patterns of policies and maintainers files; and what they match",
    sources: [
      "src/core/text/glob",
      "src/core/text/pattern",
      "src/core/people/perl-pattern",
      "src/core/people/path-glob",
    ],
    seeds: [
      "docs/**/*.{rst,md}\ndocs/a/b.md",
      "*.[ch]\na.c",
      "**\na/b",
      "(?:a|b)*c{2,3}\\b[^d-f]\nabc",
      "\\Aa\\h+(?i:b)\\z\na b",
      "^[[:alpha:]]+$\nabc",
      "(a+)+$\naaaa",
    ],
    words: [
      "*",
      "**",
      "/",
      "?",
      "{",
      "}",
      ",",
      "[",
      "]",
      "!",
      "^",
      "\\",
      "(?:",
      "(?<=",
      "(?i)",
      ")",
      "+",
      "{2,3}",
      "\\b",
      "\\Q",
      "\\E",
      "\\p{L}",
      "\\x{100}",
      "[[:alpha:]]",
      "|",
      "$",
      "\n",
      "{1000}",
    ],
    bytesMax: 1024,
    read: readGlob,
  },
];
