// Judges the commits of BASE..HEAD by the policy that BASE has, as a CI script could: `node judge-range.mjs BASE`.
// The core is pure: this script asks git, the library judges.
import { execFileSync } from "node:child_process";
import { catalogue, judge, parseCommit, parsePolicy, policyFromTexts, renderText } from "proviso";

const base = process.argv[2] ?? "origin/HEAD";

const git = (...args) => execFileSync("git", args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });

/** A file of the base revision, or null: a contribution cannot loosen the policy that judges it. */
function fileAtBase(path) {
  try {
    return { name: path, text: git("show", `${base}:${path}`).toString("utf8") };
  } catch {
    return null;
  }
}

const own = fileAtBase("proviso.yaml");
if (own === null) throw new Error(`there is no proviso.yaml at ${base}`);

// The policy itself says which texts it needs; all are read at the same revision.
const { settings } = parsePolicy(own, catalogue);
const firstOf = (paths) => paths.map(fileAtBase).find((file) => file !== null) ?? null;
const policy = policyFromTexts(
  {
    policy: own,
    document: firstOf(settings.document),
    maintainers: settings.maintainers.kind === "file" ? fileAtBase(settings.maintainers.path) : null,
    mailmap: fileAtBase(".mailmap"),
  },
  catalogue,
);

const ids = git("rev-list", `${base}..HEAD`).toString().split("\n").filter(Boolean);
const commits = ids.map((id) => parseCommit(id, git("cat-file", "commit", id)));

const report = judge(policy, { commits, today: new Date().toISOString().slice(0, 10), subject: `${base}..HEAD` });

process.stdout.write(renderText(report, { verbose: false, colour: false, hyperlinks: null, width: null }));
process.exitCode = { pass: 0, fail: 1, undecided: 2 }[report.conclusion];
