import { spawn } from "node:child_process";
import { userEditor } from "../adapters/git/editor.ts";
import { CommandFailure } from "./exit-status.ts";

/** Opens a file in the editor that git would open, and waits until it is closed. Ends the command if the editor fails. */
export async function openEditor(path: string): Promise<void> {
  const editor = await userEditor(process.cwd());
  if (!editor.ok) throw new CommandFailure(`${editor.error.text}; the form is in \`${path}\``, "work");
  const end = await run(editor.value, path);
  if (end === null) return;
  throw new CommandFailure(`the editor (\`${editor.value}\`) ${end}; what was saved is in \`${path}\``, "work");
}

/** Null when all went well, else what happened. The command is words for a shell, as git has it. */
function run(command: string, path: string): Promise<string | null> {
  // An interrupt at the terminal is for the editor, which asks or goes on as it likes.
  const forTheEditor = (): void => {};
  process.on("SIGINT", forTheEditor);
  // Standard output may be a file that the request is to go to.
  const screen = process.stdout.isTTY ? "inherit" : 2;
  const windows = process.platform === "win32";
  const child = windows
    ? spawn(`${command} "${path}"`, { shell: true, stdio: ["inherit", screen, "inherit"] })
    : spawn("sh", ["-c", `${command} "$@"`, command, path], { stdio: ["inherit", screen, "inherit"] });
  return new Promise<string | null>((resolve) => {
    child.on("error", ({ message }) => resolve(`cannot be started: ${message}`));
    child.on("close", (status, signal) => {
      if (signal !== null) resolve(`was ended by ${signal}`);
      else resolve(status === 0 ? null : `ended with status ${status}`);
    });
  }).finally(() => process.off("SIGINT", forTheEditor));
}
