import { compileGlob } from "../text/glob.ts";
import type { PathClass } from "./proof.ts";

/** A policy's own globs by class. */
export type ClassGlobs = { readonly [Name in PathClass]?: readonly string[] };

/**
 * The built-in classes, the first that fits decides; what fits none is code, and so are texts that bind or give orders. They are narrow on purpose: a path that is wrongly taken for
 * a test or a document would prove too much, and a policy can widen them.
 */
export const builtInClasses: readonly (readonly [PathClass, readonly string[]])[] = [
  // Text files that programs read.
  [
    "code",
    globs`CMakeLists.txt meson_options.txt *requirements*.txt *constraints*.txt *reqs*.txt **/requirements/**/*.txt robots.txt llms*.txt
      {apt,deps,environment,packages,pip,reqs,ads,app-ads,security,version,VERSION}.txt *wordlist*.txt **/{static,_static,public,assets}/**/*.txt
      **/{_templates,_layouts,_includes,templates}/**`,
  ],
  // Folders that are called after tests, and hold none: a package's name in Java, Rust's own library of tests, tasks.
  ["code", globs`**/src/main/** /library/test/ **/playbooks/**`],
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

/** Texts that bind, whatever case they are written in: nobody who allows changes of documentation means those. */
const binding =
  /(?:^|[/._-])(?:un)?licen[cs](?:es?|ing)(?:[/._-]|$)|(?:^|\/)(?:copying|copyrights?|notices?|patents?|eula|cla|dco|legal|disclaimer|third[._-]?party)[^/]*$/i;

/** What programs take for their orders, though it is written for readers. */
const instructions =
  /(?:^|\/)(?:claude|agents|gemini|copilot-instructions|skill|\.\w+rules)(?:\.[^/]*)?$|\.(?:prompt|instructions|chatmode|mdc)(?:\.md)?$|(?:^|\/)(?:prompts?|\.claude|\.cursor|\.agents|\.github\/(?:instructions|chatmodes))\//i;

/** Of what would be a document by its name: more words of licences, terms, and the names of their texts. */
const bindingDocument =
  /(?:^|[/._-])(?:(?:re|sub)licen[cs]es?|(?:re|sub)?licen[cs](?:ed|ees?|ing|ors?)|copyleft|[al]?gpl|g?fdl|mit|bsd|ofl|cc0|[ic]?cla|agreements?|attributions?|redistribution|terms|tos|privacy|gdpr|imprint|apache-\d[^/]*|intellectual[._-]property|legal|trademarks?|warrant(?:y|ies)|certificate[._-]of[._-]origin)(?:[/._-]|$)/i;

/** Of what would be a document: the names under which agents look for their orders. */
const ordersDocument =
  /(?:^|\/)(?:agents?|aider|conventions|copilot|crush|instructions|jules|opencode|qwen|replit|rules|skills?|warp|\.[^/]*)\.[^/]*$|(?:^|[/._-])prompts?(?:[/._-]|$)|(?:^|\/)memory-bank\//i;

/** Folders that are not seen hold what tools are told: workflows, forms, orders. */
const hiddenFolder = /(?:^|\/)\.[^/]+\//;

/** Globs with blanks between them. */
function globs(text: TemplateStringsArray): readonly string[] {
  return text.join("").trim().split(/\s+/);
}

/** The order in which a policy's own classes are tried, all before the built-in ones. */
const ownOrder: readonly PathClass[] = ["code", "generated", "translation", "tests", "docs", "media"];

/**
 * Makes the function that sorts paths. A glob that cannot be read matches nothing, so that it can prove nothing; reading the policy has
 * made that a problem already.
 */
export function createPathClasses(own: ClassGlobs): (path: string) => PathClass {
  const compiledOf = (classes: readonly (readonly [PathClass, readonly string[]])[]) =>
    classes.flatMap(([name, globs]) => globs.map((glob) => [name, matcherOf(glob)] as const));
  let compiled: ReturnType<typeof compiledOf>[] | undefined;
  return (path) => {
    // Compiled when a path is first sorted: most commits need none.
    compiled ??= [compiledOf(ownOrder.map((name) => [name, own[name] ?? []])), compiledOf(builtInClasses)];
    const [ours, builtIn] = compiled.map((classes) => classes.find(([, matches]) => matches(path))?.[0]);
    return ours ?? (isOrder(path, builtIn) ? "code" : (builtIn ?? "code"));
  };
}

/** Does the path have a name of what binds people, or tells programs what to do? */
function isOrder(path: string, found: PathClass | undefined): boolean {
  if (binding.test(path) || instructions.test(path)) return true;
  if (found === "docs" && (bindingDocument.test(path) || ordersDocument.test(path))) return true;
  return (found === "docs" || found === "tests") && hiddenFolder.test(path);
}

function matcherOf(glob: string): (path: string) => boolean {
  const compiled = compileGlob(glob);
  return compiled.ok ? compiled.matches : () => false;
}
