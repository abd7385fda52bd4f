import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { KnownPerson, LogInProvider } from "../../ports/log-in.ts";
import type { Session } from "../../ports/service-store.ts";
import { type PagePorts, type PageSettings, sessionMillisecondsMax } from "./page-ports.ts";

/** Random bytes of what a browser holds, and of what its forms send back. */
const secretBytes = 32;

const isSecure = ({ baseUrl }: PageSettings): boolean => baseUrl.startsWith("https://");

/** Bound to this host alone where the connection is encrypted; browsers refuse that name elsewhere. */
const cookieName = (settings: PageSettings): string =>
  isSecure(settings) ? "__Host-proviso-session" : "proviso-session";

/** What every cookie of ours has: no script reads it, no other page's request carries it, but a link from elsewhere may. */
export const cookieOptions = (settings: PageSettings) =>
  ({ path: "/", httpOnly: true, secure: isSecure(settings), sameSite: "Lax" }) as const;

/** What stands in the database for what a browser holds. */
const hashOf = (id: string): string => createHash("sha256").update(id).digest("hex");

/** The session that a request belongs to; null: none, or one that ended. */
export async function sessionOf(context: Context, ports: PagePorts, settings: PageSettings): Promise<Session | null> {
  const id = getCookie(context, cookieName(settings));
  return id === undefined || id.length > 200 ? null : ports.store.session(hashOf(id), ports.now());
}

/**
 * Begins a session, always under a new id: whatever the browser held before is ended and means nothing any more, so that nobody can have chosen it for
 * somebody else.
 */
export async function beginSession(
  context: Context,
  { person, provider }: { readonly person: KnownPerson; readonly provider: Pick<LogInProvider, "host"> },
  roles: Session["roles"],
  { ports, settings }: { readonly ports: PagePorts; readonly settings: PageSettings },
): Promise<void> {
  await forgetSession(context, ports, settings);
  const id = randomBytes(secretBytes).toString("base64url");
  const now = ports.now();
  await ports.store.saveSession({
    idHash: hashOf(id),
    person: person.login ?? person.subject,
    // A number of somebody else's making is no account of a forge, should one be asked about at that address some day.
    subject: provider.host === null ? "" : person.subject,
    name: person.name,
    forge: person.provider,
    roles,
    createdAt: now,
    expiresAt: now + sessionMillisecondsMax,
    formToken: randomBytes(secretBytes).toString("base64url"),
  });
  setCookie(context, cookieName(settings), id, { ...cookieOptions(settings), maxAge: sessionMillisecondsMax / 1000 });
}

/** Ends the session that a request belongs to, if there is one. */
export async function forgetSession(context: Context, ports: PagePorts, settings: PageSettings): Promise<void> {
  const id = getCookie(context, cookieName(settings));
  if (id === undefined) return;
  await ports.store.endSession(hashOf(id));
  deleteCookie(context, cookieName(settings), cookieOptions(settings));
}

/** Did the form come from a page that this session was shown? */
export function isFormOf(session: Session, token: unknown): boolean {
  if (typeof token !== "string") return false;
  const [own, given] = [session.formToken, token].map((text) => createHash("sha256").update(text).digest());
  return own !== undefined && given !== undefined && timingSafeEqual(own, given);
}
