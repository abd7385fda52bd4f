import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directoryChanges } from "../../src/adapters/files/changes.ts";

/** Longer than any test may take, in milliseconds. */
const never = 1 << 30;

describe("changes of directories", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "proviso-changes-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const on = AbortSignal.any([]);

  test("whoever asks first looks at once: something may have come before anybody watched", async () => {
    const changes = directoryChanges(never);
    await changes.next([directory], on);
    changes.close();
  });

  test("a change is told, whether somebody waits or will wait", async () => {
    const changes = directoryChanges(never);
    await changes.next([directory], on);
    writeFileSync(join(directory, "one"), "");
    await changes.next([directory], on);
    const waiting = changes.next([directory], on);
    writeFileSync(join(directory, "two"), "");
    await waiting;
    changes.close();
  });

  test("what cannot be watched is looked at from time to time", async () => {
    const changes = directoryChanges(1);
    for (let looks = 0; looks < 3; looks += 1) await changes.next([join(directory, "nowhere")], on);
    changes.close();
  });

  test("nobody waits any longer who is told to stop", async () => {
    const changes = directoryChanges(never);
    await changes.next([directory], on);
    const stop = new AbortController();
    const waiting = changes.next([directory], stop.signal);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(await changes.next([directory], stop.signal)).toBeUndefined();
    changes.close();
  });
});
