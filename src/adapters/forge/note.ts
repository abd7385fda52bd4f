import { isOwnNote } from "../../core/forge/note-marker.ts";
import type { Publication } from "../../core/forge/publication.ts";
import type { ForgeAnswer } from "../../ports/forge.ts";

/** A note as it stands at a forge. */
export type StandingNote = { readonly id: string; readonly text: string; readonly author: string };

/** How a forge keeps the notes of one request. */
export type NoteKeeper = {
  /** The note that had this id the last time; null: it is gone. */
  read(id: string): Promise<ForgeAnswer<StandingNote | null>>;
  /** All notes, oldest first. */
  list(): Promise<ForgeAnswer<readonly StandingNote[]>>;
  create(text: string): Promise<ForgeAnswer<string>>;
  change(id: string, text: string): Promise<ForgeAnswer<null>>;
  /** A thread that people have to resolve before they merge is opened and closed with what it says. */
  settle?(id: string, isResolved: boolean): Promise<ForgeAnswer<null>>;
  /** Who we are there. */
  self(): Promise<ForgeAnswer<string>>;
};

/**
 * Makes the one note of a request say what the publication says. Looks first: a note that was written before we could remember it is found by its beginning
 * and its author, so that no crash makes a second. Where there is nothing to say, none is written, and one from before says that it is resolved.
 *
 * @returns the id of the note that stands; null: none
 */
export async function keepNote(
  { note, resolved }: Publication,
  known: string | undefined,
  keeper: NoteKeeper,
): Promise<ForgeAnswer<string | null>> {
  const standing = await find(known, keeper);
  if (!standing.ok) return standing;
  const text = note ?? (standing.value === null ? null : resolved);
  if (text === null) return { ok: true, value: null };
  if (standing.value === null) return keeper.create(text);
  const { id } = standing.value;
  if (isSame(standing.value.text, text)) return { ok: true, value: id };
  // Settled first: a stop between both leaves a text that is changed the next time.
  const settled = await keeper.settle?.(id, note === null);
  if (settled?.ok === false) return settled;
  const changed = await keeper.change(id, text);
  return changed.ok ? { ok: true, value: id } : changed;
}

async function find(known: string | undefined, keeper: NoteKeeper): Promise<ForgeAnswer<StandingNote | null>> {
  const remembered = known === undefined ? null : await keeper.read(known);
  if (remembered !== null && (!remembered.ok || (remembered.value !== null && isOwnNote(remembered.value.text))))
    return remembered;
  const [self, all] = [await keeper.self(), await keeper.list()];
  if (!self.ok) return self;
  if (!all.ok) return all;
  // Anybody may begin a note as ours begins; only ours can be changed by us.
  const found = all.value.find(({ text, author }) => author === self.value && isOwnNote(text));
  return { ok: true, value: found ?? null };
}

/** Forges change the ends of lines, and leave out what stands around a text. */
const isSame = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();
