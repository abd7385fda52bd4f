import { parseHTML } from "linkedom";

/** What tests use of an element. The types of a browser are no part of this project: its own code must not see them. */
export type PageElement = {
  readonly localName: string;
  readonly id: string;
  readonly textContent: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly children: ArrayLike<PageElement>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement>;
  closest(selector: string): PageElement | null;
};

/** A page, or a part of one, read as a browser would. */
export function readPage(text: string): PageElement {
  const whole = text.includes("<html") ? text : `<!doctype html><html><head></head><body>${text}</body></html>`;
  return parseHTML(whole).document.documentElement as PageElement;
}

/** All elements that a selector finds. */
export const allOf = (root: PageElement | null, selector: string): readonly PageElement[] =>
  Array.from(root?.querySelectorAll(selector) ?? []);
