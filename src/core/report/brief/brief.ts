import type { Policy } from "../../policy/policy.ts";
import { append } from "../../text/long-lists.ts";
import { markdownCode, markdownText } from "../markdown.ts";
import { agentBrief } from "./agent.ts";
import type { Audience } from "./audiences.ts";
import { contributorBrief } from "./contributor.ts";
import { maintainerBrief } from "./maintainer.ts";
import type { Point, Section } from "./section.ts";

const titles: { readonly [A in Audience]: string } = {
  agent: "Provenance: what an agent must know",
  contributor: "Provenance: what a contribution needs",
  maintainer: "Provenance: a review checklist",
};

const writers: { readonly [A in Audience]: (policy: Policy) => readonly Section[] } = {
  agent: agentBrief,
  contributor: contributorBrief,
  maintainer: maintainerBrief,
};

/**
 * What a policy asks of somebody, as a page of Markdown that ends in a line feed. The same policy gives the same page on every
 * machine and day, so that a committed copy can be compared: no revision stands in it, unless `withSource` says so.
 */
export function renderBrief(policy: Policy, audience: Audience, withSource = false): string {
  const lines = [`## ${titles[audience]}`, "", sourceLine(policy), ...(withSource ? [revisionLine(policy)] : [])];
  for (const { title, text, points } of writers[audience](policy)) {
    if (text.length === 0 && points.length === 0) continue;
    append(lines, ["", `### ${title}`, "", ...text]);
    append(lines, pointLines(points, text.length > 0, audience));
  }
  return `${lines.join("\n")}\n`;
}

/** Points as a list, those that are only warnings behind the others. An agent need not know which it could ignore. */
function pointLines(points: readonly Point[], isBelowText: boolean, audience: Audience): readonly string[] {
  const listed = (some: readonly Point[]): readonly string[] => some.map(({ text }) => `- ${text}`);
  const required = points.filter(({ isWarning }) => !isWarning || audience === "agent");
  const warned = points.filter((point) => !required.includes(point));
  const lines = [...(isBelowText && required.length > 0 ? [""] : []), ...listed(required)];
  if (warned.length === 0) return lines;
  const gap = isBelowText || required.length > 0 ? [""] : [];
  return [...lines, ...gap, "Expected, and pointed out where it is not so:", "", ...listed(warned)];
}

function sourceLine({ settings, document, origin }: Policy): string {
  const own = markdownCode(settings.source.name.replace(/^profile:/, ""));
  const file = settings.source.name.startsWith("profile:") ? `the example policy ${own}` : own;
  if (origin.kind === "built-in")
    return "The project has no policy of its own; this is the plain Developer Certificate of Origin.";
  const [named] = settings.document;
  const text = document?.source.name ?? named;
  if (text === undefined) return `A summary of ${file}.`;
  return `A summary of ${markdownCode(text)}, the text that binds, and of ${file}, by which it is checked.`;
}

const revisionLine = ({ origin, digest }: Policy): string =>
  `As of ${origin.revision === null ? markdownText(origin.name) : markdownCode(origin.revision)}, digest ${markdownCode(digest)}.`;
