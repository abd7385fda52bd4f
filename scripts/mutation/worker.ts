// Runs tests on instrumented sources for scripts/mutation.ts, one order at a time: `worker.ts ROOT SOURCES`, where SOURCES is the folder
// with the sources that stand in for those of the repository.
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { createVitest, type TestModule, type TestSpecification, type Vitest } from "vitest/node";
import type { Answer, FileAnswer, Order } from "./exchange.ts";

const [root = ".", sources = "."] = process.argv.slice(2);

const isolated = process.argv[4] === "isolated";
const setupFile = join(root, "scripts/mutation/setup.ts");

/** Gives the instrumented text for a source that has one. */
const instrumented = {
  name: "mutants",
  enforce: "pre" as const,
  load(id: string): string | null {
    const file = join(sources, relative(root, id.split("?")[0] ?? ""));
    return id.startsWith(join(root, "src/")) && existsSync(file) ? readFileSync(file, "utf8") : null;
  },
};

/** Tests in the order in which they are asked for. */
class AsAsked {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

async function start(): Promise<Vitest> {
  return createVitest(
    "test",
    {
      root,
      config: join(root, "vitest.config.ts"),
      watch: false,
      bail: isolated ? 0 : 1,
      maxWorkers: 1,
      pool: "threads",
      // It knows a source by its text in the repository, and would give the one of another sample.
      fsModuleCache: false,
      isolate: isolated,
      maxConcurrency: 1,
      reporters: [{}],
      silent: true,
      // Whoever asks ends this process when it takes too long.
      testTimeout: 0,
      hookTimeout: 0,
      setupFiles: [setupFile],
      sequence: { sequencer: AsAsked },
    },
    { plugins: [instrumented] },
  );
}

async function run(vitest: Vitest, { mutant, hitsMax, tests }: Order): Promise<Answer> {
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  const project = vitest.getRootProject();
  project.provide("mutation", { mutant, hitsMax });
  const started = performance.now();
  const specifications = tests.map(({ file, tests: ids }) =>
    project.createSpecification(join(root, file), ids === null ? undefined : { testIds: [...ids] }),
  );
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const failures = testModules.flatMap(failuresOf);
  const other = unhandledErrors.map((error) => ({ test: "outside of tests", message: firstLine(error) }));
  return {
    failure: failures[0] ?? other[0] ?? null,
    files: testModules.map(fileAnswer),
    milliseconds: performance.now() - started,
  };
}

const firstLine = (error: unknown): string =>
  (error instanceof Error || (typeof error === "object" && error !== null && "message" in error)
    ? String(error.message)
    : String(error)
  )
    .split("\n", 1)[0]
    ?.slice(0, 300) ?? "";

function failuresOf(module: TestModule): readonly { readonly test: string; readonly message: string }[] {
  const file = relative(root, module.moduleId);
  const own = module.errors().map((error) => ({ test: file, message: firstLine(error) }));
  const failed = [...module.children.allTests("failed")].map((test) => ({
    test: `${file} > ${test.fullName}`,
    message: firstLine(test.result().errors?.[0]),
  }));
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => ({ test: `${file} > ${suite.fullName}`, message: firstLine(error) })),
  );
  return [...failed, ...suites, ...own];
}

const fileAnswer = (module: TestModule): FileAnswer => ({
  file: relative(root, module.moduleId),
  milliseconds: module.diagnostic().duration + module.diagnostic().collectDuration,
  durations: Object.fromEntries(
    [...module.children.allTests("passed")].map((test) => [test.id, test.diagnostic()?.duration ?? 0]),
  ),
  reached: module.meta().mutantsReached ?? null,
});

const vitest = await start();
process.on("message", (order: Order) => {
  run(vitest, order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
