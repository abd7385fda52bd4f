import type { NamePair, Scope } from "./renaming.ts";

/** One name that changes, everywhere it may be seen, or within some definitions only. */
export type Renaming = {
  readonly before: string;
  readonly after: string;
  readonly changed: readonly NamePair[];
  /** Null: the name may be seen outside the definitions that use it. */
  readonly within: readonly Scope[] | null;
};

export type Renamings =
  | { readonly ok: true; readonly value: readonly Renaming[] }
  | { readonly ok: false; readonly why: string };

/** Sorts the pairs into renamings. A name that becomes two others is none, unless it is a local one of different definitions. */
export function renamingsOf(pairs: readonly NamePair[]): Renamings {
  const byName = new Map<string, NamePair[]>();
  for (const pair of pairs) {
    if (pair.before.text === pair.after.text) continue;
    const known = byName.get(pair.before.text);
    if (known === undefined) byName.set(pair.before.text, [pair]);
    else known.push(pair);
  }
  const renamings: Renaming[] = [];
  for (const [before, changed] of byName) {
    const scopes = [...new Set(changed.map(({ scope }) => scope))];
    const isLocal = scopes.every((scope) => scope !== null && declaredWithin(scope, changed));
    const targets = [...new Set(changed.map(({ after }) => after.text))];
    if (!isLocal && targets.length > 1) {
      return { ok: false, why: `\`${before}\` becomes both \`${targets[0] ?? ""}\` and \`${targets[1] ?? ""}\`` };
    }
    for (const after of targets) {
      const own = changed.filter((pair) => pair.after.text === after);
      const within = isLocal ? [...new Set(own.flatMap(({ scope }) => (scope === null ? [] : [scope])))] : null;
      renamings.push({ before, after, changed: own, within });
    }
  }
  return { ok: true, value: renamings };
}

/** The definition declares the name as a local one, and nothing that is renamed in it declares more than that. */
function declaredWithin(scope: Scope, changed: readonly NamePair[]): boolean {
  const own = changed.filter((pair) => pair.scope === scope);
  return (
    own.some(({ before }) => before.declares === "local") &&
    own.every(({ before }) => before.declares === null || before.declares === "local")
  );
}
