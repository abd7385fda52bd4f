import type { SmtpServer } from "../adapters/mail/smtp.ts";
import type { PatchworkAccess } from "../adapters/patchwork/patchwork.ts";
import {
  type MailSettings,
  noMailSettings,
  type PatchworkSettings,
  parseMailSettings,
  type SmtpSettings,
} from "../app/mail/mail-settings.ts";
import { renderProblems } from "../core/report/render-policy.ts";
import { CommandFailure } from "./exit-status.ts";
import { readText, secretIn, secretInVariable } from "./secret.ts";

/** Where the file of settings is named, the password stands, and the token. */
const settingsVariable = "PROVISO_MAIL_SETTINGS";
const passwordVariable = "PROVISO_SMTP_PASSWORD";
const tokenVariable = "PROVISO_PATCHWORK_TOKEN";

/**
 * The settings of whoever runs the program: of the file that `--settings` names, else the environment. No other place is looked at, so that
 * nothing is sent by somebody who did not ask for it.
 */
export async function readMailSettings(option: string | undefined): Promise<MailSettings> {
  const path = option ?? process.env[settingsVariable] ?? "";
  if (path === "") return noMailSettings;
  const { settings, problems } = parseMailSettings({ name: path, text: await readText(path) });
  if (problems.length === 0) return settings;
  process.stderr.write(renderProblems(problems));
  throw new CommandFailure(`nothing is answered: the settings (\`${path}\`) have problems`, "usage");
}

/** The server with all that is needed to speak to it. */
export async function smtpServerOf(settings: SmtpSettings): Promise<SmtpServer> {
  const { host, port, tls, user, passwordFile, authoritiesFile } = settings;
  const password = user === null ? null : await secret(passwordVariable, passwordFile);
  if (user !== null && password === null)
    throw new CommandFailure(
      `\`smtp.user\` needs a password: in ${passwordVariable}, or in a file that \`smtp.password-file\` names`,
      "usage",
    );
  return {
    host,
    port,
    tls,
    login: user === null || password === null ? null : { user, password },
    authorities: authoritiesFile === null ? null : await readText(authoritiesFile),
  };
}

/** The patchwork, if there is a token to write to it; null: checks are only shown. */
export async function patchworkAccessOf({ url, tokenFile }: PatchworkSettings): Promise<PatchworkAccess | null> {
  const token = await secret(tokenVariable, tokenFile);
  if (token === null) return null;
  // It becomes part of a header of HTTP.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CommandFailure("the token of the patchwork has characters that no token has", "usage");
  return { url, token };
}

/** The environment comes first, so that a file can be overruled. Null: there is none. */
async function secret(variable: string, path: string | null): Promise<string | null> {
  return secretInVariable(variable) ?? (path === null ? null : secretIn(path));
}
