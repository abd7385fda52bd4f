import { kindPattern, productPattern, toolAlone } from "../../commit/disclosures.ts";
import { append } from "../../text/long-lists.ts";
import { choice, flag, pattern, records, type Settings, text } from "../../text/shape.ts";
import { fitsWhole } from "../fits-whole.ts";
import { type Finding, met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { type DisclosureClaim, disclosuresOf } from "./disclosed.ts";

const noForm = notApplicable("the policy names no form of disclosure");
const none = notApplicable("the message discloses nothing");
const wellFormed = met("the disclosure has the form that the policy asks for");

const formKeys = {
  key: text("the trailer's key", ""),
  values: pattern("what the whole value must be like; none: any value", null),
  obsolete: pattern("what the value was like in an older form, to be named as such; none: there is none", null),
  form: text("the form in words, for messages", ""),
  order: choice(
    "where it stands: anywhere in the block, or with a Signed-off-by somewhere below it",
    ["any", "before-sign-off"],
    "any",
  ),
  address: choice("may the value have an address?", ["allowed", "forbidden"], "allowed"),
  repeatable: flag("may the trailer stand there more than once?", true),
  names: choice("is a product or model named?", ["optional", "required", "forbidden"], "optional"),
  generic: pattern("values that name none, beside those like `LLM`; a product that is known is none of them", null),
} as const;

type Form = Settings<typeof formKeys>;

/** Keys, grammar and order differ from project to project and change over time: they are the policy's data. */
export default defineRule({
  id: "ai-disclosure-form",
  topic: "ai",
  plain: true,
  summary: "A disclosure of AI use has the key, the value and the place that the policy asks for.",
  options: {
    trailers: records("the disclosure trailers of the policy; any other is another project's form", formKeys, []),
  },
  messages: {
    otherKey: {
      what: "`{key}: {value}` is not the project's form of disclosure",
      fix: "write it as {expected}",
    },
    value: { what: "`{key}: {value}` does not have the value that the policy asks for", fix: "write it as {expected}" },
    obsolete: { what: "`{key}: {value}` is written in an older form", fix: "write it as {expected}" },
    address: { what: "`{key}: {value}` has an address, which the policy does not want", fix: "write it as {expected}" },
    repeated: { what: "`{key}: {value}` is the second such trailer", fix: "say all of it in one {key} trailer" },
    afterSignOff: {
      what: "`{key}: {value}` stands below every Signed-off-by, so that no signer has certified it",
      fix: "move it above the Signed-off-by of the person who adds it",
    },
    outsideBlock: {
      what: "`{key}: {value}` is not in the trailer block at the end of the message",
      fix: "move the line into the last paragraph, next to your Signed-off-by",
    },
    named: {
      what: "`{key}: {value}` names a product, which the policy does not want",
      fix: "write it as {expected}",
    },
    unnamed: {
      what: "`{key}: {value}` names neither a product nor a model, which the policy asks for",
      fix: "write it as {expected}",
    },
    namesUnclear: {
      what: "whether `{key}: {value}` names a product cannot be told: it is none that is known, and no word for a kind of tool",
      fix: "write it as {expected}",
    },
    unclassified: {
      what: "`{key}: {value}` does not have the form of the policy, and whether it means a person or a tool cannot be told",
      fix: "for a tool, write it as {expected}",
    },
  },
  check(situation, { trailers }, finding): Outcome {
    const claims = disclosuresOf(situation, []);
    if (trailers.length === 0) return noForm;
    if (claims.length === 0) return none;
    const expected = trailers.map(inWords).join(" or ");
    const unmet: Finding[] = [];
    const undecided: Finding[] = [];
    const seen = new Set<string>();
    const lastSignOff = situation.observed.signOffs.at(-1)?.trailer.start ?? null;
    for (const claim of claims) {
      const form = trailers.find(({ key }) => sameKey(key, claim));
      const key = claim.source.key.toLowerCase();
      const context = { isRepeated: seen.has(key), lastSignOff };
      seen.add(key);
      for (const message of form === undefined ? otherForm(claim) : misfits(form, claim, context)) {
        const data = {
          key: claim.source.key,
          value: claim.source.value,
          expected: form === undefined ? expected : inWords(form),
        };
        const made = finding(message, { kind: "message", at: claim.at }, data);
        (message === "unclassified" || message === "namesUnclear" ? undecided : unmet).push(made);
      }
    }
    const [first, ...rest] = undecided;
    if (unmet.length === 0 && first !== undefined) return { kind: "undecided", findings: [first, ...rest] };
    return unmetIfAny(unmet, wellFormed);
  },
});

type Misfit =
  | "otherKey"
  | "value"
  | "obsolete"
  | "address"
  | "repeated"
  | "afterSignOff"
  | "outsideBlock"
  | "named"
  | "unnamed"
  | "namesUnclear"
  | "unclassified";

const sameKey = (key: string, { source }: DisclosureClaim): boolean => key.toLowerCase() === source.key.toLowerCase();

const inWords = ({ key, form }: Form): string => (form === "" ? `\`${key}: …\`` : `\`${key}: ${form}\``);

/**
 * A key that the policy does not have. A value that may name a person is no other project's disclosure for certain; a
 * denial harms nobody.
 */
function otherForm({ kind }: DisclosureClaim): readonly Misfit[] {
  if (kind === "unclassified") return ["unclassified"];
  return kind === "content" ? ["otherKey"] : [];
}

/** Where a claim stands among the others, worked out once for all: a message may hold thousands. */
type Context = { readonly isRepeated: boolean; readonly lastSignOff: number | null };

function misfits(
  form: Form,
  { kind, source, at }: DisclosureClaim,
  { isRepeated, lastSignOff }: Context,
): readonly Misfit[] {
  const found: Misfit[] = [];
  const fitsValue = form.values === null || fitsWhole(form.values, source.value);
  if (!fitsValue && kind === "unclassified" && !isObsolete(form, source.value)) return ["unclassified"];
  // A denial need not have the form of a disclosure.
  if (!fitsValue && kind === "none") return [];
  if (!source.inTrailerBlock) found.push("outsideBlock");
  if (!fitsValue) found.push(isObsolete(form, source.value) ? "obsolete" : "value");
  if (form.address === "forbidden" && hasAddress(source.value)) found.push("address");
  append(found, misnamed(form, kind, source.value));
  if (!form.repeatable && isRepeated) found.push("repeated");
  // Where nobody signs off, another rule speaks.
  const standsLast = lastSignOff !== null && lastSignOff < at.start;
  if (form.order === "before-sign-off" && source.inTrailerBlock && standsLast) found.push("afterSignOff");
  return found;
}

/** Projects ask for the model (OpenSSL, Homebrew) or want no product advertised (Linux since 2026, Node.js). An unknown word may be either. */
function misnamed({ names, generic }: Form, kind: DisclosureClaim["kind"], value: string): readonly Misfit[] {
  if (kind === "none" || (names !== "required" && names !== "forbidden")) return [];
  if (fitsWhole(productPattern, value)) return names === "forbidden" ? ["named"] : [];
  // `LLM claude` fits a policy's `LLM TOOL`, and `LLM` may help to move a cursor: a tool's name among other words may be either.
  const mayName = value.split(/\s+/).some((word) => fitsWhole(toolAlone, word));
  const isGeneric = fitsWhole(kindPattern, value) || fitsWhole(generic, value);
  if (mayName || !isGeneric) return ["namesUnclear"];
  return names === "required" ? ["unnamed"] : [];
}

const isObsolete = ({ obsolete }: Form, value: string): boolean => fitsWhole(obsolete, value);

const hasAddress = (value: string): boolean => /<[^<>]*>|\S@\S/.test(value.slice(0, valueLengthMax));

/** Characters of a value in which an address is looked for. */
const valueLengthMax = 2000;
