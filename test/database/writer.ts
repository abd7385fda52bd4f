/**
 * A process that is killed: takes deliveries, or works on jobs, until somebody ends it. Every line that it writes is a promise: what it names was acknowledged.
 *
 *     node test/database/writer.ts take|work PLACE-AS-JSON NAME
 */
import { writeSync } from "node:fs";
import { type DatabasePlace, openServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { conclusionOf } from "./records.ts";

const [, , mode = "", placeText = "", name = ""] = process.argv;
const place = JSON.parse(placeText) as DatabasePlace;
const { store, queue } = await openServiceDatabase(place, { now: Date.now, lease: 10_000 }, () => {});
const say = (text: string): void => void writeSync(1, `${text}\n`);
say("ready");

if (mode === "take") await takeForEver();
else if (mode === "work") await workForEver();

async function takeForEver(): Promise<never> {
  for (let count = 0; ; count += 1) {
    const id = `${name}-${count}`;
    const delivery = { forge: "forgejo", host: "h", id, event: "push", repository: null, receivedAt: 1 } as const;
    await store.takeDelivery(delivery, [{ kind: "judge", key: id, payload: { id }, notBefore: 0 }]);
    say(id);
  }
}

async function workForEver(): Promise<never> {
  for (;;) {
    const job = await queue.take(["judge"]);
    if (job === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const judged = { kind: "push", ref: job.key } as const;
    const subject = job.key;
    await store.conclude({
      conclusion: conclusionOf({ id: job.key, judged, deciders: [] }),
      commits: [],
      publish: true,
      jobs: [{ kind: "publish", key: job.key, payload: {}, notBefore: 0 }],
      log: [{ at: 1, actor: name, action: "concluded", subject }],
    });
    say(`concluded ${job.key}`);
    if (await queue.finish(job)) say(`finished ${job.key}`);
  }
}
