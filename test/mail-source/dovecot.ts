import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Is there a Dovecot that we may start? Its processes change to another user, which root alone may. */
export const hasDovecot = process.getuid?.() === 0 && existsSync("/usr/sbin/dovecot");

/** A real IMAP server on this machine, with one user and a Maildir. */
export type Dovecot = {
  readonly port: number;
  /** Where it speaks TLS from the first byte; 0 without a certificate. */
  readonly tlsPort: number;
  /** A mail arrives, as a delivery agent brings it. */
  deliver(mail: string): void;
  stop(): Promise<void>;
  /** Starts it again; `renumber`: its numbers begin anew. */
  start(renumber?: "renumber"): Promise<void>;
  remove(): Promise<void>;
};

/** Files of a server's certificate, by which it speaks TLS. */
export type Certificate = { readonly key: string; readonly certificate: string };

/** @param encryption - null: it speaks in the clear */
export async function startDovecot(encryption: Certificate | null = null): Promise<Dovecot> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-dovecot-"));
  spawnSync("chmod", ["755", directory]);
  const [user, group] = ["-u", "-g"].map((what) =>
    Number(spawnSync("id", [what, "mail"], { encoding: "utf8" }).stdout),
  );
  const mails = join(directory, "md");
  for (const path of [mails, ...["new", "cur", "tmp"].map((box) => join(mails, box))]) {
    mkdirSync(path);
    chownSync(path, user ?? 0, group ?? 0);
  }
  const port = await freePort();
  const tlsPort = encryption === null ? 0 : await freePort();
  const configuration = join(directory, "dovecot.conf");
  writeFileSync(configuration, configurationOf(directory, { port, tlsPort, encryption }));
  let server: ChildProcess | null = null;
  let delivered = 0;

  const dovecot: Dovecot = {
    port,
    tlsPort,
    deliver(mail) {
      delivered += 1;
      const name = `${1_700_000_000 + delivered}.M1P1.host`;
      writeFileSync(join(mails, "tmp", name), mail);
      chownSync(join(mails, "tmp", name), user ?? 0, group ?? 0);
      renameSync(join(mails, "tmp", name), join(mails, "new", name));
    },
    async start(renumber) {
      if (renumber !== undefined)
        for (const name of readdirSync(mails)) if (name.startsWith("dovecot")) rmSync(join(mails, name));
      server = spawn("/usr/sbin/dovecot", ["-F", "-c", configuration], { stdio: "ignore" });
      await reachable(port, join(directory, "log"));
    },
    async stop() {
      const stopping = server;
      server = null;
      if (stopping === null) return;
      stopping.kill("SIGTERM");
      await new Promise((resolve) => stopping.on("close", resolve));
    },
    async remove() {
      await dovecot.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await dovecot.start();
  return dovecot;
}

type Listening = { readonly port: number; readonly tlsPort: number; readonly encryption: Certificate | null };

const tlsLines = ({ key, certificate }: Certificate): string => `ssl = yes
ssl_key = <${key}
ssl_cert = <${certificate}`;

const configurationOf = (directory: string, { port, tlsPort, encryption }: Listening): string => `protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
log_path = ${directory}/log
${encryption === null ? "ssl = no" : tlsLines(encryption)}
disable_plaintext_auth = no
mail_location = maildir:${directory}/md
first_valid_uid = 1
mailbox_idle_check_interval = 1 secs
passdb {
  driver = static
  args = password=pw
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${directory}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Tries until somebody answers: a server says nowhere that it is ready. */
async function reachable(port: number, log: string): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("data", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
      socket.on("close", () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Dovecot does not answer: ${existsSync(log) ? readFileSync(log, "utf8") : "it wrote no log"}`);
}
