import { afterAll, beforeAll, expect, test } from "vitest";
import { boundedFetch } from "../../src/adapters/forge/bounded-fetch.ts";
import { createAsk } from "../../src/adapters/forge/http.ts";
import { answerBytesMax } from "../../src/adapters/forge/limits.ts";
import { type DoubleServer, serveDouble } from "./doubles/server.ts";

let forge: DoubleServer;
let inside: DoubleServer;
beforeAll(async () => {
  inside = await serveDouble(() => ({ status: 200, json: { secret: "of the network that we stand in" } }));
  forge = await serveDouble(({ path }) =>
    path === "/moved"
      ? { status: 302, headers: { Location: `${inside.url}/secret` } }
      : { status: 200, json: path === "/long" ? ["x".repeat(answerBytesMax)] : [] },
  );
});
afterAll(async () => {
  await forge.close();
  await inside.close();
});

test.each([
  ["another host", () => inside.url],
  ["the machine's own metadata", () => "http://169.254.169.254/latest/meta-data"],
  ["another port", () => forge.url.replace(/:\d+$/, ":1")],
  ["another scheme", () => forge.url.replace("http:", "https:")],
  ["a file", () => "file:///etc/passwd"],
  ["the forge's name below another", () => `${forge.url.replace("127.0.0.1", "127.0.0.1.evil.example.org")}/x`],
  ["the forge's name as a user's", () => forge.url.replace("://", "://127.0.0.1@evil.example.org:")],
])("asks nothing of %s", async (_name, address) => {
  await expect(boundedFetch(forge.url)(address())).rejects.toThrow();
  expect(inside.asked).toEqual([]);
});

test("follows nobody elsewhere", async () => {
  const answer = await boundedFetch(forge.url)(`${forge.url}/moved`);
  expect(answer.status).toBe(302);
  expect(inside.asked).toEqual([]);
});

test("what is too long is not asked for again", async () => {
  const ask = createAsk({ base: forge.url, headers: {}, now: () => 0 });
  const text = `the forge was asked for the notes, and its answer has more than ${answerBytesMax} bytes`;
  expect(await ask({ path: "/long", what: "for the notes" })).toEqual({ ok: false, error: { code: "refused", text } });
});
