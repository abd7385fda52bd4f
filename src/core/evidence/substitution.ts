import type { CommitFacts } from "../commit/facts.ts";
import type { EvidenceFacts } from "./content.ts";
import { whyNotOneWay } from "./exchange.ts";
import { modifiedOnly, type ReadFile, readFiles } from "./gate.ts";
import { instanceOf } from "./instance.ts";
import { type ChangedPlace, placesOf, type Reach, reaches } from "./places.ts";
import type { Leftover, Proof, Template } from "./proof.ts";
import { streamsOf, textOf } from "./streams.ts";
import { otherText } from "./substituted-text.ts";
import { type TemplateToken, type TokenTemplate, templatesOf, templateText } from "./templates.ts";
import { counted, notProved, proved } from "./verdicts.ts";

/** How many templates may explain a commit, and how many places each must have. */
export type SubstitutionLimits = { readonly templates: number; readonly support: number };

/** What a policy that says nothing about it gets. */
export const substitutionLimits: SubstitutionLimits = { templates: 4, support: 2 };

/**
 * `substitution`: every changed place is an instance of one of a few token templates, each used more than once, with holes that stand for the
 * same tokens before and after. A template says something by name, so that "0 becomes 1" in two places is none.
 */
export function proveSubstitution(
  commit: CommitFacts,
  facts: EvidenceFacts,
  limits: SubstitutionLimits = substitutionLimits,
): Proof {
  const gate = modifiedOnly(commit);
  if (!gate.ok) return gate.proof;
  const files = readFiles(facts);
  if (!files.ok) return files.proof;
  let best: Attempt | null = null;
  for (const reach of reaches) {
    const attempt = attemptWith(files.value, reach, limits);
    if (typeof attempt === "string") return notProved(attempt);
    const { templates, leftovers } = attempt;
    if (leftovers.length === 0) {
      if (templates.length === 0) return notProved("no token of code changes, only comments or white space do");
      const why =
        whyNotShown(templates) ?? whyNotOneWay(templates) ?? oddLineEnd(files.value) ?? otherText(files.value);
      return why === null ? provedBy(attempt, limits) : notProved(why);
    }
    if (best === null || leftovers.length < best.leftovers.length) best = attempt;
  }
  return best === null ? notProved("nobody has looked for places") : failedWith(best);
}

type Attempt = {
  readonly templates: readonly TokenTemplate[];
  readonly leftovers: readonly ChangedPlace[];
  readonly files: number;
};

/** Places of one commit. */
const placesMax = 20_000;

function attemptWith(
  files: readonly ReadFile[],
  reach: Reach,
  { templates: most, support }: SubstitutionLimits,
): Attempt | string {
  const places: ChangedPlace[] = [];
  for (const file of files) {
    for (const { before, after } of streamsOf(file)) {
      const found = placesOf(file, { before: before.code, after: after.code }, reach);
      if (found === null) return `\`${file.change.path}\` has too many differences to compare`;
      for (const place of found) places.push(place);
    }
    if (places.length > placesMax) return `more than ${placesMax} places change, which is the limit`;
  }
  const sorted = [...templatesOf(places)].sort((one, other) => other.places.length - one.places.length);
  const good = sorted.filter((template) => template.places.length >= support && saysSomething(template)).slice(0, most);
  const sound = good.filter((template) => template.places.every((place) => instanceOf(place, template)));
  const kept = new Set(sound);
  return {
    templates: sound,
    leftovers: sorted.flatMap((template) => (kept.has(template) ? [] : template.places)),
    files: files.length,
  };
}

/**
 * Both sides have tokens, and a name that is no hole stands in the first: a template that fits anywhere says nothing.
 * Nor does one that changes layout, which is where statements begin and end.
 */
function saysSomething({ before, after, anchored }: TokenTemplate): boolean {
  if (before.length === 0 || after.length === 0 || !anchored) return false;
  if (Math.max(before.length, after.length) > templateTokensMax) return false;
  const fixed = before.flatMap((token) => (token.hole === null ? [token.token] : []));
  const layout = (side: readonly TemplateToken[]): string =>
    side.flatMap((token) => (token.hole === null && token.token.kind === "layout" ? [token.token.text] : [])).join(" ");
  return layout(before) === layout(after) && fixed.some(({ kind, text }) => kind === "name" && text.length > 1);
}

/** Tokens of one side of a template: more are not checked at a glance, and a glance is what a template is for. */
const templateTokensMax = 60;

/** What ends a line, or is a blank, for some readers and not for others, and stands in no template: a lone carriage return ends a line of JavaScript. */
function oddLineEnd(files: readonly ReadFile[]): string | null {
  const file = files.find(({ before, after }) => lineEnd.test(before) || lineEnd.test(after));
  return file === undefined
    ? null
    : `\`${file.change.path}\` has white space other than blanks, tabs and the ends of its lines`;
}

const lineEnd = /\r(?!\n)|[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/;

/** Why a template cannot be read as it stands: it is too long, something looks like a hole, or a word may look like another. */
function whyNotShown(templates: readonly TokenTemplate[]): string | null {
  for (const { before, after } of templates) {
    const fixed = [...before, ...after].flatMap((token) => (token.hole === null ? [token.token.text] : []));
    if (fixed.reduce((sum, text) => sum + text.length, 0) > templateCharactersMax)
      return `a template is longer than ${templateCharactersMax} characters, which is the limit`;
    if (![before, after].every(showsItsHoles)) return "something in a template looks like one of its holes";
    if (fixed.some((text) => /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)))
      return "a text has signs that are not seen";
  }
  return strangeSign(templates);
}

/** Are all that look like holes the holes themselves? A parameter of a shell (`$1`) does, and so do a word in a string, and a digit that touches a hole. */
function showsItsHoles(side: readonly TemplateToken[]): boolean {
  const holes = side.flatMap(({ hole }) => (hole === null ? [] : [`$${hole}`]));
  const shown = templateText(side, side.length).match(/\$\d+/g) ?? [];
  return shown.length === holes.length && shown.every((text, index) => text === holes[index]);
}

/** Characters of both sides of a template, without its holes: more are not checked at a glance. */
const templateCharactersMax = 2_000;

/** Words and texts that look like others are not told apart in a template, so that it brings none but of ASCII, and takes none away. */
function strangeSign(templates: readonly TokenTemplate[]): string | null {
  for (const { before, after } of templates) {
    const [old, now] = [before, after].map((side) =>
      side.flatMap((token) =>
        token.hole === null && /[^\u0000-\u007f]/.test(token.token.text) ? [token.token.text] : [],
      ),
    );
    const other = [...(old ?? []), ...(now ?? [])].find((text) => old?.includes(text) !== now?.includes(text));
    if (other !== undefined)
      return `\`${other.slice(0, 40)}\` has letters other than those of ASCII, and may look like another`;
  }
  return null;
}

function provedBy({ templates, files }: Attempt, { templates: most, support }: SubstitutionLimits): Proof {
  const places = templates.reduce((sum, template) => sum + template.places.length, 0);
  const how = `${counted(places, "place")} in ${counted(files, "file")}, ${counted(templates.length, "template")} (at most ${most}, each used at least ${support} times)`;
  return proved(how, { kind: "templates", templates: templates.map(shown) });
}

function failedWith({ templates, leftovers }: Attempt): Proof {
  const [first] = leftovers;
  const what = templates.length === 0 ? "changes alone" : "also changes";
  const where =
    first === undefined
      ? ""
      : `: \`${first.file.change.path}\`:${first.line}: \`${textOf(first.before)}\` → \`${textOf(first.after)}\``;
  return notProved(`${what} ${counted(leftovers.length, "place")}${where}`, {
    leftovers: leftovers.slice(0, leftoversMax).map(leftoverOf),
    ...(templates.length === 0 ? {} : { detail: { kind: "templates", templates: templates.map(shown) } }),
  });
}

/** Shown, of the places that no template explains. */
const leftoversMax = 50;
const examplesMax = 5;
/** Tokens of one side of a template, shown. */
const templateShownMax = 80;

const leftoverOf = ({ file, line, before, after }: ChangedPlace): Leftover => ({
  path: file.change.path,
  line,
  before: textOf(before, 40),
  after: textOf(after, 40),
});

const shown = ({ before, after, places }: TokenTemplate): Template => ({
  before: templateText(before, templateShownMax),
  after: templateText(after, templateShownMax),
  places: places.length,
  examples: places.slice(0, examplesMax).map(({ file, line }) => ({ path: file.change.path, line })),
});
