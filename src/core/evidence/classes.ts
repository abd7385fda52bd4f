import { compileGlob } from "../text/glob.ts";
import { isLegalText, legalWords, licenceWord } from "./legal-texts.ts";
import type { PathClass } from "./proof.ts";

/** A policy's own globs by class. */
export type ClassGlobs = { readonly [Name in PathClass]?: readonly string[] };

/**
 * The built-in classes, the first that fits decides; what fits none is code, and so are texts that give orders. They are narrow on purpose: a
 * path that is wrongly taken for a test or a document would prove too much, and a policy can widen them. Legal texts are told by
 * `isLegalText`.
 */
export const builtInClasses: readonly (readonly [PathClass, readonly string[]])[] = [
  // Who may agree to what. Those that the policy in force names are its own, wherever they stand.
  [
    "policy",
    globs`proviso.yaml .mailmap MAINTAINERS MAINTAINERS.md MAINTAINERS.rst MAINTAINERS.txt MAINTAINERS.yaml MAINTAINERS.yml MAINTAINERS.toml
      CODEOWNERS OWNERS OWNERS_ALIASES {AI_POLICY,AI-POLICY,ai_policy,ai-policy,GOVERNANCE}.{md,rst,txt}`,
  ],
  // Text files that programs read.
  [
    "code",
    globs`CMakeLists.txt meson_options.txt *requirements*.txt *constraints*.txt *reqs*.txt **/requirements/**/*.txt robots.txt llms*.txt
      {apt,deps,environment,packages,pip,reqs,ads,app-ads,security,version,VERSION}.txt *wordlist*.txt **/{static,_static,public,assets}/**/*.txt
      **/{*example*,*sample*}/**/*.txt
      **/{_templates,_layouts,_includes,templates}/**`,
  ],
  // Folders that are called after tests, and hold none: a package's name in Java, Rust's own library of tests, tasks, and what playbooks
  // ask with `is`.
  ["code", globs`**/src/main/** /library/test/ **/playbooks/** **/plugins/test/**`],
  [
    "generated",
    globs`{package-lock,npm-shrinkwrap}.json {yarn,Cargo,poetry,uv,Gemfile,composer,flake}.lock pnpm-lock.yaml go.sum
      *.pb.{go,cc,h} *_pb2.py *.min.{js,css} *.generated.*`,
  ],
  ["translation", globs`*.{po,pot,mo,gmo,xlf,xliff} LINGUAS`],
  [
    "tests",
    globs`/t/ **/{test,tests,testsuite,__tests__,testdata}/**
      *_test.{go,py} test_*.py conftest.py *_spec.rb *Test.java *Tests.java *.{test,spec}.{js,jsx,mjs,cjs,ts,tsx,mts,cts}`,
  ],
  [
    "docs",
    globs`*.{md,rst,adoc,asciidoc,texi,texinfo} **/man/**/*.[1-9] {doc,docs,Documentation}/**/*.txt
      README AUTHORS NEWS INSTALL`,
  ],
  [
    "media",
    globs`*.{png,jpg,jpeg,gif,svg,ico,webp,bmp,icns,xcf,ttf,otf,woff,woff2,mp3,ogg,oga,wav,flac,opus,mp4,webm,mkv}`,
  ],
];

/** Words of texts that bind, whatever case they are written in: what has such a name and is no such text is code, and no document. */
const binding = new RegExp(`(?:^|[/._-])${licenceWord}(?:[/._-]|$)|(?:^|/)(?:${legalWords})[^/]*$`, "i");

/** What programs take for their orders, though it is written for readers. */
const instructions =
  /(?:^|\/)(?:claude|agents|gemini|copilot-instructions|skill|\.\w+rules)(?:\.[^/]*)?$|\.(?:prompt|instructions|chatmode|mdc)(?:\.md)?$|(?:^|\/)(?:prompts?|\.claude|\.cursor|\.agents|\.github\/(?:instructions|chatmodes))\//i;

/** Of what would be a document: the names under which agents look for their orders. */
const ordersDocument =
  /(?:^|\/)(?:agents?|aider|conventions|copilot|crush|instructions|jules|opencode|qwen|replit|rules|skills?|warp|\.[^/]*)\.[^/]*$|(?:^|[/._-])prompts?(?:[/._-]|$)|(?:^|\/)memory-bank\//i;

/** Folders that are not seen hold what tools are told: workflows, forms, orders. */
export const hiddenFolder = /(?:^|\/)\.[^/]+\//;

/** Globs with blanks between them. */
function globs(text: TemplateStringsArray): readonly string[] {
  return text.join("").trim().split(/\s+/);
}

/** The order in which a policy's own classes are tried, all before the built-in ones. */
const ownOrder: readonly PathClass[] = [
  "policy",
  "licence",
  "code",
  "generated",
  "translation",
  "tests",
  "docs",
  "media",
];

type Matcher = { readonly name: PathClass; readonly glob: string; readonly matches: (path: string) => boolean };

/**
 * Makes the function that sorts paths. A glob that cannot be read matches nothing, so that it can prove nothing; reading the policy has made
 * that a problem already.
 *
 * @param own a policy's own globs. One that takes in a legal text, or a file of the built-in class `policy`, without its name (`docs/**`) did
 * not mean it, and leaves it where it is.
 * @param policyFiles the policy's own files: always of the class `policy`, whatever the globs say
 */
export function createPathClasses(own: ClassGlobs, policyFiles: readonly string[] = []): (path: string) => PathClass {
  const fixed = new Set(policyFiles);
  let compiled: { readonly own: readonly Matcher[]; readonly builtIn: readonly Matcher[] } | undefined;
  const sorted = (path: string): PathClass => {
    // Compiled when a path is first sorted: most commits need none.
    compiled ??= {
      own: matchersOf(ownOrder.map((name) => [name, own[name] ?? []])),
      builtIn: matchersOf(builtInClasses),
    };
    const ours = compiled.own.find(({ matches }) => matches(path));
    const builtIn = compiled.builtIn.find(({ matches }) => matches(path))?.name;
    if (ours !== undefined && (ours.name === "policy" || ours.name === "licence" || isNamedBy(ours.glob, path)))
      return ours.name;
    if (builtIn === "policy") return "policy";
    if (isLegalText(path, builtIn === "docs")) return "licence";
    return ours?.name ?? (isOrder(path, builtIn) ? "code" : (builtIn ?? "code"));
  };
  // The same paths come again: in every version of a patch, and for everybody who may have written one.
  const kept = new Map<string, PathClass>();
  return (path) => {
    if (fixed.has(path)) return "policy";
    const known = kept.get(path);
    if (known !== undefined) return known;
    const found = sorted(path);
    if (kept.size < keptMax && path.length <= keptLengthMax) kept.set(path, found);
    return found;
  };
}

/** Paths whose class is kept, and UTF-16 units of one, so that a stranger's cannot fill the memory. */
const keptMax = 10_000;
const keptLengthMax = 200;

/** Does the glob end in the file's name, letter for letter? */
const isNamedBy = (glob: string, path: string): boolean =>
  glob.slice(glob.lastIndexOf("/") + 1) === path.slice(path.lastIndexOf("/") + 1);

const matchersOf = (classes: readonly (readonly [PathClass, readonly string[]])[]): readonly Matcher[] =>
  classes.flatMap(([name, globs]) => globs.map((glob) => ({ name, glob, matches: matcherOf(glob) })));

/** Does the path have a name of what binds people, or tells programs what to do? */
function isOrder(path: string, found: PathClass | undefined): boolean {
  if (binding.test(path) || instructions.test(path)) return true;
  if (found === "docs" && ordersDocument.test(path)) return true;
  return (found === "docs" || found === "tests") && hiddenFolder.test(path);
}

function matcherOf(glob: string): (path: string) => boolean {
  const compiled = compileGlob(glob);
  return compiled.ok ? compiled.matches : () => false;
}
