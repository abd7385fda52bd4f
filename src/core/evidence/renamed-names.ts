import type { NamePair, Scope } from "./renaming.ts";

/** One local name that changes within some definitions. */
export type Renaming = {
  readonly before: string;
  readonly after: string;
  readonly changed: readonly NamePair[];
  readonly within: readonly Scope[];
};

export type Renamings =
  | { readonly ok: true; readonly value: readonly Renaming[] }
  | { readonly ok: false; readonly why: string };

/** Sorts the pairs into renamings. A name becomes one other within a definition. */
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
    if (!isLocal) {
      const why = `\`${before}\` can be seen outside of a definition, and what makes or reads such a name no search tells`;
      return { ok: false, why };
    }
    for (const after of new Set(changed.map((pair) => pair.after.text))) {
      const own = changed.filter((pair) => pair.after.text === after);
      const within = [...new Set(own.flatMap(({ scope }) => (scope === null ? [] : [scope])))];
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
