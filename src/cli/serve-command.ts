import { type Command, Option } from "commander";
import { serviceRoles } from "../app/service/service-settings.ts";

/** Options of every command about the service. */
const places = (command: Command): Command =>
  command
    .option("--settings <file>", "the settings of the service (else PROVISO_SERVICE_SETTINGS); see docs/service.md")
    .option("--data <directory>", "where its database and its copies of repositories are");

/** Describes `proviso serve`. */
export function serveCommand(program: Command): void {
  const serve = places(program.command("serve"))
    .summary("serve forges and a dashboard")
    .description(
      "Takes deliveries of GitHub, GitLab and Forgejo, judges contributions, tells the forge what was found, audits repositories, and shows all of it: the register of " +
        "exceptions, what waits for whose judgement, and the audits.\n\n" +
        "It keeps what it knows in a directory (SQLite, nothing to install), or in the PostgreSQL that DATABASE_URL names; then any number of processes on any number of machines " +
        "share the work. docs/service.md has its settings, and how it is run.\n\n" +
        "`proviso serve --demo` shows it with the data of `proviso demo`, and leaves nothing behind. It runs until it gets SIGINT or SIGTERM, and needs Node 22.18 or newer. " +
        "Exit status: 0; 3 wrong usage or settings; 4 the work could not be done.",
    )
    .addOption(new Option("--role <role>", "what this process does").choices(serviceRoles))
    .option("--listen <where>", "an address with a port, a port of this machine, or the path of a socket")
    .option("--demo", "with the data of the demo, in a directory that is gone afterwards")
    .action(async (options, command: Command) => {
      const { runServe } = await import("./commands/serve.ts");
      await runServe({ ...options, ...command.optsWithGlobals() });
    });
  places(serve.command("backup"))
    .summary("write the embedded database to a file")
    .description(
      "Writes all that the embedded database holds to a new file, as of one moment. The service may run meanwhile. A PostgreSQL is backed up by pg_dump.",
    )
    .argument("<file>", "the file; there must be none yet")
    .action(async (file: string, options, command: Command) => {
      const { runBackup } = await import("./commands/serve.ts");
      await runBackup(file, { ...options, ...command.optsWithGlobals() });
    });
  places(serve.command("restore"))
    .summary("put such a file in the place of the embedded database")
    .description(
      "Looks whether the file is whole, and puts it in the place of the database, which is kept as `service.sqlite.before`. The service must not run. Deliveries that came after the backup are " +
        "not in it: contributions that are open are looked at again when the service starts.",
    )
    .argument("<file>", "what `proviso serve backup` wrote")
    .action(async (file: string, options, command: Command) => {
      const { runRestore } = await import("./commands/serve.ts");
      await runRestore(file, { ...options, ...command.optsWithGlobals() });
    });
  places(serve.command("log"))
    .summary("export the log of the service's own actions")
    .description(
      "Writes what the service did, a line of JSON for each action, to standard output. Each line holds the hash of the one before: `proviso verify-log` proves that none was changed " +
        "or left out.",
    )
    .option("--after <sequence>", "only what came after the entry of this number", "0")
    .action(async (options, command: Command) => {
      const { runLogExport } = await import("./commands/serve.ts");
      await runLogExport({ ...options, ...command.optsWithGlobals() });
    });
}

/** Describes `proviso verify-log`. */
export function verifyLogCommand(program: Command): void {
  program
    .command("verify-log")
    .summary("prove that an exported log of the service is whole")
    .description(
      "Reads what `proviso serve log` wrote, asks nobody, and says whether an entry was changed, left out, or put in between. Whoever noted the last hash of an earlier export " +
        "names it with --contains, and hears whether this log goes on from that one: a log that was made anew as a whole would not.\n\n" +
        "Exit status: 0 the log is whole; 1 it is not; 3 wrong usage, or a file that cannot be read.",
    )
    .argument("<file>", "the exported log; `-`: standard input")
    .option("--contains <hash>", "a hash that was noted earlier; it must be that of an entry")
    .action(async (file: string, options) => {
      const { runVerifyLog } = await import("./commands/verify-log.ts");
      await runVerifyLog(file, options);
    });
}
