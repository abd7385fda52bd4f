import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import { goOnPage, logInPage } from "../../dashboard/log-in.ts";
import { answer, type Call, type Handler, notFound, pathPart } from "./call.ts";
import { beginSession, cookieOptions, forgetSession } from "./sessions.ts";

/** How long somebody may take at the provider, in seconds. */
const logInSecondsMax = 10 * 60;

/** Holds what a log-in needs to end, in the browser that began it. Signed, so that nobody puts another's there. */
const cookieFor = ({ settings }: Call): string =>
  settings.baseUrl.startsWith("https://") ? "__Host-proviso-log-in" : "proviso-log-in";

const backTo = ({ settings }: Call, id: string): string =>
  `${new URL(settings.baseUrl).origin}/log-in/${encodeURIComponent(id)}/done`;

/**
 * A path of this service; whatever else somebody asks to go on to becomes the first page. A path that begins with two slashes, or with a slash and a
 * backslash, is another site to a browser.
 */
export function ownPath(to: unknown): string {
  if (typeof to !== "string" || to.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to)) return "/";
  const base = "https://own.invalid";
  return URL.canParse(to, base) && new URL(to, base).origin === base ? to : "/";
}

const providersOf = ({ ports }: Call) => ports.providers.map(({ id, words }) => ({ id, words }));

export const choose: Handler = async (call) =>
  answer(call, logInPage(providersOf(call), ownPath(call.context.req.query("to") ?? "/"), null));

export const startLogIn: Handler = async (call) => {
  const provider = call.ports.providers.find(({ id }) => id === pathPart(call, "provider"));
  if (provider === undefined) return notFound(call);
  const to = ownPath(call.form["to"]);
  const begun = await provider.begin(backTo(call, provider.id));
  if (!begun.ok) return answer(call, logInPage(providersOf(call), to, begun.why));
  const kept = JSON.stringify({ provider: provider.id, kept: begun.kept, to });
  await setSignedCookie(call.context, cookieFor(call), kept, call.settings.secret, {
    ...cookieOptions(call.settings),
    maxAge: logInSecondsMax,
  });
  const { href } = new URL(begun.address);
  call.context.header("Refresh", `0; url=${href}`);
  return answer(call, goOnPage(provider.words, href));
};

export const finishLogIn: Handler = async (call) => {
  const { context, ports, settings } = call;
  const provider = ports.providers.find(({ id }) => id === pathPart(call, "provider"));
  if (provider === undefined) return notFound(call);
  const kept = await keptOf(call, provider.id);
  deleteCookie(context, cookieFor(call), cookieOptions(settings));
  if (kept === null)
    return answer(
      call,
      logInPage(providersOf(call), "/", "the log-in was not begun in this browser, or too long ago; try again"),
      400,
    );
  const came = new URL(context.req.url);
  const finished = await provider.finish(`${backTo(call, provider.id)}${came.search}`, kept.kept);
  if (!finished.ok) return answer(call, logInPage(providersOf(call), kept.to, finished.why), 400);
  const { person } = finished;
  await beginSession(context, { person, provider }, await ports.rolesOf(person), { ports, settings });
  await ports.store.appendLog([
    { at: ports.now(), actor: `person:${person.login ?? person.subject}`, action: "log-in", subject: person.provider },
  ]);
  return context.redirect(ownPath(kept.to), 303);
};

async function keptOf(call: Call, provider: string): Promise<{ readonly kept: string; readonly to: string } | null> {
  const text = await getSignedCookie(call.context, call.settings.secret, cookieFor(call));
  if (typeof text !== "string") return null;
  const value = JSON.parse(text) as { readonly provider: string; readonly kept: string; readonly to: string };
  return value.provider === provider ? value : null;
}

export const logOut: Handler = async (call) => {
  await forgetSession(call.context, call.ports, call.settings);
  return call.context.redirect("/", 303);
};
