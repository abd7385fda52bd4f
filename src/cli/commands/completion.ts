import { type Command as CompletedCommand, type RootCommand, script } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { readPolicy } from "../../app/read-policy.ts";
import { type Profile, profiles } from "../../core/policy/profiles.ts";
import { catalogue } from "../../core/rules/catalogue.ts";
import { withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";

/** A word to offer, and what it is. */
type Word = { readonly value: string; readonly about: string };

const shells = ["bash", "zsh", "fish", "powershell"];

/** `proviso completion SHELL`: prints the script that lets the shell ask us for words. */
export function runCompletion(_program: Command, shell: string): void {
  if (!shells.includes(shell)) {
    throw new CommandFailure(`there is no completion for \`${shell}\`; there is one for ${shells.join(", ")}`, "usage");
  }
  script(shell, "proviso", "proviso");
}

/**
 * `proviso complete -- WORDS`: what the script asks at every press of the key. The last word is the one being typed, empty
 * for a new one. Exceptions are those of the work tree's policy; where none can be read there is nothing to offer, no error.
 */
export async function answerCompletion(program: Command, args: readonly string[]): Promise<void> {
  const words = args[0] === "--" ? args.slice(1) : args;
  const root: RootCommand = tab(program);
  for (const name of ["complete", "help"]) root.commands.delete(name);
  for (const command of root.commands.values()) makePlain(command);
  const exceptions = words[0] === "exception" || words[0] === "explain" ? await listedExceptions() : [];
  offerArgument(root, "explain", "what", [...rules(), ...exceptions]);
  offerArgument(root, "exception show", "id", exceptions);
  offerArgument(root, "exception exposure", "id", exceptions);
  offerArgument(
    root,
    "completion",
    "shell",
    shells.map((value) => ({ value, about: "shell" })),
  );
  offerOption(
    root,
    "like",
    profiles.map(({ name, summary }) => ({ value: name, about: summary })),
  );
  const chosen = profiles.flatMap(profileWords);
  offerOption(root, "policy-from", [
    { value: "worktree", about: "the policy as it stands in the work tree" },
    ...chosen,
  ]);
  root.parse([...words]);
}

/** A profile, and each of its texts where there are several. */
function profileWords({ name, summary, revisions }: Profile): readonly Word[] {
  const texts = revisions.flatMap(({ since }) =>
    since === null || revisions.length === 1
      ? []
      : [{ value: `profile:${name}@${since}`, about: `${name}'s text since ${since}` }],
  );
  return [{ value: `profile:${name}`, about: summary }, ...texts];
}

/** One line, and nothing that a shell could evaluate: some of the scripts hand descriptions on unquoted. */
const plain = (about: string): string => (about.split("\n")[0] ?? "").replaceAll(/[`$"'\\]/g, "");

function makePlain(command: CompletedCommand): void {
  command.description = plain(command.description);
  for (const option of command.options.values()) option.description = plain(option.description);
}

const rules = (): readonly Word[] => catalogue.map(({ id, summary }) => ({ value: id, about: summary }));

function offerArgument(root: RootCommand, command: string, name: string, words: readonly Word[]): void {
  const argument = root.commands.get(command)?.arguments.get(name);
  if (argument !== undefined) argument.handler = (offer) => offerAll(words, offer);
}

/** An option means the same wherever a command has it. */
function offerOption(root: RootCommand, name: string, words: readonly Word[]): void {
  for (const command of root.commands.values()) {
    const option = command.options.get(name);
    if (option !== undefined) option.handler = (offer) => offerAll(words, offer);
  }
}

function offerAll(words: readonly Word[], offer: (value: string, about: string) => void): void {
  for (const { value, about } of words) offer(value, plain(about));
}

/**
 * The ids of listed exceptions, without their titles: shells evaluate what they are offered, and a document is
 * somebody else's text, so only plain words pass.
 */
async function listedExceptions(): Promise<readonly Word[]> {
  try {
    const policy = await withRepository((ports) => readPolicy({ kind: "worktree" }, ports));
    const listed = policy.ok ? policy.value.exceptions : [];
    return listed
      .filter(({ id }) => /^[a-z0-9-]+$/.test(id))
      .map(({ id }) => ({ value: id, about: "listed exception" }));
  } catch {
    return [];
  }
}
