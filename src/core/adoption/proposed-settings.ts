import { counted } from "../report/layout.ts";
import { shown } from "../report/words.ts";
import {
  aiRules,
  aiSettings,
  becauseOf,
  canBeNamed,
  disclosureSettings,
  type Stated,
  statedStance,
} from "./ai-settings.ts";
import type { ContributionDocument } from "./contribution-document.ts";
import type { Readings } from "./readings.ts";
import type { Seen } from "./seen.ts";
import { leftOpen, proposed, type Setting } from "./setting.ts";
import { signOffSettings } from "./sign-off-settings.ts";
import { isReadme } from "./wanted-files.ts";
import { scalarOf } from "./yaml-writing.ts";

/** What lint refused, with its words: it is left open instead. */
export type Excluded = {
  readonly document?: string;
  readonly maintainers?: string;
  readonly exceptions?: string;
};

/** Every setting of the proposal, in the order in which the file has them. */
export function settingsFor(seen: Seen, readings: Readings, excluded: Excluded): readonly Setting[] {
  const documents = excluded.document === undefined ? readings.documents : [];
  const stated = statedStance(documents);
  const binding = stated?.by ?? certifyingDocument(documents);
  const signing = binding?.signing ?? null;
  const because = signing !== null && canBeNamed(signing) ? becauseOf(signing) : null;
  const maintainers = maintainersSetting(readings, excluded);
  const ai = aiSettings(stated, documents, excluded.exceptions ?? null);
  const isProposed = (name: string): boolean => ai.some((one) => one.name === name && one.state === "proposed");
  return [
    documentSetting(binding, stated, readings, excluded),
    ...maintainers,
    ...branchSetting(seen),
    ...ai,
    ...signOffSettings(seen.practice, readings, because),
    ...aiRules(
      stated,
      isProposed("ai.exceptions"),
      maintainers.some(({ state }) => state === "proposed"),
    ),
    ...disclosureSettings(seen.practice),
  ];
}

/** The likeliest document that names the certificate and could be a policy's. A README only presents the project. */
const certifyingDocument = (documents: readonly ContributionDocument[]): ContributionDocument | undefined =>
  documents.find(
    ({ certificate, document, source }) => certificate !== null && document !== null && !isReadme(source.name),
  );

function documentSetting(
  binding: ContributionDocument | undefined,
  stated: Stated | undefined,
  { documents }: Readings,
  { document: why }: Excluded,
): Setting {
  if (binding === undefined) {
    const nearest = documents.find(({ aiSections, document }) => aiSections.length > 0 && document !== null);
    const value = scalarOf(nearest?.source.name ?? "CONTRIBUTING.md");
    if (why !== undefined) return leftOpen("document", value, `The document was left out: ${why}.`);
    return leftOpen(
      "document",
      value,
      ...documents.flatMap(unreadable).slice(0, 1),
      "Name the text that binds, if there is one.",
    );
  }
  const { certificate, signing, source } = binding;
  const reasons = ["The text that binds."];
  if (certificate !== null) {
    const under = signing === null ? "" : `, under "${shown(signing.title)}"`;
    reasons.push(`Line ${certificate.line} names the ${shown(certificate.words)}${under}.`);
  }
  if (stated !== undefined)
    reasons.push(`Line ${stated.section.at.line} has the heading "${shown(stated.section.at.words)}".`);
  return proposed("document", scalarOf(source.name), reasons.join(" "));
}

/** A document that names the certificate, in a form that a policy's document cannot have. */
const unreadable = ({ certificate, document, source }: ContributionDocument): readonly string[] =>
  certificate === null || document !== null
    ? []
    : [
        `${shown(source.name)}:${certificate.line} names the ${shown(certificate.words)}, but is neither Markdown nor reStructuredText.`,
      ];

function maintainersSetting({ maintainers }: Readings, excluded: Excluded): readonly Setting[] {
  if (maintainers === null) return [];
  const { source, form, people } = maintainers;
  const unfit = maintainers.unfit ?? excluded.maintainers ?? null;
  const value = scalarOf(source.name);
  if (unfit !== null) return [leftOpen("maintainers", value, `${source.name} is there and was left out: ${unfit}.`)];
  return [proposed("maintainers", value, `It names ${counted(people, "maintainer")}, in the form of ${form}.`)];
}

/** What git takes for a branch and a policy does, too. */
function branchSetting({ head }: Seen): readonly Setting[] {
  const { branch } = head;
  if (branch === null || !/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+/-]*$/.test(branch)) return [];
  return [
    leftOpen("branch", scalarOf(branch), "The branch whose policy governs stable branches too, if you have such."),
  ];
}
