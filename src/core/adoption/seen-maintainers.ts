import { compileMaintainers } from "../policy/compile-maintainers.ts";
import { counted } from "../report/layout.ts";
import { shown } from "../report/words.ts";
import type { Source } from "../text/source.ts";

/** A maintainers file, and whether a policy can be made with it. */
export type SeenMaintainers = {
  readonly source: Source;
  readonly form: "MAINTAINERS" | "CODEOWNERS";
  readonly people: number;
  /** Why it is not proposed; null: it is. */
  readonly unfit: string | null;
};

/** Reads a file by its name, as a policy that names it would. */
export function readSeenMaintainers(source: Source): SeenMaintainers {
  const isCodeowners = /(?:^|\/)codeowners$/i.test(source.name);
  const format = isCodeowners ? "codeowners" : "maintainers";
  const read = compileMaintainers({ maintainers: { kind: "file", path: source.name, format }, source }, source);
  const people = read.maintainers.known ? read.maintainers.value.everyMaintainer : [];
  const logins = people.filter(({ kind }) => kind === "login").length;
  const error = read.problems.find(({ severity }) => severity === "error");
  const unfit =
    error !== undefined
      ? `it cannot be read: ${shown(error.text)}`
      : people.length === 0
        ? `it names nobody in the form of ${isCodeowners ? "CODEOWNERS" : "Linux and QEMU"}`
        : logins > 0
          ? `of ${counted(people.length, "owner")} it names ${logins} by a login, whose addresses have to stand under \`people:\` first`
          : null;
  return { source, form: isCodeowners ? "CODEOWNERS" : "MAINTAINERS", people: people.length, unfit };
}

/** The first file that a policy can be made with, else the first. */
export const likeliest = (files: readonly SeenMaintainers[]): SeenMaintainers | undefined =>
  files.find(({ unfit }) => unfit === null) ?? files[0];
