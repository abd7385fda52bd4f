import { textAt } from "../../core/forge/fields.ts";
import { checkName, type Publication } from "../../core/forge/publication.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import type { ForgeAnswer, Published } from "../../ports/forge.ts";
import { described } from "./described.ts";
import { type Ask, askAll } from "./http.ts";
import { keepNote, type NoteKeeper, type StandingNote } from "./note.ts";

/** Forgejo's states; anything but `success` keeps from merging where the check is required. */
const states: { readonly [C in Publication["conclusion"]]: "success" | "failure" | "error" } = {
  pass: "success",
  fail: "failure",
  undecided: "failure",
  "could-not": "error",
};

/** A commit status, and a comment at the pull request where there is something to say. */
export async function publishToForgejo(
  ask: Ask,
  repository: string,
  publication: Publication,
  known: Published,
): Promise<ForgeAnswer<Published>> {
  const status = await keepStatus(ask, repository, publication);
  if (!status.ok) return status;
  if (publication.number === null) return { ok: true, value: { status: status.value } };
  const note = await keepNote(publication, known["note"], noteKeeper(ask, repository, publication.number));
  if (!note.ok) return note;
  return { ok: true, value: { status: status.value, ...(note.value === null ? {} : { note: note.value }) } };
}

/** Each status that it is given is a row of its own, and the newest counts: it is given one only where that says something else. */
async function keepStatus(ask: Ask, repository: string, publication: Publication): Promise<ForgeAnswer<string>> {
  const { head, conclusion, title, page } = publication;
  const path = `${repository}/commits/${head}/statuses`;
  const listed = await askAll(ask, { path, what: "which statuses the commit has" }, "limit");
  if (!listed.ok) return listed;
  const newest = listed.value.items
    .filter((one) => textAt(one, "context") === checkName)
    .toSorted((one, other) => idOf(other) - idOf(one))[0];
  const state = states[conclusion];
  const isThere =
    (textAt(newest, "status") ?? textAt(newest, "state")) === state &&
    (textAt(newest, "description") ?? "") === title &&
    (textAt(newest, "target_url") ?? null) === page;
  if (isThere) return { ok: true, value: String(idOf(newest)) };
  const made = await ask({
    path: `${repository}/statuses/${head}`,
    method: "POST",
    body: { context: checkName, state, description: title, ...(page === null ? {} : { target_url: page }) },
    what: "to set the commit's status",
  });
  return made.ok ? { ok: true, value: String(idOf(made.value)) } : made;
}

function idOf(value: unknown): number {
  const id = fieldAt(value, "id");
  return typeof id === "number" ? id : 0;
}

function noteKeeper(ask: Ask, repository: string, number: number): NoteKeeper {
  const comment = (id: string): string => `${repository}/issues/comments/${encodeURIComponent(id)}`;
  return {
    async read(id) {
      const answer = await ask({ path: comment(id), what: "for our note" });
      if (!answer.ok) return answer.error.code === "gone" ? { ok: true, value: null } : answer;
      return { ok: true, value: noteOf(answer.value) };
    },
    async list() {
      const listed = await askAll(
        ask,
        { path: `${repository}/issues/${number}/comments`, what: "for the comments of the pull request" },
        "limit",
      );
      return listed.ok ? { ok: true, value: listed.value.items.flatMap((one) => noteOf(one) ?? []) } : listed;
    },
    async create(body) {
      const path = `${repository}/issues/${number}/comments`;
      const made = await ask({ path, method: "POST", body: { body }, what: "to write a note" });
      return made.ok ? described(noteOf(made.value)?.id ?? null, "the note") : made;
    },
    async change(id, body) {
      const changed = await ask({ path: comment(id), method: "PATCH", body: { body }, what: "to change our note" });
      return changed.ok ? { ok: true, value: null } : changed;
    },
    async self() {
      const answer = await ask({ path: "/user", what: "who we are" });
      return answer.ok ? described(idOf(answer.value) === 0 ? null : String(idOf(answer.value)), "us") : answer;
    },
  };
}

/** Forgejo answers with nothing where a comment was hidden from us; then there is none. */
function noteOf(value: unknown): StandingNote | null {
  const id = idOf(value);
  return id === 0
    ? null
    : { id: String(id), text: textAt(value, "body") ?? "", author: String(idOf(fieldAt(value, "user"))) };
}
