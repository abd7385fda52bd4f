import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryChanges } from "../adapters/files/changes.ts";
import { systemClock } from "../adapters/files/clock.ts";
import { mayBeArchive } from "../adapters/git/public-inbox/epochs.ts";
import { isThisMachine } from "../core/text/this-machine.ts";
import type { MailSource } from "../ports/mail-source.ts";
import { CommandFailure } from "./exit-status.ts";
import { readText, secretIn, secretInVariable } from "./secret.ts";

/** Where the password of an IMAP server stands, if no file has it. */
const passwordVariable = "PROVISO_IMAP_PASSWORD";

/** Milliseconds between two looks at directories of which no change is told. */
const lookEvery = 10_000;

/** What says how a server is reached. */
export type ServerOptions = { readonly passwordFile?: string; readonly authorities?: string };

/** The source that an argument names: `imaps://user@host/folder`, or a directory that is a Maildir or an archive of public-inbox. */
export async function watchedSource(text: string, options: ServerOptions): Promise<MailSource> {
  if (/^imaps?:/i.test(text)) return imapFolder(text, options);
  if (options.passwordFile !== undefined || options.authorities !== undefined)
    throw new CommandFailure("--password-file and --authorities are for an IMAP server", "usage");
  if (!existsSync(text)) throw new CommandFailure(`\`${text}\` is not there`, "usage");
  const changes = directoryChanges(lookEvery);
  if (["new", "cur"].every((box) => existsSync(join(text, box)))) {
    const { maildirSource } = await import("../adapters/mail/maildir-source.ts");
    return maildirSource(text, changes);
  }
  if (mayBeArchive(text)) {
    const { publicInbox } = await import("../adapters/git/public-inbox/public-inbox.ts");
    return publicInbox(text, { changes });
  }
  throw new CommandFailure(
    `\`${text}\` is neither a Maildir (it has no \`new\` and \`cur\`) nor a public-inbox archive (it has no \`git/0.git\`)`,
    "usage",
  );
}

async function imapFolder(text: string, { passwordFile, authorities }: ServerOptions): Promise<MailSource> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === "" || url.username === "")
    throw new CommandFailure("an IMAP folder is named like `imaps://user@mail.example.org/INBOX`", "usage");
  if (url.password !== "")
    throw new CommandFailure(
      `a password on a command line is everybody's to read; put it into ${passwordVariable} or a file (--password-file)`,
      "usage",
    );
  const isImplicit = url.protocol.toLowerCase() === "imaps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const { imapSource } = await import("../adapters/mail/imap-source.ts");
  return imapSource(
    {
      host,
      port: url.port === "" ? (isImplicit ? 993 : 143) : Number(url.port),
      tls: isImplicit ? "implicit" : isThisMachine(host) ? "none" : "starttls",
      user: decoded(url.username),
      password: passwordFile === undefined ? passwordInVariable() : await secretIn(passwordFile),
      folder: decoded(url.pathname.slice(1)) || "INBOX",
      authorities: authorities === undefined ? null : await readText(authorities),
    },
    systemClock,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CommandFailure(`\`${text}\` cannot be read as a part of an address`, "usage");
  }
}

function passwordInVariable(): string {
  const password = secretInVariable(passwordVariable);
  if (password !== null) return password;
  throw new CommandFailure(
    `the server needs a password: in ${passwordVariable}, or in a file that --password-file names`,
    "usage",
  );
}
