import { afterAll, beforeAll, expect, test } from "vitest";
import { createForge, signed, type TestForge } from "./forge.ts";
import { runAction } from "./job.ts";
import { pullRequest } from "./payloads.ts";

const policy = `proviso: 1
ai:
  stance: permitted
  channels:
    box: { in: checkbox, none: I used no AI.*, content: I used AI.* }
rules:
  ai-disclosure: { level: require, byTrailer: false, channels: [box], required: always }
`;

let forge: TestForge;
let base = "";
let head = "";

beforeAll(async () => {
  forge = await createForge();
  base = forge.work.commit({ message: `Ask for it\n\n${signed}`, files: { "proviso.yaml": policy } });
  await forge.push("HEAD:refs/heads/main");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  head = forge.work.commit({ message: `Mend the lamp\n\n${signed}`, files: { "lamp.txt": "1\n" } });
  await forge.openRequest(7, head, base);
});

afterAll(() => forge.close());

const settings = { squash_merge_commit_message: "BLANK", squash_merge_commit_title: "PR_TITLE" };

test.each([
  ["- [x] I used AI for it", "squash", "pass"],
  ["- [x] I used AI for it", "commits", "pass"],
  ["- [x] I used no AI", "squash", "pass"],
  ["- [ ] I used AI for it\n- [ ] I used no AI", "squash", "fail"],
  ["<!-- - [x] I used AI -->", "commits", "fail"],
] as const)("a job reads what the pull request says: %j, %s", async (body, method, conclusion) => {
  const payload = pullRequest({ head, base, settings, body });
  const event = { name: "pull_request_target", payload, sha: base, ref: "refs/heads/main" };
  const end = await runAction(forge, "github-target.yml", { event, inputs: { "merge-method": method } });
  expect(end, end.stdout).toMatchObject({ outputs: { conclusion } });
});
