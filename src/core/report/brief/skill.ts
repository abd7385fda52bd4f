import { newPage } from "./block.ts";

/** What a skill may be called, and so the directory it stands in: lower case, digits, single hyphens. Rule of the Agent Skills format. */
const nameForm = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The name of a skill that is printed and not yet put anywhere. */
export const usualSkillName = "provenance";

/** Can a skill stand in a directory of this name? */
export const isSkillName = (name: string): boolean => nameForm.test(name);

// Agents decide by this whether to read on. It says nothing of the policy itself, so it stays true when that changes.
const description =
  "What this repository asks of code, texts and commit messages that a coding agent had a part in: whether AI-derived content may be contributed, " +
  "under which exceptions, what a commit message says, what never stands in one. Read it before you write, change, generate or commit anything here, " +
  "and before a patch, a pull request or a merge request is made.";

const steps = `# Provenance in this repository

1. Before you write what is to be contributed, find the case in the brief below: permitted, covered by a listed exception, or declined.
2. If it is declined, or you cannot tell, write nothing. Say which point declines it, and ask whom you work for.
3. Keep the whole change within the exception's conditions: they are judged of the commit as it is.
4. Stage the change, write the message into a file, and ask \`proviso check --message FILE\`. It ends with 0 if all is well, 1 if something does not keep
   the policy, 2 if a person must decide, and with 3 or 4 if nothing was judged.
5. Mend what it names. Never word a message so that a finding goes away, and never leave out of it that AI was used.
6. Say which sign-offs, second opinions and decisions are still missing. They are people's to give.
`;

/** A whole SKILL.md (Agent Skills format): when to read it, the steps that keep the policy, and the brief in a block that `--write` brings up to date. */
export const skillPage = (name: string, brief: string): string =>
  `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\n---\n\n${steps}\n${newPage("agent", brief)}`;
