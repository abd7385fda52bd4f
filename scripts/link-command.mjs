// Lets `npx proviso` in a clone find the command that was just built: npm links the commands of dependencies, not a package's own.
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));
await mkdir(folder, { recursive: true });
if (process.platform === "win32") {
  await writeFile(`${folder}proviso.cmd`, '@node "%~dp0\\..\\..\\dist\\proviso.cjs" %*\r\n');
} else {
  await rm(`${folder}proviso`, { force: true });
  await symlink("../../dist/proviso.cjs", `${folder}proviso`);
}
