import * as forms from "./forms.ts";
import { sectionReader } from "./map-reader.ts";
import type { Anchor } from "./policy.ts";
import {
  anyText,
  eitherReader,
  listReader,
  mapped,
  type Placed,
  placed,
  type Reader,
  refuse,
  textReader,
} from "./reader.ts";

type WrittenAnchor = {
  readonly sentence: Placed<string>;
  readonly under: string;
  readonly digest: string;
  readonly checked: readonly Placed<string>[];
  readonly attested: string;
  readonly human: string;
};

const ruleId = placed(textReader(anyText, "the id of a rule"));

const rules: Reader<readonly Placed<string>[]> = eitherReader(
  [mapped(ruleId, (id) => [id]), listReader(ruleId, "a list of rules", "rules that check it", 1)],
  "the rules that check it; which of them are switched on is looked up",
);

const anchor: Reader<Anchor> = mapped(
  sectionReader<WrittenAnchor>(
    {
      sentence: {
        reader: placed(
          textReader(forms.sentenceForm, "the sentence's first words, or all of it; markup and case do not count"),
        ),
        required: true,
      },
      under: { reader: textReader(anyText, "the heading it stands under, by its title") },
      digest: {
        reader: textReader(
          forms.digestForm,
          "the first hex digits of the SHA-256 of the sentence: lint sees when it changes",
        ),
      },
      checked: { reader: rules },
      attested: { reader: textReader(anyText, "how people attest it; beside `checked`, the rest of it") },
      human: { reader: textReader(anyText, "what no program can check in it; beside `checked`, the rest of it") },
    },
    "a sentence of the document, and who sees to it",
    { anyOf: [{ required: ["checked"] }, { required: ["attested"] }, { required: ["human"] }] },
  ),
  ({ sentence, under = null, digest = null, checked = [], attested = null, human = null }, node, notes) => {
    if (sentence === undefined) return undefined;
    if (checked.length > 0 || attested !== null || human !== null) {
      const rules = checked.map(({ value, at }) => ({ id: value, at }));
      return { sentence: sentence.value, at: sentence.at, under, digest, checked: rules, attested, human };
    }
    const words = "an entry says who sees to its sentence: `checked`, `attested` or `human`";
    return refuse(node, notes, "no-class", words);
  },
);

/** The reader of `coverage:`. That a rule is not known, or not switched on, is for lint: it changes no verdict. */
export const coverageReader: Reader<readonly Anchor[]> = listReader(
  anchor,
  "a list of sentences",
  "the sentences of the document, and who sees to each: a rule, people who attest it, or only people's judgement",
);
