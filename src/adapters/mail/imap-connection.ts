import { type AuthenticationFailure, ImapFlow } from "imapflow";
import { clip } from "../../core/text/neutralise.ts";
import { isThisMachine } from "../../core/text/this-machine.ts";

/** A folder of a server, and how it is reached. */
export type ImapFolder = {
  readonly host: string;
  readonly port: number;
  /** `starttls`: encrypted after a word in the clear; `implicit`: from the first byte; `none`: not at all, on this machine only. */
  readonly tls: "starttls" | "implicit" | "none";
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Certificates of authorities, PEM, in place of those that Node knows; null: those. */
  readonly authorities: string | null;
};

/** An open folder. Its numbers count as long as `validity` is the same (RFC 3501, 2.3.1.1). */
export type OpenFolder = { readonly client: ImapFlow; readonly validity: string };

/** Why there is no connection. `isFinal`: asking again would change nothing. */
export type NoFolder = { readonly isFinal: boolean; readonly why: string };

/** Milliseconds until a server that says nothing is given up, and until a connection on which nothing happens is asked whether it lives. */
const connectMilliseconds = 30_000;
const idleMilliseconds = 5 * 60_000;

/** Code points of what a server said that are shown. */
const shownMax = 200;

/** For people: `folder of user on host:port`. */
export const folderName = ({ folder, user, host, port }: ImapFolder): string =>
  `the folder \`${folder}\` of \`${user}\` on ${host}:${port}`;

/** Opens a folder for reading only: nobody's flags change. `noteChange` is called whenever something may have come, and when the connection ends. */
export async function openFolder(at: ImapFolder, noteChange: () => void): Promise<OpenFolder | NoFolder> {
  if (at.tls === "none" && !isThisMachine(at.host))
    return { isFinal: true, why: "a password is sent without encryption to this machine only" };
  const client = new ImapFlow({
    host: at.host,
    port: at.port,
    secure: at.tls === "implicit",
    doSTARTTLS: at.tls === "implicit" ? undefined : at.tls === "starttls",
    auth: { user: at.user, pass: at.password },
    logger: false,
    disableAutoEnable: true,
    maxIdleTime: idleMilliseconds,
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    tls: { minVersion: "TLSv1.2", ...(at.authorities === null ? {} : { ca: at.authorities }) },
  });
  for (const event of ["error", "exists", "close"] as const) client.on(event, noteChange);
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(at.folder, { readOnly: true });
    return { client, validity: `${uidValidity}` };
  } catch (error) {
    client.close();
    const { authenticationFailed, mailboxMissing } = error as Partial<AuthenticationFailure> & {
      mailboxMissing?: boolean;
    };
    if (authenticationFailed === true) return { isFinal: true, why: `the login was refused: ${saidBy(error)}` };
    if (mailboxMissing === true) return { isFinal: true, why: "there is no such folder" };
    const isUnvouched = unvouched.has((error as NodeJS.ErrnoException).code ?? "");
    return { isFinal: false, why: isUnvouched ? `${saidBy(error)}; ${authoritiesHint}` : saidBy(error) };
  }
}

/** OpenSSL's words for a certificate that nobody vouches for whom we trust. */
const unvouched: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);
const authoritiesHint = "if the server is yours, `--authorities` names the certificate of who vouches for it";

/** The server's own words, else those of the library or the system. */
export function saidBy(error: unknown): string {
  const { responseText, message } = error as Error & { readonly responseText?: string };
  return clip((responseText ?? message).replace(/\s+/g, " ").trim(), shownMax);
}
