import type { Attempt } from "../../app/attempt.ts";
import type { CheckPorts } from "../../app/check.ts";
import { type AskedChange, proposeChange } from "../../app/service/propose-change.ts";
import { readCoverage } from "../../app/service/read-coverage.ts";
import { simulateText, type TypedDraft } from "../../app/service/simulate-text.ts";
import { renderEdit } from "../../core/report/render-edit.ts";
import { dayOf } from "../../core/text/day.ts";
import { changeKinds, changePage } from "../../dashboard/change-form.ts";
import { coveragePage, noCoveragePage } from "../../dashboard/coverage.ts";
import { problemPage } from "../../dashboard/problem-page.ts";
import { draftBytesMax, draftFormats, simulationPage } from "../../dashboard/simulation.ts";
import { answer, type Call, type Handler, notFound, pathPart, personOf, readerOf } from "./call.ts";

/** Pages that look into a repository's own history. */

const elsewhere =
  "this process keeps no copies of repositories, so that it cannot look into their histories; `proviso` in a clone can";

/** Works on a repository that the reader may see; null: there is none. */
async function over<T>(call: Call, work: (ports: CheckPorts) => Promise<Attempt<T>>): Promise<Attempt<T> | null> {
  const key = pathPart(call, "key");
  if ((await call.ports.reader.repository(key, readerOf(call))) === null) return null;
  const { overRepository } = call.ports;
  return overRepository === null ? { ok: false, fault: "work", text: elsewhere } : overRepository(key, work);
}

export const policy: Handler = async (call) => {
  const key = pathPart(call, "key");
  const read = await over(call, readCoverage);
  if (read === null) return notFound(call);
  return answer(
    call,
    read.ok ? coveragePage(key, read.value.policy, read.value.coverage) : noCoveragePage(key, read.text),
  );
};

export const simulation: Handler = async (call) => {
  const person = personOf(call);
  const key = pathPart(call, "key");
  if (person === null || (await call.ports.reader.repository(key, readerOf(call))) === null) return notFound(call);
  return answer(call, simulationPage({ repository: key, person, drafted: null, simulation: null, why: null }));
};

/** One at a time in a process: each reads a thousand commits, and pages are to stay quick meanwhile. */
export function simulateHandler(): Handler {
  let isBusy = false;
  return async (call) => {
    const person = personOf(call);
    const key = pathPart(call, "key");
    if (person === null) return notFound(call);
    const { kind, draft } = call.form;
    const ending = draftFormats.map(([one]) => one).find((one) => one === kind) ?? "rst";
    const drafted: TypedDraft = { ending, text: typeof draft === "string" ? draft.replaceAll("\r\n", "\n") : "" };
    const page = (more: {
      readonly simulation: Parameters<typeof simulationPage>[0]["simulation"];
      readonly why: string | null;
    }) => simulationPage({ repository: key, person, drafted: { format: ending, text: drafted.text }, ...more });
    if (Buffer.byteLength(drafted.text) > draftBytesMax)
      return answer(
        call,
        page({ simulation: null, why: `the draft has more than ${draftBytesMax / 1024} KiB, which is the limit here` }),
        413,
      );
    if (isBusy)
      return answer(
        call,
        page({ simulation: null, why: "another draft is being simulated; send it again in a moment" }),
      );
    isBusy = true;
    try {
      const simulated = await over(call, (ports) => simulateText(drafted, todayOf(call), ports));
      if (simulated === null) return notFound(call);
      return answer(
        call,
        page(simulated.ok ? { simulation: simulated.value, why: null } : { simulation: null, why: simulated.text }),
      );
    } finally {
      isBusy = false;
    }
  };
}

export const changeException: Handler = async (call) => {
  const [key, id] = [pathPart(call, "key"), pathPart(call, "exception")];
  const { kind, day, words } = call.form;
  const asked: AskedChange = {
    kind: changeKinds.find((one) => one === kind) ?? "withdraw",
    id,
    day: typeof day === "string" ? day : "",
    words: typeof words === "string" ? words.slice(0, wordsMax) : "",
  };
  const proposed = await over(call, (ports) => proposeChange(asked, todayOf(call), ports));
  if (proposed === null) return notFound(call);
  if (!proposed.ok) return answer(call, problemPage("Nothing was changed", proposed.text), 400);
  const { changed, command } = proposed.value;
  const { path, message, before, edit, after, notes } = changed;
  return answer(
    call,
    changePage({
      repository: key,
      exception: id,
      path,
      message,
      edit: renderEdit(before, edit, { colour: false, hyperlinks: null, width: null }),
      command,
      document: after.source.text,
      notes: notes.map(({ text }) => text),
    }),
  );
};

/** Characters of a reason, or of where something was agreed. */
const wordsMax = 1_000;

const todayOf = ({ ports }: Call): string => dayOf(ports.now() / 1000);
