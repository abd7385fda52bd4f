import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ImapFolder, openFolder } from "../../src/adapters/mail/imap-connection.ts";
import { mailNamed } from "./contract.ts";
import { type Certificate, type Dovecot, hasDovecot, startDovecot } from "./dovecot.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

const openssl = (...words: readonly string[]): void => {
  const { status, stderr } = spawnSync("openssl", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
};

/** An authority of its own in a directory, with a certificate of a server called `localhost` and by no address. */
function createAuthority(directory: string): Certificate & { readonly authority: string } {
  const at = (name: string): string => join(directory, name);
  const keyOf = (name: string): readonly string[] => ["-newkey", "rsa:2048", "-nodes", "-keyout", at(`${name}.key`)];
  openssl(
    "req",
    "-x509",
    ...keyOf("authority"),
    "-out",
    at("authority.pem"),
    "-subj",
    "/CN=our authority",
    "-days",
    "2",
  );
  openssl("req", ...keyOf("server"), "-out", at("server.request"), "-subj", "/CN=localhost");
  writeFileSync(at("names"), "subjectAltName=DNS:localhost\n");
  const signing = ["-CA", at("authority.pem"), "-CAkey", at("authority.key"), "-CAcreateserial", "-days", "2"];
  const wanted = ["-in", at("server.request"), "-out", at("server.pem"), "-extfile", at("names")];
  openssl("x509", "-req", ...wanted, ...signing);
  return { key: at("server.key"), certificate: at("server.pem"), authority: readFileSync(at("authority.pem"), "utf8") };
}

const folder = { user: "x", password: "pw", folder: "INBOX" } as const;

describe.skipIf(!hasDovecot || !hasOpenssl)("a real server with a certificate of our own authority", () => {
  const directories: string[] = [];
  let dovecot: Dovecot;
  let ours = "";
  let another = "";
  beforeAll(async () => {
    const made = ["ours", "another"].map((name) => {
      const directory = mkdtempSync(join(tmpdir(), `proviso-authority-${name}-`));
      directories.push(directory);
      return createAuthority(directory);
    });
    const [own, other] = made as [(typeof made)[number], (typeof made)[number]];
    ours = own.authority;
    another = other.authority;
    dovecot = await startDovecot(own);
    dovecot.deliver(mailNamed("one"));
  });
  afterAll(async () => {
    await dovecot.remove();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });

  const at = (tls: "starttls" | "implicit", more: Partial<ImapFolder>): ImapFolder => ({
    ...folder,
    host: "localhost",
    port: tls === "implicit" ? dovecot.tlsPort : dovecot.port,
    tls,
    authorities: ours,
    ...more,
  });

  test.each(["starttls", "implicit"] as const)("is read by %s", async (tls) => {
    const opened = await openFolder(at(tls, {}), () => {});
    if (!("client" in opened)) throw new Error(opened.why);
    expect({
      encrypted: opened.client.secureConnection,
      mails: await opened.client.status("INBOX", { messages: true }),
    }).toMatchObject({
      encrypted: true,
      mails: { messages: 1 },
    });
    opened.client.close();
  });

  describe.each(["starttls", "implicit"] as const)("by %s", (tls) => {
    test.each([
      ["an authority that nobody named", { authorities: null }, /certificate; if .*`--authorities`/],
      ["another authority", "another", /certificate; if .*`--authorities`/],
      ["another name than the certificate's", { host: "127.0.0.1" }, /altnames.*127\.0\.0\.1[^;]*$/],
    ] as const)("%s is refused", async (_, more, why) => {
      const asked = at(tls, more === "another" ? { authorities: another } : more);
      expect(await openFolder(asked, () => {})).toEqual({ isFinal: false, why: expect.stringMatching(why) });
    });
  });

  test("one that speaks TLS from the first byte is not spoken to in the clear, nor the other way round", async () => {
    expect(await openFolder(at("implicit", { port: dovecot.port }), () => {})).toMatchObject({ isFinal: false });
  });
});

test("a server that offers no STARTTLS, or that somebody between took it from, hears no password", async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.write("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n");
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
        const [tag = "", command = ""] = line.split(" ");
        heard.push(line);
        if (/^CAPABILITY$/i.test(command)) socket.write("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n");
        socket.write(`${tag} OK done\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const at: ImapFolder = { ...folder, host: "127.0.0.1", port, tls: "starttls", authorities: null };
  const opened = await openFolder(at, () => {});
  server.close();
  expect(opened).toEqual({ isFinal: false, why: expect.stringContaining("STARTTLS") });
  expect(heard.filter((line) => /LOGIN|AUTHENTICATE|pw/i.test(line))).toEqual([]);
});
