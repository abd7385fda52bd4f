// The list of what a release holds (a CycloneDX document), from the lock file: `npm run -s sbom > sbom.cdx.json`, after a build.
// What is bundled is a development dependency to npm, so npm alone would leave out nearly all of it: `dist/licences.txt`, which the build writes, names it.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Bytes that npm may write. */
const outputMax = 64 << 20;

const root = fileURLToPath(new URL("../", import.meta.url));
const listed = spawnSync("npm", ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], { cwd: root, encoding: "utf8", maxBuffer: outputMax });
if (listed.status !== 0) {
  process.stderr.write(`npm could not list the packages of the lock file: ${listed.stderr}`);
  process.exit(4);
}
const whole = JSON.parse(listed.stdout);
const licences = readFileSync(new URL("../dist/licences.txt", import.meta.url), "utf8");
const bundled = new Set([...licences.matchAll(/^(\S+) (\d\S*) \([^\n]*\)$/gm)].map(([, name, version]) => `${name}@${version}`));

/** @param {{ properties?: { name: string }[] }} component */
const isForDevelopment = ({ properties = [] }) => properties.some(({ name }) => name === "cdx:npm:package:development");

/** @param {{ name: string, version: string, properties?: { name: string }[] }} component */
const isShipped = (component) => bundled.has(`${component.name}@${component.version}`) || !isForDevelopment(component);

const components = whole.components.filter(isShipped).map((/** @type {{ properties?: { name: string }[], scope?: string }} */ { properties, scope, ...component }) => ({
  ...component,
  scope: isForDevelopment({ properties }) ? "required" : scope,
}));
const missing = [...bundled].filter((id) => !components.some((/** @type {{ name: string, version: string }} */ { name, version }) => `${name}@${version}` === id));
if (missing.length > 0) {
  process.stderr.write(`the build and the lock file disagree: ${missing.join(", ")}; run \`npm ci\` first\n`);
  process.exit(4);
}
const kept = new Set([whole.metadata.component["bom-ref"], ...components.map((/** @type {{ "bom-ref": string }} */ one) => one["bom-ref"])]);
const dependencies = whole.dependencies
  .filter((/** @type {{ ref: string }} */ { ref }) => kept.has(ref))
  .map((/** @type {{ ref: string, dependsOn?: string[] }} */ { ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
// npm calls it by the name of the directory.
const component = { ...whole.metadata.component, name: "proviso" };
process.stdout.write(`${JSON.stringify({ ...whole, metadata: { ...whole.metadata, component }, components, dependencies }, null, 2)}\n`);
