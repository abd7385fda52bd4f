import { compileGlob } from "../text/glob.ts";
import type { PathClass } from "./proof.ts";

/** A policy's own globs by class. */
export type ClassGlobs = { readonly [Name in PathClass]?: readonly string[] };

/**
 * The built-in classes, the first that fits decides; what fits none is code. They are narrow on purpose: a path that is wrongly taken for
 * a test or a document would prove too much, and a policy can widen them.
 */
export const builtInClasses: readonly (readonly [PathClass, readonly string[]])[] = [
  // Text files that programs read.
  ["code", globs`CMakeLists.txt meson_options.txt requirements*.txt constraints*.txt robots.txt`],
  // Texts that bind: nobody who allows changes of documentation means those.
  [
    "code",
    globs`{LICENSE,LICENCE,COPYING,COPYRIGHT,NOTICE,CLA,DCO} {LICENSE,LICENCE,COPYING,COPYRIGHT,NOTICE,CLA,DCO}[.-]*
      **/LICENSES/**`,
  ],
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
    globs`*.{md,rst,adoc,asciidoc,texi,texinfo} **/man/**/*.[1-9] {doc,docs,Documentation}/**/*.{txt,html}
      README AUTHORS NEWS INSTALL`,
  ],
  [
    "media",
    globs`*.{png,jpg,jpeg,gif,svg,ico,webp,bmp,icns,xcf,ttf,otf,woff,woff2,mp3,ogg,oga,wav,flac,opus,mp4,webm,mkv}`,
  ],
];

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
  const ordered = [...ownOrder.map((name) => [name, own[name] ?? []] as const), ...builtInClasses];
  let compiled: readonly (readonly [PathClass, (path: string) => boolean])[] | undefined;
  return (path) => {
    // Compiled when a path is first sorted: most commits need none.
    compiled ??= ordered.flatMap(([name, globs]) => globs.map((glob) => [name, matcherOf(glob)] as const));
    return compiled.find(([, matches]) => matches(path))?.[0] ?? "code";
  };
}

function matcherOf(glob: string): (path: string) => boolean {
  const compiled = compileGlob(glob);
  return compiled.ok ? compiled.matches : () => false;
}
