import { isThisMachine } from "./this-machine.ts";

/** An address without a name, a password or a query: `https://`, or `http://` on this machine, so that what is sent there crosses no network unencrypted. */
export function isWebAddress(text: string): boolean {
  const [, scheme, host = ""] =
    /^(https?):\/\/([\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?(?:\/[\w.~%/-]*)?$/i.exec(text) ?? [];
  return scheme === "https" || (scheme === "http" && isThisMachine(host));
}
