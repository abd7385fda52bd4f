import { loadProfile } from "../../app/load-profile.ts";
import { initialPolicy } from "../../core/policy/init.ts";
import { profiles } from "../../core/policy/profiles.ts";
import { fold } from "../../core/report/layout.ts";
import { largest } from "../../core/text/long-lists.ts";
import { type CommonOptions, valueOf } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { placeForPolicy } from "../policy-place.ts";
import { terminalOf } from "../terminal.ts";

export type InitOptions = CommonOptions & {
  readonly like?: string;
  readonly print?: boolean;
  readonly list?: boolean;
  readonly yes?: boolean;
};

/**
 * `proviso init`: proposes a policy that fits the repository, or writes a profile's. Never overwrites a policy, nor puts one above
 * another.
 */
export async function runInit(options: InitOptions): Promise<void> {
  const { like, print, list, format, yes } = options;
  if (list) return writeOut(profileList(terminalOf(process.stdout).width));
  if (like === undefined) {
    const { runAdoption } = await import("./init-adoption.ts");
    return runAdoption(options);
  }
  if (format === "json")
    throw new CommandFailure("--format json is for what `init` sees, so it takes no --like", "usage");
  if (yes) throw new CommandFailure("--like writes without asking, so it takes no --yes", "usage");
  const { profile, revision } = valueOf(await loadProfile(like));
  const text = initialPolicy(profile, revision);
  if (print) return writeOut(text);
  const place = await placeForPolicy();
  await place.write(text);
  await writeOut(`wrote proviso.yaml like ${like}'s; read it, then \`proviso policy lint\`\n`);
}

/** The profiles by name, each with the day of its text (of its reading, where nobody knows since when it is in force) and its source. */
function profileList(width: number | null): string {
  const nameWidth = largest(profiles.map(({ name }) => name.length));
  const lines = profiles.flatMap(({ name, date, summary, source, revisions }) => {
    const head = `${name.padEnd(nameWidth)}  ${date}  `;
    const indent = " ".repeat(head.length);
    const days = revisions.flatMap(({ since }) => since ?? []);
    const texts = days.length < 2 ? "" : `; texts since ${days.join(", ")} (${name}@DAY)`;
    return [...fold(head, `${summary}${texts}`, indent, width), ...fold(indent, source, indent, width)];
  });
  return lines.map((line) => `${line}\n`).join("");
}
