// A process that writes to the state of a watch until it is killed, and says after each change that it was made.
import { writeSync } from "node:fs";
import sqlite from "node-sqlite3-wasm";
import { openWatchState } from "../../src/adapters/database/watch-state.ts";

const [, , path = "", what] = process.argv;
if (what === "other") {
  const database = new sqlite.Database(path);
  database.exec("CREATE TABLE notes (text TEXT)");
  database.close();
} else {
  const opened = openWatchState(path, "a source");
  if (!opened.known) throw new Error(opened.why);
  for (let count = 1; ; count += 1) {
    const mails = ["one", "two"].map((name) => ({
      place: `${count} ${name}`,
      messageId: `<${name}${count}@example.org>`,
      answers: [],
      kinships: [],
      isOld: false,
      seen: count,
    }));
    opened.value.record({ mails, gone: [], awaited: [], position: `${count}` });
    writeSync(1, `${count}\n`);
  }
}
