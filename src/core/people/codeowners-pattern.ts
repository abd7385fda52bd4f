import { globLengthMax, type PathGlob, pathGlob } from "./path-glob.ts";

/** Whose reading of CODEOWNERS: the two differ in sections, in what a bare directory means, and in what they refuse. */
export type CodeownersFlavour = "github" | "gitlab";

/**
 * Compiles a CODEOWNERS pattern.
 *
 * GitHub (docs, "About code owners", syntax): as in gitignore, a pattern without an inner or leading slash matches at any
 * depth and a directory stands for everything below it, but `dir/*` is only the files in it, and neither `!`, `[ ]` nor a
 * leading `\#` work. GitLab (docs, "Code Owners syntax"): a pattern without a leading slash matches at any depth, only a
 * final slash means everything below, and the rest is Ruby's `File.fnmatch` with `FNM_DOTMATCH` and `FNM_PATHNAME`, where
 * a final `**` is no more than `*`.
 *
 * @returns the pattern, or why the forge does not honour it, as the end of a sentence
 */
export function compileCodeownersPattern(
  text: string,
  flavour: CodeownersFlavour,
): { readonly ok: true; readonly glob: PathGlob } | { readonly ok: false; readonly why: string } {
  if (text.length > globLengthMax) return { ok: false, why: `has a pattern longer than ${globLengthMax} characters` };
  if (flavour === "gitlab") return { ok: true, glob: gitlabGlob(text) };
  if (text.startsWith("!")) return { ok: false, why: "begins with `!`, and GitHub negates no patterns" };
  if (text.startsWith("\\#")) return { ok: false, why: "begins with `\\#`, which GitHub does not take for a name" };
  if (text.includes("[")) return { ok: false, why: "has a `[`, and GitHub reads no character ranges" };
  return { ok: true, glob: githubGlob(text) };
}

function githubGlob(text: string): PathGlob {
  const { components, isDirectory } = split(text);
  const isAnchored = text.startsWith("/") || components.length > 1;
  const last = components.at(-1);
  const below = isDirectory ? "only" : last === "*" || last === "**" ? "never" : "also";
  return pathGlob(isAnchored ? components : ["**", ...components], below);
}

function gitlabGlob(text: string): PathGlob {
  const { components, isDirectory } = split(text);
  if (!isDirectory && components.at(-1) === "**") components.splice(-1, 1, "*");
  return pathGlob(text.startsWith("/") ? components : ["**", ...components], isDirectory ? "only" : "never");
}

function split(text: string): { components: string[]; isDirectory: boolean } {
  const isDirectory = text.length > 1 && text.endsWith("/");
  const inner = text.slice(text.startsWith("/") ? 1 : 0, isDirectory ? -1 : undefined);
  return { components: inner.split("/"), isDirectory };
}
