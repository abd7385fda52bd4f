import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabasePlace } from "../../src/adapters/database/service/open-service-database.ts";
import { forgejoEvent } from "../../test/forge/payloads.ts";
import { atPart, serveWeb } from "./served.ts";

const deliveriesCount = 3_000;
/** Deliveries under way at once. */
const atOnce = 16;
const secret = "a secret that is long enough";

/** Deliveries that the real process answers as recorded, by HTTP on this machine, each with its signature and its job. */
export async function benchDeliveries(sort: string, place: DatabasePlace): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-deliveries-"));
  const secretFile = join(scratch, "secret");
  writeFileSync(secretFile, secret);
  const file = join(scratch, "service.yaml");
  const forge = {
    kind: "forgejo",
    url: "https://forge.example.org",
    "webhook-secret-files": [secretFile],
    "token-file": secretFile,
  };
  writeFileSync(file, JSON.stringify({ forges: [forge] }));
  const socket = join(scratch, "socket");
  const served = await serveWeb(place, ["--listen", socket, "--settings", file], scratch);
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
    for (let index = 0; index < 200; index += 1) await deliver(socket, agent, `warm-${index}`);
    const times: number[] = [];
    let next = 0;
    const since = performance.now();
    const send = async (): Promise<void> => {
      while (next < deliveriesCount) {
        next += 1;
        const start = performance.now();
        await deliver(socket, agent, String(next));
        times.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, send));
    const seconds = (performance.now() - since) / 1000;
    console.log(
      `  ${sort}: ${(deliveriesCount / seconds).toFixed(0)} deliveries accepted per second, ${atOnce} at once; median ${atPart(times, 0.5)} ms, 99th percentile ${atPart(times, 0.99)} ms`,
    );
    agent.destroy();
  } finally {
    await served.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function deliver(socketPath: string, agent: Agent, id: string): Promise<void> {
  const body = JSON.stringify(forgejoEvent("synchronized"));
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "X-Forgejo-Event": "pull_request",
    "X-Forgejo-Delivery": id,
    "X-Forgejo-Signature": createHmac("sha256", secret).update(body).digest("hex"),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      { socketPath, agent, path: "/webhooks/forgejo/forge.example.org", method: "POST", headers },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          answer.statusCode === 202
            ? resolve()
            : reject(new Error(`a delivery was answered with ${answer.statusCode}`)),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}
