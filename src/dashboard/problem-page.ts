import { html, prose } from "../core/report/html/html.ts";
import { shown } from "../core/report/words.ts";
import type { Page } from "./page.ts";

/** A page that says why there is no other. */
export const problemPage = (title: string, why: string): Page => ({
  name: "problem",
  part: null,
  title,
  heading: html`${title}`,
  lead: html`<p>${prose(shown(why, 1000))}</p>\n`,
  sections: [],
  facts: { problem: title, why },
});
