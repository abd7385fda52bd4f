import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { expectHarmless } from "../cli/proviso.ts";
import type { TestForge } from "./forge.ts";
import { type RunResult, run } from "./run.ts";

/** What came of a job: of its log, and of the files that its runner gives it. */
export type JobEnd = RunResult & {
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly checkout: string;
};

/** An event as a forge tells a job of it. */
export type TestEvent = {
  readonly name: string;
  readonly payload: unknown;
  /** What the checkout gets: GITHUB_SHA and GITHUB_REF. */
  readonly sha: string;
  readonly ref: string;
};

type Step = { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> };
type Workflow = { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> };

const root = join(import.meta.dirname, "../..");
export const readExample = (name: string): string => readFileSync(join(root, "examples/ci", name), "utf8");

/** The steps of an example, and the inputs of those that use what the name says. */
export function stepsOf(example: string): readonly Step[] {
  const workflow = parse(readExample(example)) as Workflow;
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps);
}

const inputsOf = (example: string, action: RegExp): Readonly<Record<string, string>> => {
  const step = stepsOf(example).find(({ uses }) => action.test(uses ?? ""));
  if (step === undefined) throw new Error(`${example} has no step that uses ${action}`);
  return Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)]));
};

/**
 * What actions/checkout does: it fetches one commit under a name, with as much history as `fetch-depth` says, and checks it out; a
 * branch as a branch, anything else detached.
 */
export async function checkOut(forge: TestForge, { sha, ref }: TestEvent, depth: number): Promise<string> {
  const directory = forge.directory("checkout");
  const git = (...words: readonly string[]) => forge.git(directory, ...words);
  const limit = depth === 0 ? [] : [`--depth=${depth}`];
  const everything = depth === 0 ? ["+refs/heads/*:refs/remotes/origin/*"] : [];
  await git("init", "--quiet");
  await git("remote", "add", "origin", forge.url);
  const branch = ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;
  const name = branch === null ? ref.replace("refs/", "refs/remotes/") : `refs/remotes/origin/${branch}`;
  await git(
    "-c",
    "protocol.version=2",
    "fetch",
    "--quiet",
    "--no-tags",
    ...limit,
    "origin",
    `+${sha}:${name}`,
    ...everything,
  );
  if (branch === null) await git("checkout", "--quiet", "--force", name);
  else await git("checkout", "--quiet", "--force", "-B", branch, name);
  return directory;
}

export type JobOptions = {
  readonly event: TestEvent;
  /** Over the example's. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depth?: number;
  /** Before the action runs: a job may do anything in its checkout. */
  readonly before?: (checkout: string) => Promise<void> | void;
  /** Where the action is, if not in the build. */
  readonly action?: string;
};

/** Runs an example's job as a runner of actions does: the checkout, then the action with the example's inputs. */
export async function runAction(forge: TestForge, example: string, options: JobOptions): Promise<JobEnd> {
  const { event, inputs = {}, environment = {}, action = join(dirname(inject("bundle")), "action.cjs") } = options;
  const checkoutInputs = inputsOf(example, /^actions\/checkout@/);
  const checkout = await checkOut(forge, event, options.depth ?? Number(checkoutInputs["fetch-depth"] ?? 1));
  await options.before?.(checkout);
  const files = runnerFiles(forge, event.payload);
  const given = { ...defaultInputs(), ...inputsOf(example, /\/proviso@/), ...inputs };
  const known = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const env = {
    ...forge.work.environment,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "example/lamps",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    ...files,
    ...known,
    ...environment,
  };
  return jobEnd(await run(process.execPath, [action], { cwd: checkout, env }), files, checkout);
}

/** Unknown inputs of an example would be a mistake in it; runners hand on the defaults of those that nobody gave. */
export function defaultInputs(): Readonly<Record<string, string>> {
  const { inputs } = parse(readFileSync(join(root, "action.yml"), "utf8")) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""]));
}

function runnerFiles(forge: TestForge, payload: unknown): Readonly<Record<string, string>> {
  const directory = forge.directory("runner");
  const files = {
    GITHUB_EVENT_PATH: join(directory, "event.json"),
    GITHUB_STEP_SUMMARY: join(directory, "summary.md"),
    GITHUB_OUTPUT: join(directory, "outputs"),
  };
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(payload));
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  writeFileSync(files.GITHUB_OUTPUT, "");
  return files;
}

function jobEnd(end: RunResult, files: Readonly<Record<string, string>>, checkout: string): JobEnd {
  expectHarmless(end.stdout + end.stderr);
  const read = (name: string): string => (existsSync(files[name] ?? "") ? readFileSync(files[name] ?? "", "utf8") : "");
  return { ...end, summary: read("GITHUB_STEP_SUMMARY"), outputs: readOutputs(read("GITHUB_OUTPUT")), checkout };
}

/** As runners read GITHUB_OUTPUT: `name<<word`, then lines until the word. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name = "", word = ""] = /^([\w-]+)<<(.+)$/.exec(line) ?? [];
    if (name === "") continue;
    const value: string[] = [];
    for (let next = lines.shift(); next !== undefined && next !== word; next = lines.shift()) value.push(next);
    found[name] = value.join("\n");
  }
  return found;
}

type Component = {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default?: string }>> };
};
type GitlabJob = { readonly script: readonly string[]; readonly variables?: Readonly<Record<string, string>> };

/** Runs the job that an example of GitLab includes, with `proviso` on the PATH: its script, line by line, in a shell. */
export async function runGitlab(
  forge: TestForge,
  example: string,
  { sha, depth = 20, variables }: { sha: string; depth?: number; variables: Readonly<Record<string, string>> },
): Promise<JobEnd> {
  const { include } = parse(readExample(example)) as {
    include: readonly { readonly inputs: Readonly<Record<string, string>> }[];
  };
  const job = gitlabJob(include[0]?.inputs ?? {});
  const checkout = forge.directory("builds");
  const git = (...words: readonly string[]) => forge.git(checkout, ...words);
  await git("init", "--quiet");
  await git("remote", "add", "origin", forge.url);
  const limit = depth === 0 ? [] : [`--depth=${depth}`];
  await git("fetch", "--quiet", ...limit, "origin", `+${sha}:refs/pipelines/1`);
  await git("checkout", "--quiet", "--force", "--detach", sha);
  const env = {
    ...withProviso(forge),
    CI: "true",
    GITLAB_CI: "true",
    CI_PROJECT_PATH: "example/lamps",
    CI_COMMIT_SHA: sha,
    ...variables,
  };
  return jobEnd(await run("sh", ["-ec", job.script.join("\n")], { cwd: checkout, env }), {}, checkout);
}

/** The component's job, with its inputs in their places as GitLab puts them. */
export function gitlabJob(given: Readonly<Record<string, string>>): GitlabJob {
  const text = readFileSync(join(root, "templates/check.yml"), "utf8");
  const [header] = parseAllDocuments(text);
  if (header === undefined) throw new Error("the component is empty");
  const { spec } = header.toJS() as Component;
  const unknown = Object.keys(given).filter((name) => spec.inputs[name] === undefined);
  if (unknown.length > 0) throw new Error(`the component has no input ${unknown.join(", ")}`);
  const filled = text.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
    const value = given[name] ?? spec.inputs[name]?.default;
    if (value === undefined) throw new Error(`the component's input ${name} has to be given`);
    return value;
  });
  const jobs = parseAllDocuments(filled)[1]?.toJS() as Readonly<Record<string, GitlabJob>>;
  const [job] = Object.values(jobs);
  if (job === undefined) throw new Error("the component has no job");
  return job;
}

/** An environment in which `proviso` is the built one, as an image has it. */
export function withProviso(forge: TestForge): Readonly<Record<string, string>> {
  const programs = forge.directory("programs");
  mkdirSync(programs, { recursive: true });
  const words = `exec '${process.execPath}' '${inject("bundle")}' "$@"`;
  writeFileSync(join(programs, "proviso"), `#!/bin/sh\n${words}\n`, { mode: 0o755 });
  return { ...forge.work.environment, PATH: `${programs}:${forge.work.environment["PATH"] ?? ""}` };
}
