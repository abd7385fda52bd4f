import { numberAt, textAt } from "../../core/forge/fields.ts";
import { type Annotation, checkName, type Publication } from "../../core/forge/publication.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type { ForgeAnswer, Published } from "../../ports/forge.ts";
import { misdescribed } from "./described.ts";
import { type Ask, askAll } from "./http.ts";

/** What GitHub takes in one request. */
const annotationsOfRequest = 50;

/** `action_required` and `failure` both keep from merging where the check is required; `neutral` would not. */
const conclusions: { readonly [C in Publication["conclusion"]]: "success" | "failure" | "action_required" } = {
  pass: "success",
  fail: "failure",
  undecided: "action_required",
  "could-not": "action_required",
};

/**
 * One check run for each head, changed in place. It is looked for before it is made, by the id that we give it; annotations, which GitHub only ever adds, are
 * compared with those that stand there, fifty a request.
 */
export async function publishToGithub(
  ask: Ask,
  repository: string,
  publication: Publication,
  known: Published,
  appId: number,
): Promise<ForgeAnswer<Published>> {
  const standing = await findCheckRun(ask, repository, publication.head, known["check-run"], appId);
  if (!standing.ok) return standing;
  const [first, ...rest] = batches(publication.annotations);
  if (standing.value === null) {
    const body = {
      name: checkName,
      head_sha: publication.head,
      external_id: externalId(publication.head),
      ...bodyOf(publication, first),
    };
    const made = await ask({ path: `${repository}/check-runs`, method: "POST", body, what: "to make a check run" });
    if (!made.ok) return made;
    const id = numberAt(made.value, "id");
    if (id === null) return misdescribed("the check run");
    return addAnnotations(ask, repository, id, publication, rest);
  }
  const id = numberAt(standing.value, "id");
  if (id === null) return misdescribed("the check run");
  const missing = await missingAnnotations(ask, repository, id, publication.annotations);
  if (!missing.ok) return missing;
  const [next, ...further] = batches(missing.value);
  if (next === undefined && saysTheSame(standing.value, publication)) return published(id);
  const body = bodyOf(publication, next);
  const changed = await ask({
    path: `${repository}/check-runs/${id}`,
    method: "PATCH",
    body,
    what: "to change our check run",
  });
  return changed.ok ? addAnnotations(ask, repository, id, publication, further) : changed;
}

const published = (id: number): ForgeAnswer<Published> => ({ ok: true, value: { "check-run": String(id) } });

/** The id of ours that a check run has for us: the same whenever somebody tells of this head. */
const externalId = (head: string): string => `${checkName}:${head}`;

/** Of several, which only a forge's mistake could have made, the newest counts for GitHub, so it is the one that is changed. */
async function findCheckRun(
  ask: Ask,
  repository: string,
  head: string,
  known: string | undefined,
  appId: number,
): Promise<ForgeAnswer<unknown>> {
  const isOurs = (run: unknown): boolean =>
    textAt(run, "external_id") === externalId(head) && textAt(run, "head_sha") === head;
  if (known !== undefined) {
    const run = await ask({ path: `${repository}/check-runs/${encodeURIComponent(known)}`, what: "for our check run" });
    if (!run.ok && run.error.code !== "gone") return run;
    if (run.ok && isOurs(run.value)) return run;
  }
  const inObject: Ask = async (question) => {
    const answer = await ask(question);
    return answer.ok ? { ok: true, value: fieldAt(answer.value, "check_runs") } : answer;
  };
  const path = `${repository}/commits/${head}/check-runs?check_name=${checkName}&filter=all&app_id=${appId}`;
  const listed = await askAll(inObject, { path, what: "which check runs the commit has" }, "per_page");
  if (!listed.ok) return listed;
  const ours = listed.value.items.filter(isOurs);
  const newest = ours.toSorted((one, other) => (numberAt(other, "id") ?? 0) - (numberAt(one, "id") ?? 0))[0];
  return { ok: true, value: newest ?? null };
}

function bodyOf({ conclusion, title, summary, details, page }: Publication, annotations: readonly Annotation[] = []) {
  return {
    status: "completed",
    conclusion: conclusions[conclusion],
    ...(page === null ? {} : { details_url: page }),
    output: { title, summary, text: details, annotations: annotations.map(annotationBody) },
  };
}

const annotationBody = ({ path, level, title, message }: Annotation) => ({
  path,
  start_line: 1,
  end_line: 1,
  annotation_level: level,
  title,
  message,
});

const batches = (annotations: readonly Annotation[]): readonly (readonly Annotation[])[] =>
  Array.from({ length: Math.ceil(annotations.length / annotationsOfRequest) }, (_, index) =>
    annotations.slice(index * annotationsOfRequest, (index + 1) * annotationsOfRequest),
  );

async function addAnnotations(
  ask: Ask,
  repository: string,
  id: number,
  publication: Publication,
  rest: readonly (readonly Annotation[])[],
): Promise<ForgeAnswer<Published>> {
  for (const batch of rest) {
    const body = bodyOf(publication, batch);
    const added = await ask({
      path: `${repository}/check-runs/${id}`,
      method: "PATCH",
      body,
      what: "to add annotations to our check run",
    });
    if (!added.ok) return added;
  }
  return published(id);
}

/** Those that do not stand there yet: a stop between two requests left some out, or the verdict changed. */
async function missingAnnotations(
  ask: Ask,
  repository: string,
  id: number,
  wanted: readonly Annotation[],
): Promise<ForgeAnswer<readonly Annotation[]>> {
  if (wanted.length === 0) return { ok: true, value: [] };
  const path = `${repository}/check-runs/${id}/annotations`;
  const listed = await askAll(ask, { path, what: "which annotations our check run has" }, "per_page");
  if (!listed.ok) return listed;
  const keyOf = (path: string | null, title: string | null, message: string | null): string =>
    JSON.stringify([path, title, message]);
  const there = new Set(
    listed.value.items.map((one) => keyOf(textAt(one, "path"), textAt(one, "title"), textAt(one, "message"))),
  );
  return { ok: true, value: wanted.filter(({ path, title, message }) => !there.has(keyOf(path, title, message))) };
}

function saysTheSame(run: unknown, { conclusion, title, summary, details, page }: Publication): boolean {
  const output = fieldAt(run, "output");
  return (
    textAt(run, "status") === "completed" &&
    textAt(run, "conclusion") === conclusions[conclusion] &&
    textAt(output, "title") === title &&
    textAt(output, "summary") === summary &&
    (textAt(output, "text") ?? "") === details &&
    (page === null || textAt(run, "details_url") === page)
  );
}
