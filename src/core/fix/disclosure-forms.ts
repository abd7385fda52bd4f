import { trailerBlock } from "../commit/trailers.ts";
import type { Policy } from "../policy/policy.ts";
import { unshowableIn } from "../text/neutralise.ts";
import { aboutDisclosure } from "./declarations.ts";

/** A trailer by which the policy wants AI use disclosed, with its form in words where the policy has some. */
export type DisclosureForm = { readonly key: string; readonly form: string };

/** The trailers that the policy's clauses name, each key once; where they name none, those that the policy knows. */
export function disclosureForms({ clauses, settings }: Policy): readonly DisclosureForm[] {
  const found = new Map<string, DisclosureForm>();
  const add = (key: string, form: string): void => {
    const known = found.get(key.toLowerCase());
    if (known === undefined || known.form === "") found.set(key.toLowerCase(), { key: known?.key ?? key, form });
  };
  for (const { rule, level, settings: options } of clauses) {
    if (level === "off" || !aboutDisclosure.has(rule.id)) continue;
    const { trailers } = options;
    if (!Array.isArray(trailers)) continue;
    for (const one of trailers as readonly (string | DisclosureForm)[]) {
      if (typeof one === "string") add(one, "");
      else add(one.key, one.form);
    }
  }
  if (found.size === 0) for (const { key } of settings.ai.disclosures) add(key, "");
  return [...found.values()];
}

/** Characters of a disclosure. */
const disclosureLengthMax = 1000;

/**
 * The trailer line that discloses what somebody said, in the policy's form: what he wrote if it has one of the policy's keys, else behind the
 * only key there is. Nothing is added to his words.
 *
 * @returns why it cannot be one, as a clause for people
 */
export function disclosureLine(
  text: string,
  policy: Policy,
): { readonly ok: true; readonly line: string } | { readonly ok: false; readonly why: string } {
  const forms = disclosureForms(policy);
  const said = text.trim();
  if (said === "") return { ok: false, why: "an empty text discloses nothing" };
  if (said.length > disclosureLengthMax)
    return { ok: false, why: `it has more than ${disclosureLengthMax} characters` };
  if (said.includes("\n") || unshowableIn(said) !== undefined)
    return { ok: false, why: "it has line breaks or characters that cannot be shown" };
  const key = /^([A-Za-z0-9-]+):/.exec(said)?.[1]?.toLowerCase();
  const [only, ...others] = forms;
  const isWhole = forms.some((form) => form.key.toLowerCase() === key);
  const line = isWhole ? said : only !== undefined && others.length === 0 ? `${only.key}: ${said}` : null;
  if (line !== null && trailerBlock(`title\n\n${line}\n`) !== null) return { ok: true, line };
  if (forms.length === 0) return { ok: false, why: "the policy names no trailer for it" };
  return { ok: false, why: `it begins with none of ${forms.map((form) => `\`${form.key}:\``).join(", ")}` };
}
