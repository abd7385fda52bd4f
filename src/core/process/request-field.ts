import { createRequest, type RequestedField } from "./request.ts";
import { readRequest } from "./request-read.ts";
import { writeRequest } from "./request-write.ts";

/** What is wrong with a field's value by the document's own reader, in a sentence; null when it can be read. */
export function fieldComplaint(field: RequestedField): string | null {
  return complaint(createRequest({ id: "some-exception", title: "Some exception", fields: [field] }));
}

/** What is wrong with the form of an id; null when nothing is. */
export const idComplaint = (id: string): string | null => complaint(createRequest({ id, title: "Some exception" }));

function complaint(request: ReturnType<typeof createRequest>): string | null {
  const text = writeRequest(request, { format: "markdown", headed: false, asForm: false });
  const { entry, problems } = readRequest({ name: "answer", text });
  const found = [...(entry?.problems ?? []), ...problems].find(({ severity }) => severity === "error");
  if (found === undefined) return null;
  return found.hint === undefined ? found.text : `${found.text}; ${found.hint}`;
}
