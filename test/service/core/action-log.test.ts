import { expect, test } from "vitest";
import {
  type ActionLogEntry,
  chain,
  chainStart,
  exportedLine,
  nothingVerified,
  verifyLine,
} from "../../../src/core/service/action-log.ts";
import { sha256Text } from "../../database/sha256.ts";
import { array, assert, integer, nat, property, record, string } from "../../random-cases.ts";

const anyAction = record({ at: integer(), actor: string(), action: string(), subject: string() });
const someActions = array(anyAction, { minLength: 3, maxLength: 12 });

/** Null where the log is whole, else what is said. */
function verify(lines: readonly string[]): string | null {
  let known = nothingVerified;
  for (const line of lines) {
    const next = verifyLine(known, line, sha256Text);
    if (!next.ok) return next.why;
    known = next.value;
  }
  return null;
}

test("what was appended is verified, from its start or from any later entry", () => {
  assert(
    property(someActions, nat(), (actions, from) => {
      const lines = chain(chainStart, actions, sha256Text).map(exportedLine);
      expect(verify(lines.slice(from % lines.length))).toBeNull();
    }),
  );
});

test("what is appended in parts is one chain", () => {
  const actions = [1, 2, 3].map((at) => ({ at, actor: "service", action: "tested", subject: "x" }));
  const first = chain(chainStart, actions.slice(0, 1), sha256Text);
  const head = { sequence: first[0]?.sequence ?? 0, hash: first[0]?.hash ?? "" };
  expect([...first, ...chain(head, actions.slice(1), sha256Text)]).toEqual(chain(chainStart, actions, sha256Text));
});

test("an entry that is changed, left out, doubled or moved is found", () => {
  assert(
    property(someActions, nat(), (actions, at) => {
      const entries = chain(chainStart, actions, sha256Text);
      const place = at % (entries.length - 1);
      const change = (entry: ActionLogEntry): ActionLogEntry => ({ ...entry, subject: `${entry.subject}!` });
      const lines = entries.map(exportedLine);
      const changed = entries.map((entry, index) => exportedLine(index === place ? change(entry) : entry));
      expect(verify(changed)).not.toBeNull();
      if (place > 0) expect(verify(lines.toSpliced(place, 1))).not.toBeNull();
      expect(verify(lines.toSpliced(place, 0, lines[place] ?? ""))).not.toBeNull();
      expect(verify(lines.toReversed())).not.toBeNull();
    }),
  );
});

test("whoever changes an entry with its hash breaks the next one", () => {
  const actions = [1, 2, 3].map((at) => ({ at, actor: "service", action: "tested", subject: "x" }));
  const entries = chain(chainStart, actions, sha256Text);
  const [forged] = chain(chainStart, [{ at: 1, actor: "service", action: "tested", subject: "y" }], sha256Text);
  const lines = [forged, ...entries.slice(1)].map((entry) => (entry === undefined ? "" : exportedLine(entry)));
  expect(verify(lines)).toBe("entry 2 does not go on from entry 1: one of both was changed");
});

test.each([
  "",
  "{}",
  "null",
  "[1]",
  "{",
  '{"sequence":"1","at":1,"actor":"a","action":"b","subject":"c","previous":"d","hash":"e"}',
  '{"sequence":1,"at":1,"actor":"a","action":"b","subject":"c","previous":"d","hash":"e","more":1}',
  '{"at":1,"sequence":1,"actor":"a","action":"b","subject":"c","previous":"d","hash":"e"}',
  '{"sequence":1,"at":1,"actor":"a","action":"b","subject":"c","subject":"c","previous":"d","hash":"e"}',
])("a line that is no entry is said to be none: %s", (line) => {
  expect(verify([line])).toBe("it is no entry of a log");
});
