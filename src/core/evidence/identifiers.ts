import type { CommitFacts } from "../commit/facts.ts";
import type { EvidenceFacts, NameFacts } from "./content.ts";
import { differentForPrograms } from "./format.ts";
import { modifiedOnly, readFiles } from "./gate.ts";
import { whyLocalCaptures } from "./local-names.ts";
import type { Proof, RenamedName } from "./proof.ts";
import { type Renaming, renamingsOf } from "./renamed-names.ts";
import { alignNames, type CommentPair, type NamePair } from "./renaming.ts";
import { counted, notProved, proved } from "./verdicts.ts";

/**
 * `identifiers`: the tokens of all files are equal under one consistent renaming that captures no other name and is
 * captured by none.
 */
export function proveIdentifiers(commit: CommitFacts, facts: EvidenceFacts): Proof {
  const candidate = candidateOf(commit, facts);
  if (!candidate.ok) return candidate.proof;
  const { pairs, renamings } = candidate;
  const { names } = facts;
  const captured = whyCaptures(renamings, pairs, null);
  if (captured !== null) return notProved(captured);
  if (!names.known) return notProved(`whether the new names are free is not known: ${names.why}`);
  const why = whyCaptures(renamings, pairs, names.value);
  if (why !== null) return notProved(why);
  const renamed = renamings.map(renamedName);
  const [first] = renamed;
  const places = renamed.reduce((sum, name) => sum + name.places, 0);
  const example =
    first === undefined ? "" : `: \`${first.before}\` → \`${first.after}\`${renamed.length > 1 ? ", …" : ""}`;
  return proved(`${counted(renamed.length, "name")} renamed in ${counted(places, "place")}${example}`, {
    kind: "renaming",
    names: renamed,
  });
}

/** What has to be looked for in the tree before a renaming is proved; null: nothing could prove it. */
export type NamesAsked = {
  /** Names that may be macros of C. */
  readonly mayBeMacros: readonly string[];
};

/** The questions to the tree, asked only when the commit is otherwise proved. */
export function namesAsked(commit: CommitFacts, facts: EvidenceFacts): NamesAsked | null {
  const candidate = candidateOf(commit, facts);
  if (!candidate.ok) return null;
  const { pairs, renamings } = candidate;
  if (whyCaptures(renamings, pairs, null) !== null) return null;
  const mayBeMacros = new Set<string>();
  for (const { before, after, within } of renamings) {
    mayBeMacros.add(before).add(after);
    for (const { tokens } of within) for (const { kind, text } of tokens) if (kind === "name") mayBeMacros.add(text);
  }
  return { mayBeMacros: [...mayBeMacros] };
}

type Candidate =
  | {
      readonly ok: true;
      readonly pairs: readonly NamePair[];
      readonly renamings: readonly Renaming[];
    }
  | { readonly ok: false; readonly proof: Proof };

const refused = (proof: Proof): Candidate => ({ ok: false, proof });

function candidateOf(commit: CommitFacts, facts: EvidenceFacts): Candidate {
  const gate = modifiedOnly(commit);
  if (!gate.ok) return gate;
  const files = readFiles(facts);
  if (!files.ok) return files;
  for (const { change, language, before: text } of files.value) {
    // Elsewhere names are looked up by their texts, written down with data, or come from what is inherited; a header of
    // C++ has all of that.
    if (language !== "c" || ofOtherLanguages.test(text))
      return refused(notProved(`what a renaming captures is known for C only, and \`${change.path}\` is not`));
  }
  const pragma = files.value.find(({ before: text }) => /^[ \t]*#[ \t]*pragma\b|\b_Pragma\b/m.test(text));
  if (pragma !== undefined)
    return refused(notProved(`\`${pragma.change.path}\` has a \`#pragma\`, which may name names`));
  const alignment = alignNames(files.value);
  if (!alignment.aligned)
    return refused(notProved(`\`${alignment.file.change.path}\`:${alignment.line}: ${alignment.why}`));
  const renamings = renamingsOf(alignment.pairs);
  if (!renamings.ok) return refused(notProved(renamings.why));
  if (renamings.value.length === 0) return refused(notProved("no name changes"));
  const odd = renamings.value
    .flatMap(({ before, after }) => [before, after])
    .find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (odd !== undefined) return refused(notProved(`\`${odd}\` may be read as another name`));
  if (renamings.value.length > renamingsMax)
    return refused(notProved(`more than ${renamingsMax} names change, which is the limit`));
  const comment = alignment.comments.find((pair) => !sameComments(pair, renamings.value));
  if (comment !== undefined) {
    return refused(
      notProved(
        `\`${comment.file.change.path}\`:${comment.after?.line ?? comment.before?.line ?? 1}: a comment changes, too`,
      ),
    );
  }
  return { ok: true, pairs: alignment.pairs, renamings: renamings.value };
}

const ofOtherLanguages =
  /^[ \t]*(?:template[ \t]*<|class[ \t]+\w+|namespace[ \t]+\w+|using[ \t]|@(?:interface|implementation|protocol)\b|(?:public|private|protected)[ \t]*:)/m;

/** Names renamed in one commit. */
const renamingsMax = 200;

function whyCaptures(
  renamings: readonly Renaming[],
  pairs: readonly NamePair[],
  names: NameFacts | null,
): string | null {
  const targets = new Map<string, string>();
  for (const renaming of renamings) {
    const { before, after } = renaming;
    const other = targets.get(after);
    if (other !== undefined && other !== before) return `\`${other}\` and \`${before}\` both become \`${after}\``;
    targets.set(after, before);
    const why = whyLocalCaptures(renaming, pairs, names);
    if (why !== null) return why;
  }
  return null;
}

/** The same words in the same place, renamed like the code or left alone. */
function sameComments({ before, after }: CommentPair, renamings: readonly Renaming[]): boolean {
  if (before === undefined || after === undefined || before.at !== after.at) return false;
  if (before.words.length !== after.words.length || differentForPrograms([before], [after]) !== null) return false;
  return before.words.every((word, index) => {
    const now = after.words[index];
    return word === now || renamings.some((renaming) => renaming.before === word && renaming.after === now);
  });
}

const renamedName = ({ before, after, changed }: Renaming): RenamedName => ({ before, after, places: changed.length });
