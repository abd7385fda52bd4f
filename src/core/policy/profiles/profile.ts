/** What a project's text asked from one day on, as a `proviso.yaml` would say it. */
export type ProfileRevision = {
  /** The day from which it is in force, `YYYY-MM-DD`; null, of the oldest only: nobody knows since when. */
  readonly since: string | null;
  /** Where the project says so: the text and the commit or the day of its reading. */
  readonly source: string;
  /** What it brought, in a few words; null, of the oldest only. */
  readonly change: string | null;
  /** The commented YAML file. */
  readonly text: string;
};

/** A real project's policy as an example, with the revisions that are known of it. */
export type Profile = {
  /** In kebab-case; `profile:NAME` selects it. */
  readonly name: string;
  /** The project as it calls itself. */
  readonly title: string;
  /** Its stance in words; one line. */
  readonly summary: string;
  /** How contributions reach it. */
  readonly by: "mail" | "pull requests" | "either";
  /** The day by which its text was last read, `YYYY-MM-DD`. */
  readonly read: string;
  /** What of the text no program decides by this profile, a clause each. */
  readonly undecided: readonly string[];
  /** Oldest first; the last is in force. */
  readonly revisions: readonly [ProfileRevision, ...ProfileRevision[]];
  /** Of the last revision: where the project says so. */
  readonly source: string;
  /** Of the last revision: the day since which it is in force, else that of its reading. */
  readonly date: string;
  /** Of the last revision: the commented YAML file. */
  readonly text: string;
};

/** A profile as it is written down: each revision's settings stand below the line `proviso: 1`. */
export type WrittenProfile = Omit<Profile, "revisions" | "source" | "date" | "text"> & {
  readonly revisions: readonly [WrittenRevision, ...WrittenRevision[]];
};

type WrittenRevision = Omit<ProfileRevision, "text" | "change"> & {
  readonly change?: string;
  readonly settings: string;
};

/** Makes a profile of what is written down: each revision's file begins with what it is and what it leaves to people. */
export function defineProfile(written: WrittenProfile): Profile {
  const [first, ...later] = written.revisions;
  const revisions = [revisionOf(written, first), ...later.map((one) => revisionOf(written, one))] as const;
  const { since, source, text } = revisions.at(-1) ?? revisions[0];
  return { ...written, revisions, source, text, date: since ?? written.read };
}

function revisionOf(written: WrittenProfile, { since, source, change, settings }: WrittenRevision): ProfileRevision {
  return { since, source, change: change ?? null, text: `${headOf(written, since, source)}proviso: 1\n${settings}` };
}

function headOf({ title, summary, undecided, read }: WrittenProfile, since: string | null, source: string): string {
  const inForce = since === null ? "" : `In force since ${since}. `;
  const left = undecided.length === 0 ? "" : `Left to people: ${undecided.join("; ")}.`;
  const paragraphs = [`${title}: ${summary}.`, `Source: ${source}.`, `${inForce}Read ${read}.`, left];
  return paragraphs
    .filter((paragraph) => paragraph !== "")
    .flatMap((paragraph) => folded(paragraph))
    .map((line) => `# ${line}\n`)
    .join("");
}

/** Characters of a line of the head, without its mark. */
const lineMax = 118;

function folded(paragraph: string): readonly string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > lineMax) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
