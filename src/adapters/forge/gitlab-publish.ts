import { textAt } from "../../core/forge/fields.ts";
import { checkName, type Publication } from "../../core/forge/publication.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type { ForgeAnswer, Published } from "../../ports/forge.ts";
import { described, misdescribed } from "./described.ts";
import { type Ask, askAll } from "./http.ts";
import { keepNote, type NoteKeeper, type StandingNote } from "./note.ts";

/** GitLab's states; `pending` would look as if an answer were on its way. */
const states: { readonly [C in Publication["conclusion"]]: "success" | "failed" } = {
  pass: "success",
  fail: "failed",
  undecided: "failed",
  "could-not": "failed",
};

/** A commit status, and a thread at the merge request where there is something to say. */
export async function publishToGitlab(
  ask: Ask,
  project: string,
  publication: Publication,
  known: Published,
): Promise<ForgeAnswer<Published>> {
  const status = await keepStatus(ask, project, publication);
  if (!status.ok) return status;
  if (publication.number === null) return { ok: true, value: { status: status.value } };
  const note = await keepNote(
    publication,
    known["note"],
    noteKeeper(ask, `${project}/merge_requests/${publication.number}`),
  );
  if (!note.ok) return note;
  return { ok: true, value: { status: status.value, ...(note.value === null ? {} : { note: note.value }) } };
}

/** GitLab makes a new row of every status that it is given, so it is given one only where the newest says something else. */
async function keepStatus(
  ask: Ask,
  project: string,
  { head, conclusion, title, page }: Publication,
): Promise<ForgeAnswer<string>> {
  const listed = await ask({
    path: `${project}/repository/commits/${head}/statuses?name=${checkName}&per_page=50`,
    what: "which statuses the commit has",
  });
  if (!listed.ok) return listed;
  if (!Array.isArray(listed.value)) return misdescribed("the statuses");
  const wanted = {
    state: states[conclusion],
    name: checkName,
    description: title,
    ...(page === null ? {} : { target_url: page }),
  };
  const newest = (listed.value as readonly unknown[])
    .filter((one) => textAt(one, "name") === checkName)
    .toSorted((one, other) => idOf(other) - idOf(one))[0];
  const isThere =
    textAt(newest, "status") === wanted.state &&
    (textAt(newest, "description") ?? "") === title &&
    (textAt(newest, "target_url") ?? null) === page;
  if (isThere) return { ok: true, value: String(idOf(newest)) };
  const made = await ask({
    path: `${project}/statuses/${head}`,
    method: "POST",
    body: wanted,
    what: "to set the commit's status",
  });
  return made.ok ? { ok: true, value: String(idOf(made.value)) } : made;
}

function idOf(value: unknown): number {
  const id = fieldAt(value, "id");
  return typeof id === "number" ? id : 0;
}

/** Notes are discussions, so that people can answer in their thread: an id is that of the discussion and that of its first note. */
function noteKeeper(ask: Ask, request: string): NoteKeeper {
  const parts = (id: string): readonly [string, string] => {
    const [discussion = "", note = ""] = id.split("/");
    return [encodeURIComponent(discussion), encodeURIComponent(note)];
  };
  return {
    async read(id) {
      const answer = await ask({ path: `${request}/discussions/${parts(id)[0]}`, what: "for our note" });
      if (!answer.ok) return answer.error.code === "gone" ? { ok: true, value: null } : answer;
      return { ok: true, value: discussionOf(answer.value) };
    },
    async list() {
      const listed = await askAll(
        ask,
        { path: `${request}/discussions`, what: "for the notes of the merge request" },
        "per_page",
      );
      return listed.ok ? { ok: true, value: listed.value.items.flatMap((one) => discussionOf(one) ?? []) } : listed;
    },
    async create(body) {
      const made = await ask({
        path: `${request}/discussions`,
        method: "POST",
        body: { body },
        what: "to write a note",
      });
      return made.ok ? described(discussionOf(made.value)?.id ?? null, "the note") : made;
    },
    async change(id, body) {
      const [discussion, note] = parts(id);
      const path = `${request}/discussions/${discussion}/notes/${note}`;
      const changed = await ask({ path, method: "PUT", body: { body }, what: "to change our note" });
      return changed.ok ? { ok: true, value: null } : changed;
    },
    async settle(id, isResolved) {
      const path = `${request}/discussions/${parts(id)[0]}`;
      const settled = await ask({ path, method: "PUT", body: { resolved: isResolved }, what: "to settle our note" });
      // Whether a thread counts as open is for convenience; what it says is said.
      return settled.ok || settled.error.code !== "later" ? { ok: true, value: null } : settled;
    },
    async self() {
      const answer = await ask({ path: "/user", what: "who we are" });
      return answer.ok ? described(idOf(answer.value) === 0 ? null : String(idOf(answer.value)), "us") : answer;
    },
  };
}

function discussionOf(value: unknown): StandingNote | null {
  const id = textAt(value, "id");
  const notes = fieldAt(value, "notes");
  const first: unknown = Array.isArray(notes) ? notes[0] : null;
  if (id === null || idOf(first) === 0) return null;
  return {
    id: `${id}/${idOf(first)}`,
    text: textAt(first, "body") ?? "",
    author: String(idOf(fieldAt(first, "author"))),
  };
}
