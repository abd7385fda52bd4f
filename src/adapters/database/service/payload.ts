import { payloadBytesMax } from "../../../core/service/job-kinds.ts";
import type { NewJob } from "../../../ports/job-queue.ts";

/** The payload as JSON. One that is too large is a mistake of ours: ids belong there, and contents elsewhere. */
export function payloadText({ kind, key, payload }: NewJob): string {
  const text = JSON.stringify(payload);
  const bytes = Buffer.byteLength(text);
  if (bytes > payloadBytesMax)
    throw new Error(`the payload of the job ${kind} ${key} has ${bytes} bytes, and ${payloadBytesMax} is the most`);
  return text;
}
