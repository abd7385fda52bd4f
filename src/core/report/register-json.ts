import type { Register } from "../process/register.ts";
import { exceptionValue } from "./exception-values.ts";
import { jsonText } from "./json.ts";
import type { RegisterOf } from "./register-words.ts";

/** `exception list --format json`: every entry with its history, a line each. */
export function renderRegisterJson({ entries, unread }: Register, of: RegisterOf): string {
  const exceptions = entries.map(({ entry, isListed, events }) => ({
    ...exceptionValue(entry, of.today),
    isListed,
    history: events.map(({ kind, day, id, ...rest }) => ({
      kind,
      day,
      commit: id,
      changed: "changed" in rest ? rest.changed : [],
    })),
  }));
  return `{
"register":1,
"document":${jsonText(of.document)},
"revision":${jsonText(of.revision)},
"incomplete":${jsonText(of.incomplete)},
"unread":${jsonText(unread.map(({ id, day, why }) => ({ commit: id, day, why })))},
"exceptions":[${exceptions.map((one) => `\n${jsonText(one)}`).join(",")}
]
}
`;
}
