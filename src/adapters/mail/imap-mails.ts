import type { SourceEvent } from "../../ports/mail-source.ts";
import type { OpenFolder } from "./imap-connection.ts";
import { mailBytesMax } from "./limits.ts";

/**
 * Behind which mail of a folder one goes on, and when the newest that was given had arrived at the server: where the folder's numbers begin anew, that
 * alone says which mails are news.
 */
export type FolderPosition = { readonly validity: string; readonly uid: number; readonly seconds: number };

/** As it is recorded; `readFolderPosition` reads it back. */
export const positionOf = ({ validity, uid, seconds }: FolderPosition): string => `${validity}:${uid}:${seconds}`;

/** Null: it was not written by `positionOf`. */
export function readFolderPosition(text: string): FolderPosition | null {
  const [, validity, uid, seconds] = /^(\d{1,10}):(\d{1,10}):(\d{1,12})$/.exec(text) ?? [];
  return validity === undefined ? null : { validity, uid: Number(uid), seconds: Number(seconds) };
}

/** Mails that are asked for at a time: so many, and together no more bytes than the longest single one may have. */
const mailsAtATime = 50;

/** Numbers that are asked about at a time. */
const numbersAtATime = 1000;

type Listed = { readonly uid: number; readonly size: number; readonly seconds: number };

/** The mails of a folder behind a position; throws where the connection breaks. No question is open while an event is looked at. */
export async function* newInFolder(
  { client, validity }: OpenFolder,
  from: FolderPosition | null,
  newest: number,
): AsyncGenerator<SourceEvent> {
  const isSame = from !== null && from.validity === validity;
  if (from !== null && !isSame)
    yield { kind: "notice", text: "the numbers of the folder began anew; what had arrived before counts as read" };
  const first = isSame ? from.uid + 1 : 1;
  const found = (await client.search({ uid: `${first}:*` }, { uid: true })) || [];
  // `n:*` names the last mail even where its number is smaller.
  const uids = found.filter((uid) => uid >= first).sort((one, other) => one - other);
  const wanted = isSame ? uids : newest === 0 ? [] : uids.slice(-newest);
  let seconds = from?.seconds ?? 0;
  for (let at = 0; at < wanted.length; at += numbersAtATime) {
    const asked = wanted.slice(at, at + numbersAtATime).join();
    const answers = await client.fetchAll(asked, { uid: true, size: true, internalDate: true }, { uid: true });
    const listed = answers.map(({ uid, size = 0, internalDate }): Listed => {
      const arrived = internalDate === undefined ? Number.NaN : Math.floor(new Date(internalDate).getTime() / 1000);
      return { uid, size, seconds: Number.isNaN(arrived) ? 0 : arrived };
    });
    for (const group of groupsOf(listed)) {
      const bytes = await sourcesOf(client, group);
      for (const one of group) {
        const isOld = from === null || (!isSame && one.seconds <= from.seconds);
        seconds = Math.max(seconds, one.seconds);
        const where = { place: `${validity}:${one.uid}`, position: positionOf({ validity, uid: one.uid, seconds }) };
        const source = bytes.get(one.uid);
        if (one.size > mailBytesMax)
          yield {
            kind: "unreadable",
            ...where,
            why: `has ${one.size} bytes, more than ${mailBytesMax}, and is not read`,
          };
        // Else somebody deleted it meanwhile.
        else if (source !== undefined) yield { kind: "mail", ...where, bytes: source, isOld };
      }
    }
  }
  // Mails that were passed over must not be news later.
  const last = uids.at(-1);
  if (newest === 0 && last !== undefined && !isSame)
    yield { kind: "passed-over", place: `${validity}:${last}`, position: positionOf({ validity, uid: last, seconds }) };
}

async function sourcesOf(
  client: OpenFolder["client"],
  group: readonly Listed[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const readable = group.filter(({ size }) => size <= mailBytesMax).map(({ uid }) => uid);
  if (readable.length === 0) return new Map();
  const answers = await client.fetchAll(
    readable.join(),
    { uid: true, source: { maxLength: mailBytesMax } },
    { uid: true },
  );
  return new Map(answers.flatMap(({ uid, source }) => (source === undefined ? [] : [[uid, source] as const])));
}

function* groupsOf(listed: readonly Listed[]): Generator<readonly Listed[]> {
  let group: Listed[] = [];
  let bytes = 0;
  for (const one of [...listed].sort((left, right) => left.uid - right.uid)) {
    if (group.length === mailsAtATime || (group.length > 0 && bytes + one.size > mailBytesMax)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(one);
    bytes += one.size;
  }
  if (group.length > 0) yield group;
}
