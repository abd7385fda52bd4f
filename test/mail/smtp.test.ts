import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createSmtpSender, type SmtpServer } from "../../src/adapters/mail/smtp.ts";
import { isThisMachine } from "../../src/core/text/this-machine.ts";
import { fakeMailSender } from "./fake-mail-sender.ts";
import { type Opened, outgoing, type Received, type ServerBehaviour, senderContract } from "./mail-sender-contract.ts";

let directory = "";
let key = "";
let certificate = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "proviso-smtp-"));
  const files = ["-keyout", join(directory, "key"), "-out", join(directory, "certificate")];
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2"];
  spawnSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...files, ...name]);
  key = readFileSync(join(directory, "key"), "utf8");
  certificate = readFileSync(join(directory, "certificate"), "utf8");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const open: { close: (done: () => void) => unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise<void>((done) => server.close(done));
});

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

type Listening = { readonly port: number; readonly received: () => readonly Received[]; readonly sessions: string[] };

/** A real server on this machine. */
async function listen(options: SMTPServerOptions, behaviour: ServerBehaviour = "takes"): Promise<Listening> {
  const received: Received[] = [];
  const sessions: string[] = [];
  const sockets = new Set<Socket>();
  let recipients = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH"],
    hideSTARTTLS: true,
    key,
    cert: certificate,
    onRcptTo(_address, _session, callback) {
      recipients += 1;
      const isSecond = recipients % 2 === 0;
      if (behaviour === "refuses one recipient" && isSecond) return callback(refusal(550, "no such list"));
      if (behaviour === "refuses all recipients") return callback(refusal(550, "nobody is known here"));
      if (behaviour === "defers all recipients") return callback(refusal(450, "greylisted"));
      if (behaviour === "refuses and defers recipients") return callback(refusal(isSecond ? 550 : 450, "no"));
      if (behaviour === "closes before the mail") for (const socket of sockets) socket.destroy();
      callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (behaviour === "closes after the mail") return sockets.forEach((socket) => socket.destroy());
        if (behaviour === "refuses the mail") return callback(refusal(554, "this looks like spam"));
        if (behaviour === "defers the mail") return callback(refusal(451, "the disk is full"));
        const { mailFrom, rcptTo } = session.envelope;
        const text = Buffer.concat(chunks).toString("utf8").replaceAll("\r\n", "\n");
        sessions.push(`${session.secure ? "encrypted" : "open"} ${String(session.user ?? "nobody")}`);
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text,
        });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  open.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, received: () => received, sessions };
}

const plain = (port: number): SmtpServer => ({ host: "127.0.0.1", port, tls: "none", login: null, authorities: null });

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

const openSmtp = async (behaviour: ServerBehaviour): Promise<Opened> => {
  if (behaviour === "is not there") return { sender: createSmtpSender(plain(await closedPort())), received: () => [] };
  const { port, received } = await listen({}, behaviour);
  return { sender: createSmtpSender(plain(port)), received };
};

describe("by SMTP", () => senderContract(openSmtp));
describe("the fake", () => senderContract((behaviour) => Promise.resolve(fakeMailSender(behaviour))));

describe("encrypted, and with a login", () => {
  const login = { user: "check", password: "it is dark" };
  const withLogin: SMTPServerOptions = {
    authOptional: false,
    disabledCommands: [],
    hideSTARTTLS: false,
    onAuth({ username, password }, _session, callback) {
      if (username === login.user && password === login.password) callback(null, { user: username });
      else callback(refusal(535, "who is that?"));
    },
  };
  const server = (port: number, more: Partial<SmtpServer>): SmtpServer => ({
    ...plain(port),
    host: "localhost",
    tls: "starttls",
    authorities: certificate,
    ...more,
  });

  test.each(["starttls", "implicit"] as const)("%s", async (tls) => {
    const { port, sessions } = await listen({ ...withLogin, secure: tls === "implicit" });
    expect(await createSmtpSender(server(port, { login, tls })).send(outgoing())).toEqual({
      kind: "sent",
      refused: [],
    });
    expect(sessions).toEqual(["encrypted check"]);
  });

  test.each<[string, SMTPServerOptions, Partial<SmtpServer>, RegExp]>([
    [
      "a wrong password",
      withLogin,
      { login: { user: "check", password: "wrong" } },
      /^localhost:\d+ refused the login: 535 /,
    ],
    ["no login where one is asked for", withLogin, {}, /^localhost:\d+ did not take the mail: 530 /],
    [
      "a server without encryption",
      { hideSTARTTLS: true, disabledCommands: ["STARTTLS"] },
      { login },
      /could not be spoken to/,
    ],
    [
      "a certificate that nobody vouches for",
      withLogin,
      { login, authorities: null },
      /could not be spoken to: .*self-signed/,
    ],
    ["another one's certificate", withLogin, { login, host: "127.0.0.2" }, /could not be spoken to/],
  ])("nothing is sent: %s", async (_, options, more, why) => {
    const { port, received } = await listen(options);
    const sending = await createSmtpSender(server(port, more)).send(outgoing());
    expect(sending).toMatchObject({ why: expect.stringMatching(why) as string });
    expect(sending.kind).not.toBe("sent");
    expect(JSON.stringify(sending)).not.toContain(login.password);
    expect(received()).toEqual([]);
  });
});

test("without encryption only to this machine", async () => {
  const { kind } = await createSmtpSender({ ...plain(25), host: "mail.example.org" }).send(outgoing());
  expect(kind).toBe("refused");
  expect(["localhost", "127.0.0.1", "::1", "LOCALHOST"].filter(isThisMachine)).toHaveLength(4);
  expect(["localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", ""].filter(isThisMachine)).toEqual([]);
});

/** A server of a few lines that says what is in the script, a line for each that it hears. */
async function scripted(script: readonly (string | null)[]): Promise<number> {
  const server = createServer((socket) => {
    const lines = [...script];
    const say = (): void => {
      const line = lines.shift();
      if (line === undefined) return;
      if (line === null) socket.destroy();
      else socket.write(`${line}\r\n`);
    };
    say();
    socket.on("data", say);
    socket.on("error", () => {});
  });
  open.push({ close: (done) => server.close(() => done()) });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

test.each<[string, readonly (string | null)[], string, RegExp]>([
  ["speaks another protocol", ["HTTP/1.1 400 Bad Request"], "later", /could not be spoken to: HTTP/],
  ["is full", ["421 too many connections"], "later", /could not be spoken to: 421 too many/],
  ["hangs up", ["220 hello", null], "later", /could not be spoken to: /],
  [
    "writes more than one line",
    ["220 hello", "250 x", "550 \u001b[31m no  \t no"],
    "refused",
    /did not take the mail: 550/,
  ],
])("a server that %s", async (_, script, kind, why) => {
  const port = await scripted(script);
  const sending = await createSmtpSender(plain(port)).send(outgoing());
  expect(sending).toMatchObject({ kind, why: expect.stringMatching(why) as string });
});

/** Milliseconds. Only who waits for nothing is told to be impatient: on a busy machine every server is slow. */
const impatient = { connect: 2000, answer: 1500 };

test.each<[string, readonly string[]]>([
  ["says nothing", []],
  ["falls silent", ["220 hello"]],
])("a server that %s", async (_, script) => {
  const sending = await createSmtpSender(plain(await scripted(script)), impatient).send(outgoing());
  const why = expect.stringContaining("could not be spoken to: it does not answer") as string;
  expect(sending).toMatchObject({ kind: "later", why });
});
