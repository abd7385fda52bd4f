import { withEarlyRepository } from "./context.ts";
import { hookVariables, quarantineVariables } from "./hook-variables.ts";

const [, , asked, what, hook] = process.argv;
const receives = asked === "hook" && what === "run" && (hook === "pre-receive" || hook === "update");

const run = async (): Promise<void> => {
  const { main } = await import("./main.ts");
  await main(process.argv);
};

// A check needs the repository whatever else was said, and so does a push that is received: git starts while the command line is being read.
void (asked === "check"
  ? withEarlyRepository(run)
  : receives
    ? withEarlyRepository(run, [...hookVariables, ...quarantineVariables])
    : run());
