import { withEarlyRepository } from "./context.ts";

const [, , asked] = process.argv;

const run = async (): Promise<void> => {
  const { main } = await import("./main.ts");
  await main(process.argv);
};

// A check needs the repository whatever else was said, and git starts while the command line is being read.
void (asked === "check" ? withEarlyRepository(run) : run());
