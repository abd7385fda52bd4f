import { createForgejo } from "../../../src/adapters/forge/forgejo.ts";
import { createGithub } from "../../../src/adapters/forge/github.ts";
import { createGitlab } from "../../../src/adapters/forge/gitlab.ts";
import type { AskedRepository, ForgePort } from "../../../src/ports/forge.ts";
import { forgejoToken, startForgejo } from "./forgejo.ts";
import { githubAppId, githubKey, githubToken, startGithub } from "./github.ts";
import { gitlabToken, startGitlab } from "./gitlab.ts";
import type { DoubleServer } from "./server.ts";
import type { World } from "./world.ts";

/** Where the time of adapters stands in tests, in milliseconds since 1970. */
export const adapterTime = Date.parse("2026-11-30T12:00:00Z");

/** What stands at the forge for a head, whichever the forge is. */
export type Standing = {
  /** How many check runs, or rows of statuses. */
  readonly count: number;
  /** Does the newest let the contribution be merged? */
  readonly passes: boolean;
  readonly title: string;
  /** Of each annotation, how often it stands there. */
  readonly annotations: readonly string[];
};

export type ForgeDouble = {
  readonly name: "GitHub" | "GitLab" | "Forgejo";
  readonly port: ForgePort;
  readonly server: DoubleServer;
  readonly world: World;
  readonly repository: AskedRepository;
  /** What a job may ask it with. */
  readonly token: string;
  standing(head: string): Standing;
  /** Does the forge have notes, beside the check? */
  readonly hasNotes: boolean;
};

type Made = { readonly timeMax?: number; readonly credential?: string };

const asked = { id: "15", owner: "example", name: "lamps" } as const;

async function github({ timeMax = 5_000, credential = githubKey }: Made): Promise<ForgeDouble> {
  const server = await startGithub();
  const access = {
    address: server.url,
    apiAddress: server.url,
    appId: githubAppId,
    privateKey: credential,
    now: () => adapterTime,
    timeMax,
  };
  return {
    name: "GitHub",
    port: createGithub(access),
    server,
    world: server.world,
    repository: { ...asked, installation: "77" },
    token: githubToken,
    hasNotes: false,
    standing(head) {
      const runs = server.checkRuns.filter(({ head_sha }) => head_sha === head);
      const newest = runs.at(-1);
      return {
        count: runs.length,
        passes: newest?.conclusion === "success",
        title: newest?.output.title ?? "",
        annotations: runs.flatMap(({ annotations }) => annotations.map(({ path }) => String(path))),
      };
    },
  };
}

const byStatus = (world: World) => (head: string) => {
  const rows = world.statuses.get(head) ?? [];
  const newest = rows.at(-1);
  return { count: rows.length, passes: newest?.state === "success", title: newest?.title ?? "", annotations: [] };
};

async function gitlab({ timeMax = 5_000, credential = gitlabToken }: Made): Promise<ForgeDouble> {
  const server = await startGitlab();
  const port = createGitlab({ address: server.url, token: credential, now: () => adapterTime, timeMax });
  const { world } = server;
  return {
    name: "GitLab",
    port,
    server,
    world,
    repository: { ...asked, installation: null },
    token: gitlabToken,
    hasNotes: true,
    standing: byStatus(world),
  };
}

async function forgejo({ timeMax = 5_000, credential = forgejoToken }: Made): Promise<ForgeDouble> {
  const server = await startForgejo();
  const port = createForgejo({ address: server.url, token: credential, now: () => adapterTime, timeMax });
  const { world } = server;
  return {
    name: "Forgejo",
    port,
    server,
    world,
    repository: { ...asked, installation: null },
    token: forgejoToken,
    hasNotes: true,
    standing: byStatus(world),
  };
}

/** The forges that the same tests are run on. */
export const forgeDoubles: readonly (readonly [string, (made?: Made) => Promise<ForgeDouble>])[] = [
  ["GitHub", (made = {}) => github(made)],
  ["GitLab", (made = {}) => gitlab(made)],
  ["Forgejo", (made = {}) => forgejo(made)],
];
