import type { ForgeEvent, ServedForge } from "../../core/forge/event.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { discoverJob } from "./discover.ts";
import { type JobResult, jobDone } from "./job-handler.ts";
import type { EventPorts } from "./take-event.ts";

type Installation = Extract<ForgeEvent, { kind: "installation" }>;
type Sender = { readonly forge: ServedForge; readonly host: string };

/** Repositories that are read at a time. */
const readTogether = 500;

/**
 * An installation of a GitHub App came, went, was suspended or taken up again. What comes is looked for by the account, so that their branches are learnt at
 * once; what goes is looked after no more, and what was found stays readable.
 */
export async function takeInstallation(sender: Sender, event: Installation, ports: EventPorts): Promise<JobResult> {
  const { change, installation, repositories } = event;
  if (change === "added" || change === "resumed") {
    if (change === "resumed") await changeAll(sender, installation, "active", "suspended", ports);
    await forgetGone(sender, event, ports);
    const accounts = new Set((repositories ?? []).map(({ owner }) => owner));
    await ports.enqueue([...accounts].map((account) => discoverJob({ ...sender, account }, 0)));
    return jobDone;
  }
  if (repositories === null) {
    await changeAll(sender, installation, change === "suspended" ? "suspended" : "gone", "active", ports);
    return jobDone;
  }
  for (const { id } of repositories) {
    const known = await ports.store.repositoryByForgeId(sender.forge, sender.host, id);
    if (known !== null) await ports.store.saveRepository({ ...known, state: "gone" });
  }
  return jobDone;
}

/** A repository that was taken away from us and is given again. */
async function forgetGone(
  sender: Sender,
  { installation, repositories }: Installation,
  ports: EventPorts,
): Promise<void> {
  for (const { id } of repositories ?? []) {
    const known = await ports.store.repositoryByForgeId(sender.forge, sender.host, id);
    if (known !== null && known.state !== "active")
      await ports.store.saveRepository({ ...known, installation, state: "active" });
  }
}

async function changeAll(
  { forge, host }: Sender,
  installation: string,
  state: ServedRepository["state"],
  from: ServedRepository["state"],
  { store }: EventPorts,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const some: readonly ServedRepository[] = await store.repositories(after, readTogether);
    for (const one of some) {
      const isOf = one.forge === forge && one.host === host && one.installation === installation;
      if (isOf && one.state === from) await store.saveRepository({ ...one, state });
    }
    const last = some.at(-1);
    if (last === undefined || some.length < readTogether) return;
    after = last.key;
  }
}
