import type { SquashBody } from "../../core/forge/decision.ts";
import { sectionReader } from "../../core/policy/map-reader.ts";
import {
  anyText,
  choiceReader,
  type Form,
  listReader,
  mapped,
  type Reader,
  textReader,
} from "../../core/policy/reader.ts";
import { note, shown } from "../../core/policy/yaml-file.ts";
import { compileGlob } from "../../core/text/glob.ts";
import { isWebAddress } from "../../core/text/web-address.ts";
import type { MergeMethod } from "../ci/judge-job.ts";

const forgeKinds = ["github", "gitlab", "forgejo"] as const;

/** A forge that the service looks after. Secrets stand in files, each its own, so that none is seen where the settings are. */
export type ForgeSettings = {
  readonly kind: (typeof forgeKinds)[number];
  /** Where it is, without a slash at the end: `https://github.com`. */
  readonly url: string;
  /** What its deliveries are signed with. More than one while a secret is being changed. */
  readonly webhookSecretFiles: readonly string[];
  /** GitLab and Forgejo: the token of the account that tells what was found. */
  readonly tokenFile: string | null;
  /** GitHub: the App. */
  readonly app: { readonly id: string; readonly keyFile: string } | null;
  /** Organisations, groups and users whose repositories are looked for. */
  readonly accounts: readonly string[];
  /** Globs of branches that people contribute to beside the default branch: what is pushed there is judged as well. */
  readonly branches: readonly string[];
  /** How requests come into their branch, so that what a squash would land is judged before it does. */
  readonly mergeMethod: MergeMethod;
  /** Where a squash takes its body from; null: as the forge says. */
  readonly squashBody: SquashBody | null;
};

/** Who says who somebody is: an OpenID Connect provider, or a forge's own OAuth. */
export type LogInSettings = {
  readonly kind: (typeof logInKinds)[number];
  /** The issuer, or the forge; without a slash at the end. */
  readonly url: string;
  /** How people know it. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
};

/** An address without a name, a password or a query: `https://`, or `http://` on this machine. */
export const webAddressForm: Form = {
  expected: "an address of the web",
  refuses: (text) => {
    if (isWebAddress(text)) return null;
    const hint = "`http://` is for this machine only";
    return { code: "unreadable-url", text: `\`${shown(text)}\` is no \`https://\` address`, hint };
  },
  schema: {},
};

const accountForm: Form = {
  expected: "an account of the forge",
  refuses: (text) =>
    /^[\w.-]+(?:\/[\w.-]+)*$/.test(text) && !text.startsWith("-")
      ? null
      : { code: "unreadable-account", text: `\`${shown(text)}\` is no name of an account or group` },
  schema: {},
};

const numberForm: Form = {
  expected: "the number of the App",
  refuses: (text) =>
    /^\d{1,20}$/.test(text) ? null : { code: "unreadable-app", text: `\`${shown(text)}\` is no number of an App` },
  schema: {},
};

const branchForm: Form = {
  expected: "a pattern of branches",
  refuses: (text) => {
    const glob = compileGlob(text.startsWith("/") ? text : `/${text}`);
    return glob.ok
      ? null
      : { code: "unreadable-pattern", text: `\`${shown(text)}\` is no pattern of branches: ${glob.why}` };
  },
  schema: {},
};

type WrittenForge = {
  readonly kind: ForgeSettings["kind"];
  readonly url: string;
  readonly "webhook-secret-files": readonly string[];
  readonly "token-file": string;
  readonly "app-id": string;
  readonly "app-key-file": string;
  readonly accounts: readonly string[];
  readonly branches: readonly string[];
  readonly "merge-method": MergeMethod;
  readonly "squash-message": SquashBody;
};

/** One forge of the list. */
export const forgesReader: Reader<ForgeSettings> = mapped(
  sectionReader<WrittenForge>(
    {
      kind: { reader: choiceReader(forgeKinds, "what it is"), required: true },
      url: { reader: textReader(webAddressForm, "where it is"), required: true },
      "webhook-secret-files": {
        reader: listReader(textReader(anyText, "a file"), "a list of files", "what its deliveries are signed with"),
        required: true,
      },
      "token-file": { reader: textReader(anyText, "a file with the token of the account that speaks") },
      "app-id": { reader: textReader(numberForm, "the number of the App") },
      "app-key-file": { reader: textReader(anyText, "a file with the private key of the App") },
      accounts: {
        reader: listReader(
          textReader(accountForm, "an account"),
          "a list of accounts",
          "whose repositories are looked for",
        ),
      },
      branches: {
        reader: listReader(
          textReader(branchForm, "a pattern"),
          "a list of patterns",
          "branches that people contribute to",
        ),
      },
      "merge-method": { reader: choiceReader(["commits", "squash"], "how requests come into their branch") },
      "squash-message": {
        reader: choiceReader(["description", "commits", "blank"], "where a squash takes its body from"),
      },
    },
    "a forge",
  ),
  (written, node, notes): ForgeSettings | undefined => {
    const { kind, url, "webhook-secret-files": webhookSecretFiles, accounts = [] } = written;
    const { branches = [], "merge-method": mergeMethod = "commits", "squash-message": squashBody = null } = written;
    const { "token-file": tokenFile = null, "app-id": id, "app-key-file": keyFile } = written;
    if (kind === undefined || url === undefined || webhookSecretFiles === undefined) return undefined;
    if (webhookSecretFiles.length === 0) {
      note(
        notes,
        "no-secret",
        node,
        "`webhook-secret-files` is empty: whoever finds the address could send deliveries",
      );
      return undefined;
    }
    const app = id === undefined || keyFile === undefined ? null : { id, keyFile };
    if (kind === "github" && app === null) {
      note(notes, "missing-key", node, "a GitHub needs `app-id` and `app-key-file`: it is asked as an App");
      return undefined;
    }
    if (kind !== "github" && tokenFile === null) {
      note(notes, "missing-key", node, `a ${kind === "gitlab" ? "GitLab" : "Forgejo"} needs \`token-file\``);
      return undefined;
    }
    const how = { branches, mergeMethod, squashBody };
    return { kind, url: url.replace(/\/+$/, ""), webhookSecretFiles, tokenFile, app, accounts, ...how };
  },
);

/**
 * A list in which each address stands once: what is told, asked and signed goes by it.
 *
 * @param what completes "there are two" and goes on with "of" and the address
 */
export const eachOnce = <Item extends { readonly url: string }>(
  list: Reader<readonly Item[]>,
  what: string,
): Reader<readonly Item[]> =>
  mapped(list, (items, node, notes): readonly Item[] | undefined => {
    const seen = new Set<string>();
    for (const { url } of items) {
      if (seen.has(url)) {
        note(notes, "repeated-address", node, `there are two ${what} of \`${shown(url)}\``);
        return undefined;
      }
      seen.add(url);
    }
    return items;
  });

const logInKinds = ["openid", "github", "gitlab", "forgejo"] as const;

type WrittenLogIn = {
  readonly kind: LogInSettings["kind"];
  readonly url: string;
  readonly name: string;
  readonly "client-id": string;
  readonly "client-secret-file": string;
};

/** One way to log in. */
export const logInReader: Reader<LogInSettings> = mapped(
  sectionReader<WrittenLogIn>(
    {
      kind: { reader: choiceReader(logInKinds, "how somebody says who he is"), required: true },
      url: { reader: textReader(webAddressForm, "who says it"), required: true },
      name: { reader: textReader(anyText, "how people know it") },
      "client-id": { reader: textReader(anyText, "how we are called there"), required: true },
      "client-secret-file": { reader: textReader(anyText, "a file with our secret there"), required: true },
    },
    "a way to log in",
  ),
  ({ kind, url, name, ...written }): LogInSettings | undefined => {
    const { "client-id": clientId, "client-secret-file": clientSecretFile } = written;
    if (kind === undefined || url === undefined || clientId === undefined || clientSecretFile === undefined)
      return undefined;
    const bare = url.replace(/\/+$/, "");
    return { kind, url: bare, name: name ?? bare.replace(/^https?:\/\//, ""), clientId, clientSecretFile };
  },
);
