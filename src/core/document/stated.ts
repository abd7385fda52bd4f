import { folded } from "../text/folded.ts";
import { readMarkdownHeadings } from "./headings-markdown.ts";
import { hidesWhatFollows, markdownParagraphs } from "./prose-markdown.ts";
import { visibleMarkdown } from "./visible-markdown.ts";

/** A paragraph in which somebody speaks for himself: what a reader sees of it, and the box that it begins with, if it does. */
export type StatedParagraph = {
  readonly text: string;
  readonly box: "none" | "empty" | "ticked";
  /** Where it begins; UTF-16. */
  readonly at: number;
};

/** A stretch of a text under a heading. */
export type StatedSection = { readonly title: string; readonly from: number; readonly to: number };

/** What somebody states in a text written in Markdown, such as that of a pull request. */
export type Stated = { readonly paragraphs: readonly StatedParagraph[]; readonly sections: readonly StatedSection[] };

/** The longest text that is read, in UTF-16 units. GitHub takes 65,536 characters, GitLab a million. */
export const statedLengthMax = 1 << 20;

/**
 * Reads what a text states: paragraphs, items of lists, cells of tables. Quotations are somebody else's words, and code and comments (which a template
 * leaves there) nobody's, so they are left out. Null: the text is longer than what is read, quotes and lists nest too deep to
 * tell, or its HTML leaves a tag open, so that nobody sees what follows.
 */
export function readStated(text: string): Stated | null {
  if (text.length > statedLengthMax) return null;
  // Forms in browsers send CR LF.
  const source = { name: "", text: withoutFrontMatter(text.replaceAll("\r\n", "\n")) };
  const { headings, problems } = readMarkdownHeadings(source);
  if (problems.length > 0 || hidesWhatFollows(source)) return null;
  let unticked: number | null = null;
  const paragraphs = markdownParagraphs(source).flatMap(({ lines, depth, marker }): readonly StatedParagraph[] => {
    // What stands below a box in its item goes with the box.
    if (unticked !== null && (depth < unticked || marker === unticked - 1)) unticked = null;
    const [[start, firstEnd] = [0, 0]] = lines;
    if (isQuoted(source.text, start)) return [];
    const box =
      marker === null ? null : /^\[([ xX])\][ \t]+/.exec(source.text.slice(start, Math.min(firstEnd, start + 80)));
    const raw = lines.map(([from, to]) => source.text.slice(from, to)).join("\n");
    const visible = visibleMarkdown(raw.slice(box?.[0].length ?? 0).replace(image, "")).text.trim();
    const state = box === null ? (unticked === null ? "none" : "empty") : box[1] === " " ? "empty" : "ticked";
    if (box !== null && state === "empty") unticked ??= depth;
    return visible === "" ? [] : [{ text: visible, box: state, at: start }];
  });
  return {
    paragraphs,
    sections: headings.map(({ title, bodyStart, sectionEnd }) => ({ title, from: bodyStart, to: sectionEnd })),
  };
}

/** A forge knows no front matter: the rows of hyphens are rules there, and what stands between them is text like any other. */
const withoutFrontMatter = (text: string): string => text.replace(/^---(?=[ \t]*\n)/, "***");

/** What an image is called is seen by nobody who sees the image. */
const image = /!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/g;

/** Does a mark of quotation stand left of it, among the marks that begin its line? One in another cell of a row is none. */
function isQuoted(text: string, at: number): boolean {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  return /^(?:[ \t]|[-+*]|\d{1,9}[.)])*>/.test(text.slice(line, at));
}

/** The paragraphs under every heading with the title, compared as `folded` gives them; null: there is no such heading. Both stand in order, so each is passed once. */
export function paragraphsUnder({ paragraphs, sections }: Stated, title: string): readonly StatedParagraph[] | null {
  const wanted = folded(title);
  const under = sections.filter((section) => folded(section.title) === wanted);
  if (under.length === 0) return null;
  let begun = 0;
  let end = 0;
  return paragraphs.filter(({ at }) => {
    for (let section = under[begun]; section !== undefined && section.from <= at; section = under[begun]) {
      end = Math.max(end, section.to);
      begun += 1;
    }
    return at < end;
  });
}
