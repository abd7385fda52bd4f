import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { decodeDelivery } from "../../src/core/forge/decode.ts";
import type { ServedForge } from "../../src/core/forge/event.ts";
import { namedRepository } from "../../src/core/forge/named-repository.ts";
import { noteMarker } from "../../src/core/forge/note-marker.ts";
import { mergeGroup } from "../ci/payloads.ts";
import * as fc from "../random-cases.ts";
import * as given from "./payloads.ts";

const { one, two, three, zeros } = given;

/** What a delivery says, in a line. */
function line(forge: ServedForge, name: string, payload: unknown, branches: readonly string[] = []): string {
  const decoded = decodeDelivery(forge, { name, body: JSON.stringify(payload) }, branches);
  if (decoded.kind !== "event") return `${decoded.kind}: ${decoded.because}`;
  const { event } = decoded;
  const who = "repository" in event ? `${event.repository.id} ${event.repository.owner}/${event.repository.name}` : "";
  switch (event.kind) {
    case "contribution": {
      const { number, base, head, state, author } = event.contribution;
      return `${who}#${number} ${event.change}, ${state}, by ${author}: ${base}..${head.slice(0, 3)}`;
    }
    case "opinion":
      return `${who}#${event.number} opinion`;
    case "push":
    case "merge-group":
      return `${who} ${event.brings.what}: ${event.brings.base.kind === "commit" ? event.brings.base.commit.revision.slice(0, 3) : "?"}..${event.brings.tip.revision.slice(0, 3)}`;
    case "moved":
      return `${who} moved ${event.ref}`;
    case "re-run":
      return `${who} again ${event.head.slice(0, 3)}`;
    case "repository":
      return `${who} ${event.change}`;
    case "installation":
      return `installation ${event.installation} ${event.change}: ${event.repositories?.map(({ owner, name }) => `${owner}/${name}`).join(" ") ?? "all"}`;
  }
}

describe("GitLab", () => {
  const lamps = "15 example/tools/lamps";
  test.each<[unknown, string]>([
    [given.gitlabEvent({ action: "open" }), `${lamps}#7 opened, open, by ada: main..222`],
    [given.gitlabEvent({ action: "reopen" }), `${lamps}#7 opened, open, by : main..222`],
    [given.gitlabEvent({ action: "update", oldrev: one }), `${lamps}#7 changed, open, by : main..222`],
    [
      given.gitlabEvent({ action: "update" }, { changes: { title: { previous: "a", current: "b" } } }),
      `${lamps}#7 edited, open, by : main..222`,
    ],
    [
      given.gitlabEvent({ action: "update" }, { changes: { target_branch: { previous: "old", current: "main" } } }),
      `${lamps}#7 retargeted, open, by : main..222`,
    ],
    [
      given.gitlabEvent({ action: "update" }, { changes: { draft: { previous: true, current: false } } }),
      `${lamps}#7 ready, open, by : main..222`,
    ],
    [given.gitlabEvent({ action: "update" }, { changes: { labels: {} } }), `${lamps}#7 told, open, by : main..222`],
    [given.gitlabEvent({ action: "close", state: "closed" }), `${lamps}#7 closed, closed, by : main..222`],
    [given.gitlabEvent({ action: "merge", state: "merged" }), `${lamps}#7 merged, merged, by : main..222`],
    // What was done counts, whatever the state was when the event was written.
    [given.gitlabEvent({ action: "close" }), `${lamps}#7 closed, closed, by : main..222`],
    [given.gitlabEvent({ action: "approved" }), `${lamps}#7 opinion`],
    [given.gitlabEvent({ action: "unapproved" }), `${lamps}#7 opinion`],
    [given.gitlabNote("Reviewed-by: Lin Example <lin@example.org>"), `${lamps}#7 opinion`],
    [given.gitlabNote(`${noteMarker}\nfail`), "ignored: the note is the service's own"],
    [given.gitlabNote(`> ${noteMarker}\nno`), `${lamps}#7 opinion`],
    [
      given.gitlabNote("", { merge_request: undefined, issue: { iid: 7 } }),
      "ignored: something other than a merge request was commented on",
    ],
    [given.gitlabPush(), `${lamps} push to main: 111..222`],
    [given.gitlabPush({ ref: "refs/heads/topic" }), `${lamps} moved refs/heads/topic`],
    [
      given.gitlabPush({ ref: "refs/heads/topic", after: zeros }),
      "ignored: branch topic was deleted, which brings no commit",
    ],
    [given.gitlabPush({ ref: "refs/tags/v1" }), "ignored: no branch was pushed"],
    [given.gitlabPush({ after: zeros }), "ignored: branch main was deleted, which brings no commit"],
    [given.gitlabPush({ after: "HEAD" }), "malformed: the event does not say which commit was pushed"],
    [
      {
        event_name: "project_rename",
        project_id: 15,
        path_with_namespace: "example/lanterns",
        old_path_with_namespace: "example/tools/lamps",
      },
      "15 example/lanterns renamed",
    ],
    [{ event_name: "project_update", project_id: 15, path_with_namespace: "example/tools/lamps" }, `${lamps} renamed`],
    [
      { event_name: "project_transfer", project_id: 15, path_with_namespace: "example/tools/lamps" },
      `${lamps} transferred`,
    ],
    [
      { event_name: "project_destroy", project_id: 15 },
      "malformed: the event does not name its repository by number, owner and name",
    ],
    [{ event_name: "project_destroy", project_id: 15, path_with_namespace: "example/tools/lamps" }, `${lamps} deleted`],
    [{ object_kind: "pipeline" }, "ignored: nothing here is about such an event"],
    [{}, "malformed: the event does not say what it is about"],
    // A hook of a fork tells of what was asked of another project.
    [
      given.gitlabEvent({ action: "open", target_project_id: 16 }),
      "malformed: the event does not name its repository by number, owner and name",
    ],
    [
      given.gitlabEvent({ action: "open", last_commit: { id: "main" } }),
      "malformed: the event does not name the merge request's number, last commit and target branch",
    ],
    [
      given.gitlabEvent({ action: "open", target_branch: "--upload-pack=x" }),
      "malformed: the event does not name the merge request's number, last commit and target branch",
    ],
  ])("%#: %s", (payload, said) => expect(line("gitlab", "", payload)).toBe(said));

  test("branches that people contribute to beside the default branch are judged", () => {
    expect(line("gitlab", "", given.gitlabPush({ ref: "refs/heads/stable/2" }), ["stable/*"])).toBe(
      `${lamps} push to stable/2: 111..222`,
    );
  });
});

describe("Forgejo and Gitea", () => {
  const lamps = "41 example/lamps";
  test.each<[string, unknown, string]>([
    ["pull_request", given.forgejoEvent("opened"), `${lamps}#7 opened, open, by ada: main..222`],
    ["pull_request", given.forgejoEvent("synchronized"), `${lamps}#7 changed, open, by ada: main..222`],
    ["pull_request_sync", given.forgejoEvent("synchronized"), `${lamps}#7 changed, open, by ada: main..222`],
    ["pull_request", given.forgejoEvent("edited"), `${lamps}#7 edited, open, by ada: main..222`],
    [
      "pull_request",
      given.forgejoEvent("edited", { changes: { ref: { from: "old" } } }),
      `${lamps}#7 retargeted, open, by ada: main..222`,
    ],
    ["pull_request_label", given.forgejoEvent("label_updated"), `${lamps}#7 told, open, by ada: main..222`],
    [
      "pull_request",
      given.forgejoEvent("closed", {}, { state: "closed" }),
      `${lamps}#7 closed, closed, by ada: main..222`,
    ],
    [
      "pull_request",
      given.forgejoEvent("closed", {}, { state: "closed", merged: true }),
      `${lamps}#7 merged, merged, by ada: main..222`,
    ],
    [
      "pull_request_approved",
      given.forgejoEvent("reviewed", { review: { type: "pull_request_review_approved" } }),
      `${lamps}#7 opinion`,
    ],
    ["pull_request", given.forgejoEvent("reviewed"), `${lamps}#7 opinion`],
    [
      "issue_comment",
      {
        action: "created",
        issue: { number: 7, pull_request: { merged: false } },
        is_pull: true,
        repository: given.forgejoRepository,
      },
      `${lamps}#7 opinion`,
    ],
    [
      "issue_comment",
      {
        action: "created",
        issue: { number: 7, pull_request: null },
        is_pull: false,
        repository: given.forgejoRepository,
      },
      "ignored: an issue was commented on",
    ],
    ["push", given.forgejoPush(), `${lamps} push to main: 111..222`],
    [
      "push",
      given.forgejoPush({ before: zeros }),
      "ignored: branch main is new, so no policy stood there before these commits: judge its history with `proviso audit`, or name a base with --base",
    ],
    ["repository", { action: "deleted", repository: given.forgejoRepository }, `${lamps} deleted`],
    [
      "repository",
      { action: "created", repository: given.forgejoRepository },
      "ignored: nothing that matters here changed in the repository",
    ],
    ["fork", {}, "ignored: nothing here is about such an event"],
    ["pull_request", {}, "malformed: the event does not name its repository by number, owner and name"],
    [
      "pull_request",
      given.forgejoEvent("opened", { pull_request: {} }),
      "malformed: the event does not name the pull request's number, head and base branch",
    ],
    [
      "pull_request",
      { ...given.forgejoEvent("opened"), repository: { ...given.forgejoRepository, full_name: "../../etc" } },
      "malformed: the event does not name its repository by number, owner and name",
    ],
  ])("%s %#: %s", (name, payload, said) => expect(line("forgejo", name, payload)).toBe(said));
});

describe("GitHub", () => {
  const repository = { id: 17, full_name: "example/lamps", default_branch: "main" };
  test.each<[string, unknown, string]>([
    ["merge_group", { ...mergeGroup(two, one), repository }, "17 example/lamps merge group for main: 111..222"],
    ["merge_group", { ...mergeGroup(two, one, "destroyed"), repository }, "ignored: the merge group was dissolved"],
    ["merge_group", { repository }, "malformed: the event does not name the merge group's head and base"],
    ["check_run", { action: "rerequested", check_run: { head_sha: three }, repository }, "17 example/lamps again 333"],
    [
      "check_run",
      { action: "completed", check_run: { head_sha: three }, repository },
      "ignored: nobody asked for a check to be run again",
    ],
    ["repository", { action: "edited", repository }, "17 example/lamps renamed"],
    ["repository", { action: "archived", repository }, "17 example/lamps archived"],
    ["repository", { action: "unarchived", repository }, "17 example/lamps restored"],
    ["repository", { action: "created", repository }, "ignored: nothing that matters here changed in the repository"],
    [
      "repository",
      { action: "edited", repository: { ...repository, id: "17" } },
      "malformed: the event does not name its repository by number, owner and name",
    ],
    [
      "installation",
      { action: "created", installation: { id: 3 }, repositories: [{ id: 4 }] },
      "malformed: a repository of the installation is not named by number, owner and name",
    ],
    ["installation", { action: "created" }, "malformed: the event does not name the installation's number"],
    [
      "installation",
      { action: "new_permissions_accepted", installation: { id: 3 } },
      "ignored: nothing that matters here changed in the installation",
    ],
    ["installation", { action: "suspend", installation: { id: 3 } }, "installation 3 suspended: all"],
    [
      "installation",
      { action: "created", installation: { id: 3 }, repositories: "all" },
      "malformed: the repositories of the installation are no list",
    ],
    ["installation", { action: "created", installation: { id: 3 } }, "installation 3 added: all"],
    ["ping", { zen: "" }, "ignored: the forge only asks whether anybody is there"],
  ])("%s %#: %s", (name, payload, said) => expect(line("github", name, payload)).toBe(said));

  type Example = { readonly name: string; readonly examples: readonly { readonly action?: string }[] };
  // Read as text: as a module its nine megabytes would be compiled.
  const examples = readFileSync(createRequire(import.meta.url).resolve("@octokit/webhooks-examples"), "utf8");
  const real = (JSON.parse(examples) as readonly Example[]).flatMap(({ name, examples: some }) =>
    some.map((payload) => ({ name, payload, action: payload.action ?? "" })),
  );

  test("no payload that GitHub sent is malformed", () => {
    const lines = real
      .map(({ name, payload }) => line("github", name, payload))
      .filter((one) => one.startsWith("malformed"));
    expect(new Set(lines)).toEqual(new Set());
  });

  test.each([
    ["pull_request", "opened", /^\d+ \S+#\d+ opened, open, by \w+: [\w-]+\.\.[0-9a-f]{3}$/],
    ["pull_request", "synchronize", / changed, open/],
    ["pull_request", "closed", / (closed|merged), (closed|merged)/],
    ["pull_request", "ready_for_review", / ready, open/],
    ["pull_request_review", "submitted", /#\d+ opinion$/],
    ["pull_request_review", "dismissed", /#\d+ opinion$/],
    ["pull_request_review_comment", "created", /#\d+ opinion$/],
    ["merge_group", "checks_requested", / merge group for main: [0-9a-f]{3}\.\.[0-9a-f]{3}$/],
    ["check_suite", "rerequested", / again [0-9a-f]{3}$/],
    ["repository", "renamed", /^\d+ \S+ renamed$/],
    ["repository", "transferred", /^\d+ \S+ transferred$/],
    ["installation", "created", /^installation \d+ added: \S+\/\S+/],
    ["installation", "deleted", /^installation \d+ removed: all$/],
    ["installation", "unsuspend", /^installation \d+ resumed: all$/],
    ["installation_repositories", "added", /^installation \d+ added: \S+\/\S+/],
    ["installation_repositories", "removed", /^installation \d+ removed: \S+\/\S+/],
  ])("%s %s of GitHub's own examples", (name, action, said) => {
    const some = real.filter((example) => example.name === name && example.action === action);
    expect(some.length).toBeGreaterThan(0);
    for (const { payload } of some) expect(line("github", name, payload)).toMatch(said);
  });
});

describe("anything at all", () => {
  const forges = fc.constantFrom<ServedForge>("github", "gitlab", "forgejo");
  const names = fc.constantFrom(
    "pull_request",
    "push",
    "merge_group",
    "installation",
    "repository",
    "issue_comment",
    "check_run",
    "",
  );

  test("is answered, whatever the body", () => {
    fc.assert(
      fc.property(forges, names, fc.oneof(fc.string(), fc.json()), (forge, name, body) => {
        const { kind } = decodeDelivery(forge, { name, body }, []);
        expect(["event", "ignored", "malformed"]).toContain(kind);
      }),
    );
  });

  const payloads = [
    given.gitlabEvent({ action: "open" }),
    given.gitlabPush(),
    given.forgejoEvent("opened"),
    given.forgejoPush(),
  ];
  test("is answered where a field of a real payload is something else", () => {
    const replaced = fc.tuple(fc.constantFrom(...payloads), fc.nat(), fc.jsonValue()).map(([payload, place, value]) => {
      let seen = 0;
      let count = 0;
      JSON.stringify(payload, (_, field) => {
        count += 1;
        return field;
      });
      return JSON.stringify(payload, (_, field) => {
        seen += 1;
        return seen === 2 + (place % count) ? value : field;
      });
    });
    fc.assert(
      fc.property(forges, names, replaced, (forge, name, body) => {
        const decoded = decodeDelivery(forge, { name, body }, []);
        if (decoded.kind === "event" && decoded.event.kind === "contribution") {
          expect(decoded.event.contribution.head).toMatch(/^[0-9a-f]{40,64}$/);
          expect(decoded.event.repository.id).toMatch(/^\d+$/);
        }
      }),
    );
  });
});

test.each([
  ["example/lamps", "example lamps"],
  ["example/.github", "example .github"],
  ["a/b/c", "a/b c"],
  ["lamps", null],
  ["a//b", null],
  ["a/..", null],
  ["../a/b", null],
  ["a/b?c", null],
  ["a/b#c", null],
  ["a/b@c", null],
  ["a/--b", null],
  ["a/b c", null],
  ["a/b:c", null],
  ["a/b\n", null],
  [null, null],
])("the repository %s is named %s", (path, named) => {
  const found = namedRepository(path);
  expect(found === null ? null : `${found.owner} ${found.name}`).toBe(named);
});
