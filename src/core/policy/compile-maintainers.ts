import { parseCodeowners } from "../people/codeowners.ts";
import { parseInlineMaintainers } from "../people/inline-maintainers.ts";
import type { Maintainers } from "../people/maintainers.ts";
import { parseMaintainersFile } from "../people/maintainers-file.ts";
import type { Problem } from "../problem/problem.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { Source } from "../text/source.ts";
import type { PolicySettings } from "./policy.ts";

type Compiled = { readonly maintainers: Learned<Maintainers>; readonly problems: readonly Problem[] };

/** Reads who maintains what, from the policy itself or from the file that it names. */
export function compileMaintainers(
  { maintainers, source }: Pick<PolicySettings, "maintainers" | "source">,
  file: Source | null,
): Compiled {
  if (maintainers.kind === "none") return { maintainers: unknown("the policy names no maintainers"), problems: [] };
  if (maintainers.kind === "inline") {
    // What could be wrong in the list was a problem, with its place, when the policy was read.
    return { maintainers: learned(parseInlineMaintainers(maintainers.entries, source.name)), problems: [] };
  }
  if (file === null) return { maintainers: unknown(`there is no file ${maintainers.path}`), problems: [] };
  const read =
    maintainers.format === "maintainers"
      ? parseMaintainersFile(file)
      : parseCodeowners(file, flavourOf(maintainers.path));
  return { maintainers: learned(read.maintainers), problems: read.problems };
}

/** GitLab reads CODEOWNERS at the root and in `docs/` too, so only its own directory tells it apart. */
const flavourOf = (path: string): "github" | "gitlab" => (path.startsWith(".gitlab/") ? "gitlab" : "github");
