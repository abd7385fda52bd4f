import { html, outside, prose } from "../core/report/html/html.ts";
import { shown } from "../core/report/words.ts";
import type { Page } from "./page.ts";

/** A way to log in, as the page offers it. */
export type Provider = { readonly id: string; readonly words: string };

/**
 * The choice of ways to log in.
 *
 * @param to where to go on, a path of this service
 * @param why what went wrong before, or null
 */
export const logInPage = (providers: readonly Provider[], to: string, why: string | null): Page => ({
  name: "log-in",
  part: null,
  title: "Log in",
  heading: html`Log in`,
  lead:
    why === null
      ? html`<p>Logging in shows what waits for you, and what is not public. It lets you propose changes of a document; it grants nothing.</p>\n`
      : html`<p role="alert" class="notice">${prose(shown(why, 500))}</p>\n`,
  sections: [
    {
      id: "ways",
      title: null,
      body: [
        providers.length === 0
          ? html`<p>No way to log in is set up.</p>\n`
          : html`<ul class="plain">${providers.map(
              ({ id, words }) =>
                html`<li><form method="post" action="/log-in/${encodeURIComponent(id)}"><input type="hidden" name="to" value="${to}"><button class="main">Log in with ${shown(words, 80)}</button></form></li>`,
            )}</ul>
`,
      ],
    },
  ],
});

/** Leads on to the provider. A form of ours may be answered by a way to ourselves only, so it is a page with a link, which browsers follow by themselves. */
export const goOnPage = (words: string, address: string): Page => ({
  name: "go-on",
  part: null,
  title: "Log in",
  heading: html`Log in`,
  lead: html`<p>${outside(address, html`Go on to ${shown(words, 80)}`)}</p>\n`,
  sections: [],
});
