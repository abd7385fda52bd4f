import { parseIdentity } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import { tagLookalikes } from "../../commit/loose-tags.ts";
import { foldedValue, isFollowed, tagLine } from "../../mail/tag-line.ts";
import { clip } from "../../text/neutralise.ts";
import { closest } from "../../text/suggest.ts";
import { linesOf } from "./own-lines.ts";
import type { Posting, Saying } from "./posting.ts";

/** What a tag or a command does: `notes` says something of a version and neither agrees nor objects. */
export type Effect = "agrees" | "notes" | "objects" | "withdraws-objection";

/** A tag or a command, as its author wrote it on a line of its own. */
export type Statement = Saying & {
  /** The tag's key in its usual spelling, or the command with its slash. */
  readonly form: string;
  readonly effect: Effect;
  /** Whom a tag names; null for a command, which is its author's. */
  readonly named: Identity | null;
  /** What follows a command. */
  readonly reason: string | null;
};

/** A line that a reader could take for a tag or a command, and that is none; `why` is the end of a sentence. */
export type Uncounted = Saying & { readonly text: string; readonly why: string };

/** By lower-case key. */
export type TagForms = ReadonlyMap<string, { readonly form: string; readonly effect: Effect }>;

/** The tags that are looked for: four that lists use, one to take an objection back, and those that the policy names. */
export function tagForms(policyForms: readonly string[]): TagForms {
  const forms = new Map(Object.entries(usualForms).map(([form, effect]) => [form.toLowerCase(), { form, effect }]));
  for (const form of policyForms) {
    const key = form.toLowerCase();
    // Whoever signs off certifies where a text is from; that says nothing of whether he agrees.
    if (!forms.has(key)) forms.set(key, { form, effect: key === "signed-off-by" ? "notes" : "agrees" });
  }
  return forms;
}

const usualForms: Readonly<Record<string, Effect>> = {
  "Reviewed-by": "agrees",
  "Acked-by": "agrees",
  "Tested-by": "notes",
  "Nacked-by": "objects",
  "Nack-withdrawn-by": "withdraws-objection",
};

/** The commands of a comment. Prose is never taken for one. */
const commands = new Map<string, Effect>([
  ["agree", "agrees"],
  ["object", "objects"],
  ["withdraw-objection", "withdraws-objection"],
]);

/** The tags and commands of a posting, in order, and lines that only look like some. Linear in its text. */
export function statementsIn(
  posting: Posting,
  forms: TagForms,
): { readonly statements: readonly Statement[]; readonly uncounted: readonly Uncounted[] } {
  const statements: Statement[] = [];
  const uncounted: Uncounted[] = [];
  const { own, doubtful } = linesOf(posting);
  const keys = [...forms.keys()];
  for (const [index, { number, text }] of own.entries()) {
    const saying = { posting, line: number };
    const refuse = (why: string): void => void uncounted.push({ ...saying, text: clip(text, shownMax), why });
    const tag = tagIn(text, forms);
    const command = commandIn(text);
    if (tag !== null) {
      const value = foldedValue(own, index, tag.valueAt);
      const named = parseIdentity(value);
      if (named === undefined) refuse("names no address");
      else if (isFollowed(value)) refuse("has more behind the address, which may say something else");
      else statements.push({ ...saying, form: tag.form, effect: tag.effect, named, reason: null });
    } else if (command !== null) {
      readCommand(command, saying, statements, refuse);
    } else if (tagLookalikes(text, keys).length > 0) refuse("has a letter or a sign in its key that only looks right");
  }
  for (const { number, text } of doubtful)
    if (tagIn(text, forms) !== null)
      uncounted.push({ posting, line: number, text: clip(text, shownMax), why: "stands in another mail, or below it" });
  return { statements, uncounted };
}

function tagIn(
  text: string,
  forms: TagForms,
): { readonly form: string; readonly effect: Effect; readonly valueAt: number } | null {
  const tag = tagLine(text);
  const known = tag === null ? undefined : forms.get(tag.key.toLowerCase());
  return tag === null || known === undefined ? null : { ...known, valueAt: tag.valueAt };
}

type Command = { readonly name: string; readonly rest: string };

function commandIn(text: string): Command | null {
  const found = /^\/([a-z][a-z-]{0,40})(?![a-z0-9_/-])(.*)$/i.exec(text.trimEnd());
  return found === null ? null : { name: (found[1] ?? "").toLowerCase(), rest: found[2] ?? "" };
}

/** Code points of a line that are kept to be shown. */
const shownMax = 200;

function readCommand(
  { name, rest }: Command,
  saying: Saying,
  statements: Statement[],
  refuse: (why: string) => void,
): void {
  const effect = commands.get(name);
  const reason = rest.trim() === "" ? null : rest.trim();
  if (saying.posting.channel === "mail") {
    if (effect !== undefined) refuse("is a command for comments; in a mail a tag says it");
  } else if (effect === undefined) {
    const near = closest(name, [...commands.keys()]);
    if (near !== undefined) refuse(`is no command; \`/${near}\` is one`);
  } else if (reason !== null && (effect !== "objects" || !/^[ \t]/.test(rest)))
    refuse(`has more behind \`/${name}\`, which may say something else`);
  else statements.push({ ...saying, form: `/${name}`, effect, named: null, reason });
}
