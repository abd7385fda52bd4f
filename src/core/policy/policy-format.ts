import type { DisclosureTrailer } from "../commit/claims.ts";
import type { AddedSignal, SignalAdjustment, SignalClass } from "../commit/signals.ts";
import type { PathClass } from "../evidence/proof.ts";
import type { InlineMaintainersEntry } from "../people/inline-maintainers.ts";
import type { Channel } from "../rules/request/channels.ts";
import type { Rule } from "../rules/rule.ts";
import { count, globs, pattern } from "../text/shape.ts";
import { channelsReader } from "./channel-format.ts";
import { clausesReader } from "./clause-format.ts";
import { coverageReader } from "./coverage-format.ts";
import * as forms from "./forms.ts";
import { type Entry, registerReader, sectionReader } from "./map-reader.ts";
import type { Anchor, Clause, EvidenceSettings, MaintainersSetting } from "./policy.ts";
import {
  anyText,
  choiceReader,
  eitherReader,
  type Form,
  listReader,
  mapped,
  type Placed,
  placed,
  type Reader,
  refuse,
  textReader,
} from "./reader.ts";
import { shapeReader } from "./shape-reader.ts";
import { nodeSpan } from "./yaml-file.ts";

/** The version of the format that this program reads. */
export const formatVersion = 1;

/** What stands in a policy file, before defaults are filled in. */
export type WrittenPolicy = {
  readonly proviso: number;
  readonly floor: Placed<string>;
  readonly document: readonly string[];
  readonly maintainers: MaintainersSetting;
  readonly branch: string;
  readonly from: Placed<string>;
  readonly ai: Partial<WrittenAi>;
  readonly people: readonly Entry<readonly string[]>[];
  readonly classes: { readonly [Name in PathClass]?: readonly string[] };
  readonly evidence: Partial<EvidenceSettings>;
  readonly rules: readonly Clause[];
  readonly coverage: readonly Anchor[];
};

export type WrittenAi = {
  readonly stance: Placed<"declined" | "permitted">;
  readonly because: string;
  readonly section: readonly string[];
  readonly exceptions: string;
  readonly signals: Partial<SignalAdjustment>;
  readonly disclosures: readonly DisclosureTrailer[];
  readonly channels: readonly Entry<Omit<Channel, "name">>[];
  readonly citations: readonly string[];
};

/** The reader of a whole `proviso.yaml`. The rules come as an argument, so that no parser knows one by name. */
export function policyReader(catalogue: readonly Rule[]): Reader<Partial<WrittenPolicy>> {
  return sectionReader<WrittenPolicy>(
    {
      proviso: { reader: version, required: true },
      floor: { reader: placed(textReader(forms.floorForm, floorAbout)) },
      document: { reader: oneOrMore(forms.documentForm, "the policy document; of a list, the first that is present") },
      maintainers: { reader: maintainers },
      branch: { reader: textReader(forms.branchForm, "the branch whose policy governs stable branches too") },
      from: { reader: placed(textReader(forms.fromForm, "older commits are not judged: a commit, a tag or a day")) },
      ai: { reader: ai },
      people: { reader: people },
      classes: { reader: classes },
      evidence: { reader: evidence },
      rules: { reader: clausesReader(catalogue), required: true },
      coverage: { reader: coverageReader },
    },
    "a code-provenance policy",
  );
}

const floorAbout =
  "a policy that this one may only tighten: `profile:NAME`, `profile:NAME@DAY`, or a file of the repository; nothing is taken over from it";

const version: Reader<number> = {
  expected: "the version of the format",
  node: "scalar",
  // The version is looked at before anything else is read; see `parsePolicy`.
  read: () => formatVersion,
  schema: () => ({ description: "the version of this format", const: formatVersion }),
};

/** A text, or a list of texts. */
function oneOrMore(form: Form, about: string): Reader<readonly string[]> {
  const one = textReader(form, about);
  return eitherReader([mapped(one, (value) => [value]), listReader(one, `a list: ${form.expected}`, about, 1)], about);
}

const file: Reader<MaintainersSetting> = mapped(
  textReader(forms.pathForm, "a MAINTAINERS or CODEOWNERS file"),
  (path) => ({ kind: "file", path, format: /(?:^|\/)codeowners$/i.test(path) ? "codeowners" : "maintainers" }),
);

const persons = (about: string): Reader<readonly string[]> =>
  listReader(textReader(forms.personForm, "`Name <address>`, an address, or `@login`"), "a list of people", about);

const ownership: Reader<InlineMaintainersEntry> = mapped(
  sectionReader<{ paths: readonly string[]; maintainers: readonly string[]; reviewers: readonly string[] }>(
    {
      paths: { reader: shapeReader(globs("what they maintain", []).shape), required: true },
      maintainers: { reader: persons("who maintains it"), required: true },
      reviewers: { reader: persons("who reviews it, shown but not counted") },
    },
    "some paths and who maintains them",
  ),
  ({ paths = [], maintainers = [], reviewers = [] }, node, notes) => ({
    paths,
    maintainers,
    reviewers,
    line: notes.lineOf(nodeSpan(notes, node).start),
  }),
);

const maintainers: Reader<MaintainersSetting> = eitherReader<MaintainersSetting>(
  [
    file,
    mapped(listReader(ownership, "a list of paths with their maintainers", "who maintains what"), (entries) => ({
      kind: "inline",
      entries,
    })),
  ],
  "who maintains what: a file, or a list",
);

const signalClasses: readonly SignalClass[] = ["agent", "ai-signoff", "review-bot", "bot"];

const addedSignal: Reader<AddedSignal> = mapped(
  sectionReader<{ tool: string; class: SignalClass; address: string; trailer: string; pattern: string }>(
    {
      tool: { reader: textReader(anyText, "the tool's name, as shown"), required: true },
      class: { reader: choiceReader(signalClasses, "what kind of tool it is"), required: true },
      address: { reader: textReader(forms.addressForm, "an exact address, wherever an identity stands") },
      trailer: { reader: textReader(forms.trailerKeyForm, "the key of the trailer that the pattern is for") },
      pattern: { reader: shapeReader(pattern("a linear-time pattern over the trailer's value", null).shape) },
    },
    "one more signal: an address, or a trailer with a pattern over its value",
    {
      oneOf: [
        { required: ["address"], not: { anyOf: [{ required: ["trailer"] }, { required: ["pattern"] }] } },
        { required: ["trailer", "pattern"], not: { required: ["address"] } },
      ],
    },
  ),
  (given, node, notes) => {
    const { address = null, trailer = null, pattern: over = null } = given;
    const isAddress = address !== null && trailer === null && over === null;
    const isTrailer = address === null && trailer !== null && over !== null;
    if (given.tool === undefined || given.class === undefined) return undefined;
    if (isAddress || isTrailer) return { tool: given.tool, class: given.class, address, trailer, pattern: over };
    const words = "a signal has either an `address`, or a `trailer` and a `pattern`";
    return refuse(node, notes, "unreadable-signal", words);
  },
);

const signals = sectionReader<SignalAdjustment>(
  {
    add: { reader: listReader(addedSignal, "a list of signals", "signals that the built-in table lacks") },
    off: {
      reader: listReader(
        textReader(anyText, "a tool of the built-in table"),
        "a list of tools",
        "tools of the built-in table that are no signal here",
      ),
    },
  },
  "adjusts the built-in table of tool identities",
);

const valuePattern = (about: string): Reader<string> => shapeReader(pattern(about, null).shape);

const disclosure: Reader<DisclosureTrailer> = mapped(
  sectionReader<{ key: string; none: string; "outside-scope": string; content: string }>(
    {
      key: { reader: textReader(forms.trailerKeyForm, "the trailer's key"), required: true },
      none: { reader: valuePattern("values that say that no AI was used") },
      "outside-scope": { reader: valuePattern("values that name a use the policy does not cover") },
      content: { reader: valuePattern("values that say that AI-derived content is in the change") },
    },
    "a trailer that discloses AI use",
  ),
  ({ key, none = null, content = null, "outside-scope": outsideScope = null }) =>
    key === undefined ? undefined : { key, none, outsideScope, content },
);

const ai = sectionReader<WrittenAi>(
  {
    stance: { reader: placed(choiceReader(["declined", "permitted"], "the project's stance on AI-derived content")) },
    because: { reader: textReader(forms.headingForm, "the heading of the document that a looser stance rests on") },
    section: {
      reader: oneOrMore(anyText, "the stance is in force while one of these headings stands in the document"),
    },
    exceptions: { reader: textReader(anyText, "the heading of the document under which exceptions are listed") },
    signals: { reader: signals },
    disclosures: {
      reader: listReader(
        disclosure,
        "a list of trailers",
        "trailers that disclose AI use; of the patterns over a value the first that fits decides, in the order none, outside-scope, content",
      ),
    },
    channels: { reader: channelsReader },
    citations: {
      reader: listReader(
        textReader(forms.trailerKeyForm, "the key of a trailer"),
        "a list of trailer keys",
        "trailers whose value cites an exception by its id",
      ),
    },
  },
  "AI-derived content",
);

const people = registerReader(
  forms.loginForm,
  oneOrMore(forms.addressForm, "the addresses under which this person commits and signs"),
  "logins of a forge or of CODEOWNERS, and the addresses they stand for",
);

const pathGlobs = (about: string): Reader<readonly string[]> => shapeReader(globs(about, []).shape);

const classes = sectionReader<{ readonly [Name in PathClass]-?: readonly string[] }>(
  {
    code: { reader: pathGlobs("paths of code") },
    tests: { reader: pathGlobs("paths of tests") },
    docs: { reader: pathGlobs("paths of documentation") },
    translation: { reader: pathGlobs("paths of translations") },
    media: { reader: pathGlobs("paths of images, sound and the like") },
    generated: { reader: pathGlobs("paths of generated files") },
    licence: {
      reader: pathGlobs("paths of licences and other legal texts, which only exceptions that name them cover"),
    },
    policy: { reader: pathGlobs("paths that belong to the policy, beside its own files, which always do") },
  },
  "sorts paths, before the built-in classes do",
);

const evidence = sectionReader<EvidenceSettings>(
  {
    templates: {
      reader: shapeReader(count("templates that may explain a substitution", null, [1, 1000]).shape),
    },
    support: { reader: shapeReader(count("places that each template must have", null, [1, 1000]).shape) },
    replay: {
      reader: choiceReader(
        ["never", "allowed"],
        "may scripts in messages be replayed for a verdict, where who runs the check allows it, too",
      ),
    },
  },
  "what is taken for a proof of what a change is",
);
