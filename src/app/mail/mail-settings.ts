import type { Identity } from "../../core/commit/identity.ts";
import { type Key, sectionReader } from "../../core/policy/map-reader.ts";
import {
  anyText,
  choiceReader,
  type Form,
  listReader,
  mapped,
  type Reader,
  textReader,
} from "../../core/policy/reader.ts";
import { shapeReader } from "../../core/policy/shape-reader.ts";
import { note, readYaml, shown, sortedProblems } from "../../core/policy/yaml-file.ts";
import type { Problem } from "../../core/problem/problem.ts";
import { type Audience, audiences } from "../../core/report/answer/answer-settings.ts";
import { isMailAddress } from "../../core/report/mail-header.ts";
import { readPerson } from "../../core/report/render-request-mail.ts";
import { count, flag } from "../../core/text/shape.ts";
import type { Source } from "../../core/text/source.ts";
import { isThisMachine } from "../../core/text/this-machine.ts";

/**
 * How whoever runs the program wants mails to be answered. It stands in a file of his own, never in a repository that is judged: a policy
 * that could name a server would have his password sent there.
 */
export type MailSettings = {
  readonly from: Identity | null;
  /** Where delivery failures go; null: to `from`. */
  readonly bounces: string | null;
  readonly own: readonly string[];
  readonly lists: readonly string[];
  readonly to: Audience;
  readonly always: boolean;
  readonly smtp: SmtpSettings | null;
  readonly patchwork: PatchworkSettings | null;
};

/** The server that takes mails, and who logs in there. */
export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  readonly tls: SmtpEncryption;
  /** Null: nobody logs in. */
  readonly user: string | null;
  readonly passwordFile: string | null;
  /** Certificates of authorities, PEM. */
  readonly authoritiesFile: string | null;
};

const encryptions = ["starttls", "implicit", "none"] as const;
type SmtpEncryption = (typeof encryptions)[number];

/** Where checks of patches are posted, and how they are called there. */
export type PatchworkSettings = {
  /** Without `/api` and what follows it. */
  readonly url: string;
  readonly context: string;
  /** The page that checks point to; null: none. */
  readonly page: string | null;
  readonly tokenFile: string | null;
};

/** What holds where there is no file. */
export const noMailSettings: MailSettings = {
  from: null,
  bounces: null,
  own: [],
  lists: [],
  to: "lists-and-sender",
  always: false,
  smtp: null,
  patchwork: null,
};

/** Submission (RFC 6409) and submission over TLS (RFC 8314); relays take mail at 25. */
const usualPorts: { readonly [Of in SmtpEncryption]: number } = { starttls: 587, implicit: 465, none: 25 };

/** Reads such a file. With a problem of severity `error` nothing of it may be used. */
export function parseMailSettings(source: Source): {
  readonly settings: MailSettings;
  readonly problems: readonly Problem[];
} {
  const { root, notes, cutAt } = readYaml(source);
  // Behind a syntax error the tree is a guess.
  const written = root === null || cutAt !== null ? undefined : wholeReader.read(root, notes);
  if (root === null && cutAt === null) note(notes, "empty-settings", null, "the file is empty");
  return { settings: { ...noMailSettings, ...written }, problems: sortedProblems(notes.problems) };
}

const addressForm: Form = {
  expected: "an address of a mail",
  refuses: (text) =>
    isMailAddress(text)
      ? null
      : { code: "unreadable-address", text: `\`${shown(text)}\` is no address such as \`list@example.org\`` },
  schema: {},
};

const personReader: Reader<Identity> = mapped(
  textReader(
    {
      expected: "an address, with a name or without",
      refuses: (text) =>
        readPerson(text) === undefined
          ? { code: "unreadable-address", text: `\`${shown(text)}\` is no address such as \`Name <name@example.org>\`` }
          : null,
      schema: {},
    },
    "who answers",
  ),
  readPerson,
);

const hostForm: Form = {
  expected: "the name or address of a machine",
  refuses: (text) =>
    /^[\w.:-]{1,253}$/.test(text) && !text.startsWith("-")
      ? null
      : { code: "unreadable-host", text: `\`${shown(text)}\` names no machine` },
  schema: {},
};

const urlForm: Form = {
  expected: "an address of the web",
  refuses: (text) => {
    const [, scheme, host = ""] =
      /^(https?):\/\/([\w.-]+|\[::1\])(?::\d{1,5})?(?:\/[\w.~%/?#=&+-]*)?$/.exec(text) ?? [];
    if (scheme === "https" || (scheme === "http" && isThisMachine(host))) return null;
    const hint = "`http://` is for this machine only";
    return { code: "unreadable-url", text: `\`${shown(text)}\` is no \`https://\` address`, hint };
  },
  schema: {},
};

const contextForm: Form = {
  expected: "a word of letters, digits, - and _",
  refuses: (text) =>
    /^[\w-]{1,255}$/.test(text)
      ? null
      : { code: "unreadable-context", text: `\`${shown(text)}\` is no word of letters, digits, \`-\` and \`_\`` },
  schema: {},
};

type WrittenSmtp = {
  readonly host: string;
  readonly port: number;
  readonly tls: SmtpEncryption;
  readonly user: string;
  readonly "password-file": string;
  readonly "authorities-file": string;
};

const smtpReader: Reader<SmtpSettings> = mapped(
  sectionReader<WrittenSmtp>(
    {
      host: { reader: textReader(hostForm, "the server that takes mails"), required: true },
      port: { reader: shapeReader(count("its port", null, [1, 65_535]).shape) },
      tls: { reader: choiceReader(encryptions, "how the connection is encrypted") },
      user: { reader: textReader(anyText, "who logs in") },
      "password-file": { reader: textReader(anyText, "a file with the password") },
      "authorities-file": { reader: textReader(anyText, "a file with certificates of authorities") },
    },
    "the server that takes mails",
  ),
  ({ host, tls = "starttls", ...written }, node, notes): SmtpSettings | undefined => {
    if (host === undefined) return undefined;
    if (tls === "none" && !isThisMachine(host)) {
      note(notes, "not-encrypted", node, "`tls: none` is for a server on this machine only");
      return undefined;
    }
    return {
      host,
      tls,
      port: written.port ?? usualPorts[tls],
      user: written.user ?? null,
      passwordFile: written["password-file"] ?? null,
      authoritiesFile: written["authorities-file"] ?? null,
    };
  },
);

type WrittenPatchwork = {
  readonly url: string;
  readonly context: string;
  readonly page: string;
  readonly "token-file": string;
};

const patchworkReader: Reader<PatchworkSettings> = mapped(
  sectionReader<WrittenPatchwork>(
    {
      url: { reader: textReader(urlForm, "the patchwork"), required: true },
      context: { reader: textReader(contextForm, "the name of the check") },
      page: { reader: textReader(urlForm, "the page that checks point to") },
      "token-file": { reader: textReader(anyText, "a file with the token") },
    },
    "the patchwork that shows checks",
  ),
  ({ url, context = usualContext, page = null, ...written }): PatchworkSettings | undefined =>
    url === undefined
      ? undefined
      : { url: url.replace(/\/+$/, ""), context, page, tokenFile: written["token-file"] ?? null },
);

/** The name of the check where nobody gives one. It is not that of a program. */
export const usualContext = "code-provenance";

const keys: { readonly [Name in keyof MailSettings]-?: Key<NonNullable<MailSettings[Name]>> } = {
  from: { reader: personReader },
  bounces: { reader: textReader(addressForm, "where delivery failures go") },
  own: {
    reader: listReader(textReader(addressForm, "an address"), "a list of addresses", "other addresses that are ours"),
  },
  lists: { reader: listReader(textReader(addressForm, "a list"), "a list of addresses", "mailing lists") },
  to: { reader: choiceReader(audiences, "who gets answers") },
  always: { reader: shapeReader(flag("answer a clean series, too", false).shape) },
  smtp: { reader: smtpReader },
  patchwork: { reader: patchworkReader },
};

const wholeReader: Reader<Partial<MailSettings>> = sectionReader<MailSettings>(keys, "how mails are answered");
