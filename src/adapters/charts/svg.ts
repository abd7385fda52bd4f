import type { Chart, ChartWidth } from "../../core/report/chart.ts";

/** What we use of an element of linkedom. */
type SvgElement = {
  readonly localName: string;
  readonly children: Iterable<SvgElement>;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly ownerDocument: { createElementNS(namespace: string, name: string): SvgElement };
  textContent: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  prepend(...elements: readonly SvgElement[]): void;
  remove(): void;
  toString(): string;
};

const namespace = "http://www.w3.org/2000/svg";

/** Attributes that Plot writes for a page of its own, or for readers, for whom our title and description stand. */
const left = new Set(["aria-label", "aria-hidden", "class", "font-family", "font-size", "width", "height"]);

/** The chart as text: named and described, without a style sheet of its own, numbers rounded to a hundredth of a pixel. */
export function svgText(svg: SvgElement, { id, title, description }: Chart, width: ChartWidth): string {
  for (const child of Array.from(svg.children)) if (child.localName === "style") child.remove();
  tidy(svg, true);
  const name = `${id}-${width}`;
  const titled = [labelled(svg, "title", `${name}-title`, title), labelled(svg, "desc", `${name}-desc`, description)];
  svg.prepend(...titled);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${name}-title ${name}-desc`);
  return svg.toString();
}

function labelled(svg: SvgElement, tag: string, id: string, text: string): SvgElement {
  const element = svg.ownerDocument.createElementNS(namespace, tag);
  element.setAttribute("id", id);
  element.textContent = text;
  return element;
}

function tidy(element: SvgElement, isRoot: boolean): void {
  for (const { name, value } of Array.from(element.attributes)) {
    const isSize = name === "width" || name === "height";
    if (left.has(name) && !(isSize && !isRoot)) element.removeAttribute(name);
    else if (/\d\.\d{3}/.test(value)) element.setAttribute(name, value.replace(/\d+\.\d{3,}(?:e-\d+)?/g, rounded));
  }
  for (const child of element.children) tidy(child, false);
}

const rounded = (number: string): string => String(Number(Number(number).toFixed(2)));
