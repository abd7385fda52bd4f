import type { ChangeKind, ListedException, Need } from "../document/document.ts";
import { isProseOnly } from "../document/prose-only.ts";

/** How a condition will be decided for a commit: by what the commit says of itself, by a proof, or by people alone. */
export type Decided = "exactly" | "by evidence" | "by people";

/** A condition of an entry, as reports name it, how it will be decided, and by what. */
export type DecidedCondition = { readonly text: string; readonly how: Decided; readonly by: string };

/** Every condition of an entry in the order in which a commit is measured by them. An entry without any is left to people. */
export function decidedConditions(entry: ListedException): readonly DecidedCondition[] {
  const prose: DecidedCondition = {
    text: `the entry "${entry.title}" as a whole`,
    how: "by people",
    by: "the entry states its conditions in prose only",
  };
  return [
    ...covered(entry),
    ...changed(entry),
    ...placed(entry),
    ...permitted(entry),
    ...entry.needs.map((need) => ({ text: `Needs: ${need}`, how: "exactly" as const, by: needed[need] })),
    ...(isProseOnly(entry) ? [prose] : byPeople(entry)),
    ...(entry.until === null ? [] : [{ text: `Until: ${entry.until.day}`, how: "exactly" as const, by: "the day" }]),
  ];
}

function covered({ covers }: ListedException): readonly DecidedCondition[] {
  const byPath = covers.filter((artefact) => artefact !== "comments");
  const by = "the tokens of code are equal without its comments; else people decide";
  return [
    ...(byPath.length === 0 ? [] : [{ text: `Covers: ${byPath.join(", ")}`, ...classes }]),
    ...(byPath.length === covers.length ? [] : [{ text: "Covers: comments", how: "by evidence" as const, by }]),
  ];
}

const changed = ({ change }: ListedException): readonly DecidedCondition[] =>
  change.map((kind) => ({ text: `Change: ${kind}`, ...byKind[kind] }));

const git: Pick<DecidedCondition, "how" | "by"> = { how: "exactly", by: "what git says of the files" };
const classes: Pick<DecidedCondition, "how" | "by"> = { how: "exactly", by: "the classes of the paths" };
const proof = (by: string): Pick<DecidedCondition, "how" | "by"> => ({
  how: "by evidence",
  by: `${by}; else people decide`,
});

/** How a kind of change is decided, and by what: docs/evidence.md says what each proof takes. */
export const byKind: { readonly [Kind in ChangeKind]: Pick<DecidedCondition, "how" | "by"> } = {
  rename: git,
  mode: git,
  format: proof("the tokens before and after are equal"),
  comments: proof("the tokens are equal without the comments"),
  identifiers: { how: "by people", by: "a renaming is shown with its names, and never proved" },
  move: { how: "by people", by: "a move is shown with its places, and never proved" },
  substitution: proof("every change is an instance of a few templates"),
  revert: proof("it is the inverse of an earlier change"),
  backport: proof("its patch is that of a commit of another branch"),
  scripted: proof("replaying the message's script gives the commit's tree"),
  docs: classes,
  tests: classes,
  generated: classes,
};

function placed({ paths, notPaths, atMost }: ListedException): readonly DecidedCondition[] {
  const exactly = (text: string, by: string): DecidedCondition => ({ text, how: "exactly", by });
  return [
    ...(paths.length === 0 ? [] : [exactly(`Paths: ${paths.join(", ")}`, "the paths")]),
    ...(notPaths.length === 0 ? [] : [exactly(`Not paths: ${notPaths.join(", ")}`, "the paths")]),
    ...atMost.map(({ count, of, notCountingTests }) =>
      exactly(`At most: ${count} ${of}${notCountingTests ? ", not counting tests" : ""}`, "git's counts"),
    ),
  ];
}

function permitted({ who }: ListedException): readonly DecidedCondition[] {
  if (who.kind === "anyone") return [];
  if (who.kind === "maintainers")
    return [{ text: "Who: maintainers", how: "exactly", by: "the maintainers file of that date" }];
  const text = `Who: contributors with ${who.earlierCommits} earlier commits`;
  return [{ text, how: "exactly", by: "the history before the contribution" }];
}

const needed: { readonly [N in Need]: string } = {
  justification: "a sentence stands where the exception is cited; whether it convinces is for people",
  "second opinion": "the tag of another maintainer",
  disclosure: "the message's trailers",
  script: "a command or a semantic patch stands in the message",
};

function byPeople({ tool, judgements }: ListedException): readonly DecidedCondition[] {
  const left = judgements.map(
    (words): DecidedCondition => ({
      text: `Judgement: ${words}`,
      how: "by people",
      by: "the document leaves it to people",
    }),
  );
  if (tool === null) return left;
  return [{ text: `Tool: ${tool}`, how: "by people", by: "no commit proves which tool made it" }, ...left];
}
