import { Readable } from "node:stream";
import type { NodemailerError } from "nodemailer";
import SMTPConnection, {
  type SMTPConnectionOptions,
  type SMTPConnectionSendInfo,
} from "nodemailer/lib/smtp-connection";
import type { OutgoingMail } from "../../core/report/answer/outgoing-mail.ts";
import { clip } from "../../core/text/neutralise.ts";
import { isThisMachine } from "../../core/text/this-machine.ts";
import type { MailSender, Sending } from "../../ports/mail-sender.ts";

/** A server that takes mails, and how it is spoken to. */
export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** `starttls`: encrypted after a word in the clear; `implicit`: from the first byte; `none`: not at all, on this machine only. */
  readonly tls: "starttls" | "implicit" | "none";
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Certificates of authorities, PEM, in place of those that Node knows; null: those. */
  readonly authorities: string | null;
};

/** Milliseconds until a server that says nothing is given up: RFC 5321, 4.5.3.2, has minutes for what a person would not wait for. */
export type SmtpPatience = { readonly connect: number; readonly answer: number };

const usualPatience: SmtpPatience = { connect: 30_000, answer: 120_000 };

/** Bytes of one answer of the server. */
const responseBytesMax = 64 << 10;

/** Code points of what a server said that are shown. */
const shownMax = 200;

/** Sends by SMTP, a connection a mail: answers are few, and a connection that was left open may be gone when it is needed. */
export function createSmtpSender(server: SmtpServer, patience: SmtpPatience = usualPatience): MailSender {
  const name = `${server.host}:${server.port}`;
  return {
    async send(mail) {
      if (server.tls === "none" && !isThisMachine(server.host))
        return { kind: "refused", why: `mail is sent without encryption to this machine only, not to ${name}` };
      const connection = new SMTPConnection(optionsOf(server, patience));
      const progress = { handedOver: false };
      try {
        return await conversation(connection, server, mail, progress);
      } catch (error) {
        return failureOf(error as NodemailerError, progress, name);
      } finally {
        connection.close();
      }
    },
  };
}

function optionsOf(
  { host, port, tls, authorities }: SmtpServer,
  { connect, answer }: SmtpPatience,
): SMTPConnectionOptions {
  return {
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    connectionTimeout: connect,
    dnsTimeout: connect,
    greetingTimeout: answer,
    socketTimeout: answer,
    maxResponseSize: responseBytesMax,
    tls: { minVersion: "TLSv1.2", ...(authorities === null ? {} : { ca: authorities }) },
  };
}

/** What is known of a conversation that broke off. */
type Progress = { handedOver: boolean };

function conversation(
  connection: SMTPConnection,
  { login, tls }: SmtpServer,
  mail: OutgoingMail,
  progress: Progress,
): Promise<Sending> {
  return new Promise((resolve, reject) => {
    const sendNow = (): void =>
      connection.send(envelopeOf(mail), bodyOf(mail, progress), (error, info) => {
        if (error === null && info !== undefined) resolve({ kind: "sent", refused: refusalsIn(info) });
        else reject(error ?? new Error("no answer"));
      });
    // Listened to until the end: what comes when nobody waits any more has no one to tell.
    connection.on("error", reject);
    connection.connect((error) => {
      if (error !== undefined) return reject(error);
      if (login === null) return sendNow();
      // The library would log in on a connection that is not encrypted, too.
      if (!connection.secure && tls !== "none") return reject(new Error("the connection is not encrypted"));
      const credentials = { user: login.user, pass: login.password };
      connection.login({ credentials }, (refused) => (refused === null ? sendNow() : reject(refused)));
    });
  });
}

/** The library makes line ends those of SMTP and doubles dots. It reads the body only once the server has taken the envelope. */
function bodyOf({ text }: OutgoingMail, progress: Progress): Readable {
  const body = Readable.from([Buffer.from(text)]);
  body.once("end", () => {
    progress.handedOver = true;
  });
  return body;
}

const envelopeOf = ({ envelope, text }: OutgoingMail) => ({
  from: envelope.from,
  to: [...envelope.to],
  size: Buffer.byteLength(text),
  use8BitMime: !/^[\n\x20-\x7e]*$/.test(text),
});

const refusalsIn = ({ rejectedErrors = [] }: SMTPConnectionSendInfo): readonly string[] =>
  rejectedErrors.map((error) => `\`${String(error.recipient)}\` was refused: ${saidBy(error)}`);

/** What it means that a conversation broke off, and why it did. */
function failureOf(error: NodemailerError, { handedOver }: Progress, name: string): Sending {
  const { responseCode, permanent = false, command = "" } = error;
  if (responseCode === undefined && handedOver)
    return {
      kind: "unsure",
      why: `${name} took the mail, and then did not say whether it keeps it (${saidBy(error)})`,
    };
  // Before the envelope nothing was said of this mail yet: whoever puts the settings right can send it.
  const isOfMail = ["MAIL FROM", "RCPT TO", "DATA"].includes(command);
  const what = isOfMail
    ? "did not take the mail"
    : command.startsWith("AUTH")
      ? "refused the login"
      : "could not be spoken to";
  return { kind: permanent && isOfMail ? "refused" : "later", why: `${name} ${what}: ${saidBy(error)}` };
}

/** The server's own words, else those of the library or the system. */
function saidBy({ code, response, message }: NodemailerError): string {
  if (code === "ETIMEDOUT" && response === undefined) return "it does not answer";
  return clip((response ?? message).replace(/\s+/g, " ").trim(), shownMax);
}
