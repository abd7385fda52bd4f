import { dayOfText } from "../../src/core/policy/profile-choice.ts";
import { type Profile, type ProfileRevision, profiles } from "../../src/core/policy/profiles.ts";
import { type Example, type ExampleRequest, examples } from "./examples.ts";
import { type Judged, judged, policyOf } from "./judged.ts";

/** The pages of the gallery by their names, made of the profiles and of what became of the examples. */
export function galleryPages(): ReadonlyMap<string, string> {
  const shown = profiles.map((profile) => ({ profile, answers: answersOf(profile) }));
  return new Map([
    ["README.md", overview(shown)],
    ["examples.md", examplesPage()],
    ...shown.map(({ profile, answers }) => [`${profile.name}.md`, profilePage(profile, answers)] as const),
  ]);
}

type Answer = { readonly example: Example; readonly judged: Judged };
type Shown = { readonly profile: Profile; readonly answers: readonly Answer[] };

const answersOf = (
  profile: Profile,
  revision: ProfileRevision | undefined = profile.revisions.at(-1),
): readonly Answer[] => {
  const policy = policyOf(revision ?? profile.revisions[0], profile.name);
  return examples.map((example) => ({ example, judged: judged(policy, example) }));
};

const madeBy =
  "<!-- Written by `node scripts/locked-node.mjs scripts/write-profile-pages.ts`; a test tells when it is out of date. -->";

function overview(shown: readonly Shown[]): string {
  const projects = shown.filter(({ profile }) => profile.name !== "dco").length;
  return `# Profiles

${madeBy}

A profile is the policy of a real project, written as a \`proviso.yaml\`: ${projects} projects, and the plain Developer Certificate of Origin. Each was
written from the project's own text, says where that stands and when it was read, and names what no program can decide by it. Facts carry over, sentences
do not; what the project says binds, not this.

- \`proviso init --list\` shows them, \`proviso init --like NAME\` copies one to start from.
- \`--policy-from profile:NAME\` judges by one, in \`check\`, \`audit\` and wherever else a policy can be chosen.
- \`profile:NAME@DAY\` is the project's text of a day, where it is known to have changed: \`profile:linux@2026-01-31\`.

An audit by \`profile:NAME\` judges each commit by the text in force on the day when it entered, and says from when on which text judged ([the audit](../audit.md#as-of-then));
\`@DAY\` has one text judge all. What a profile asks only while a heading stands in the repository's own document is asked of commits that entered while it stood there.

## The examples

The columns are ${examples.length} [example contributions](examples.md), each judged by every profile; what is expected was written down from the projects' texts and is a test.
\`·\` passes, \`✗\` fails, \`?\` is left to a person, \`!\` passes and something is pointed out.

| | ${examples.map((_, index) => `[${index + 1}](examples.md#${index + 1}-${slugOf(examples[index])})`).join(" | ")} |
|---|${examples.map(() => "---").join("|")}|
${shown.map(({ profile, answers }) => `| [${profile.title}](${profile.name}.md) | ${answers.map(markOf).join(" | ")} |`).join("\n")}

## The projects

| Project | Profile | Stance | By | Text |
|---|---|---|---|---|
${shown.map(({ profile }) => projectRow(profile)).join("\n")}
`;
}

const slugOf = (example: Example | undefined): string => example?.id ?? "";

const projectRow = (profile: Profile): string =>
  `| [${profile.title}](${profile.name}.md) | \`${profile.name}\` | ${profile.summary} | ${profile.by} | ${profile.revisions.map((one) => dayOfText(profile, one)).join("; ")} |`;

function markOf({ judged: { conclusion, warns } }: Answer): string {
  if (conclusion === "fail") return "✗";
  if (conclusion !== "pass") return "?";
  return warns.length > 0 ? "!" : "·";
}

function requestInWords({ text, labels, byProgram, issue, other }: ExampleRequest): string {
  const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
  const facts = [
    labels.length === 0 ? [] : `with the label ${named(labels)}`,
    byProgram === true ? "opened by a program" : [],
    issue === undefined ? [] : `about an issue with the label ${named(issue)}`,
    other === undefined ? [] : "while another of the same account is open that ticks the same box",
  ].flat();
  return `\nIts pull request${facts.map((fact) => `, ${fact}`).join("")}:\n\n~~~text\n${text}\n~~~\n`;
}

function examplesPage(): string {
  const parts = examples.map((example: Example, index) => {
    const { id, shows, message, author, committer, isMerge, changes, request } = example;
    const facts = [
      author === undefined ? [] : `author \`${author}\``,
      committer === undefined ? [] : `committer \`${committer}\``,
      isMerge === true ? "two parents" : [],
      changes === undefined ? [] : `changes ${changesInWords(changes)}`,
    ].flat();
    const told = facts.length === 0 ? "" : `\n${facts.join(", ")}\n`;
    const asked = request === undefined ? "" : requestInWords(request);
    return `## ${index + 1} ${id}\n\n${shows}\n${told}\n~~~text\n${message}\n~~~\n${asked}`;
  });
  return `# Example contributions

${madeBy}

They are written for this, and their people are invented. If nothing else is said, \`Ada Lovely <ada@example.org>\` wrote and committed the commit, and it changes
a line of a source file. Where no pull request is shown, no forge was asked for one. What each project makes of them is [one table](README.md#the-examples).

${parts.join("\n")}`;
}

const changesInWords = (changes: readonly string[]): string => {
  const [first = "", ...rest] = changes;
  const more = rest.length > 2 ? [first, `${rest.length} more like it`] : changes.map((one) => `\`${one}\``);
  return rest.length > 2 ? `\`${first}\` and ${more[1]}` : more.join(", ");
};

function profilePage(profile: Profile, answers: readonly Answer[]): string {
  const { name, title, summary, by, read, source, revisions, undecided } = profile;
  const count = (conclusion: string): number =>
    answers.filter(({ judged: one }) => one.conclusion === conclusion).length;
  return `# ${title}

${madeBy}

${summary}.

| | |
|---|---|
| Profile | \`profile:${name}\` |
| Source | ${linked(source)} |
| In force | ${dayOfText(profile, revisions.at(-1) ?? revisions[0])} |
| Last read | ${read} |
| Contributions come by | ${by} |

${earlierTexts(profile)}## What it leaves to people

${undecided.map((one) => `- ${one}`).join("\n")}

## What it says of the examples

Of ${answers.length} [examples](examples.md) it lets ${count("pass")} pass, refuses ${count("fail")} and leaves ${count("undecided")} to a person. Those of which it says something:

${answerTable(answers)}

## The policy

\`proviso init --like ${name}\` writes it.

~~~yaml
${profile.text.trimEnd()}
~~~
`;
}

function answerTable(answers: readonly Answer[]): string {
  const rows = answers.flatMap(({ example: { id, shows }, judged: { fails, undecided, warns } }, index) => {
    const words = [
      inWords("fails", fails),
      inWords("left to a person", undecided),
      inWords("pointed out", warns),
    ].flat();
    return words.length === 0
      ? []
      : [`| [${index + 1}](examples.md#${index + 1}-${id}) | ${shows} | ${words.join("; ")} |`];
  });
  return rows.length === 0
    ? "None: what the project asks stands in the pull request, or is people's to see."
    : ["| | Example | |", "|---|---|---|", ...rows].join("\n");
}

const inWords = (how: string, rules: readonly string[]): readonly string[] =>
  rules.length === 0 ? [] : [`${how}: ${rules.map((rule) => `[${rule}](../rules/${rule}.md)`).join(", ")}`];

/** Earlier texts, and of which examples each says something else than the one in force. */
function earlierTexts(profile: Profile): string {
  const { name, revisions } = profile;
  if (revisions.length === 1) return "";
  const now = answersOf(profile);
  const lines = revisions.map((one, index) => {
    const selected = one.since === null ? "the oldest that is known" : `\`profile:${name}@${one.since}\``;
    const what = one.change === null ? "" : `: ${one.change}`;
    const isLast = index === revisions.length - 1;
    const others = isLast ? [] : othersThan(now, answersOf(profile, one));
    const told =
      isLast || others.length === 0
        ? ""
        : `. It says something else of ${others.length > linkedMax ? `${others.length} examples` : others.join(", ")}`;
    return `- ${dayOfText(profile, one)} (${selected})${what}. Source: ${linked(one.source)}${told}`;
  });
  return `## Its texts\n\n${lines.join("\n")}\n\n`;
}

/** Examples that are named one by one. */
const linkedMax = 10;

const othersThan = (now: readonly Answer[], then: readonly Answer[]): readonly string[] =>
  now.flatMap(({ example: { id }, judged: one }, index) =>
    JSON.stringify(one) === JSON.stringify(then[index]?.judged)
      ? []
      : [`[${index + 1}](examples.md#${index + 1}-${id})`],
  );

/** An address at the start becomes a link; what stands behind it says where in that. */
const linked = (source: string): string =>
  source
    .replace(/^https:\/\/[^\s,;]+/, (address) => `<${address}>`)
    .replaceAll(/(?<![<\w])https:\/\/[^\s,;)]+/g, "<$&>");
