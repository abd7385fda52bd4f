/** How a stretch of text is meant, not how it looks. */
export type Tone = "bad" | "warning" | "undecided" | "good" | "strong" | "quiet";

/** What a link can lead to: the page of a rule, or a line of a file that the report names. */
export type LinkTarget =
  | { readonly kind: "rule"; readonly id: string }
  | { readonly kind: "file"; readonly name: string; readonly line: number };

/** The address a target is linked to, or null for none. It must be a whole address, such as `file:///…` or `https://…`. */
export type LinkTo = (target: LinkTarget) => string | null;

/** What the reader's terminal or pipe can show. */
export type Looks = {
  readonly colour: boolean;
  /** Where rules and files are linked to; null: no links. */
  readonly hyperlinks: LinkTo | null;
  /** The terminal's columns, to fold at; null for a pipe, where a line stays whole however long. */
  readonly width: number | null;
};

/** Dresses text that has been neutralised already. It changes no columns. */
export type Paint = {
  readonly tone: (tone: Tone, text: string) => string;
  readonly link: (target: LinkTarget, text: string) => string;
};

const codes: { readonly [T in Tone]: readonly [number, number] } = {
  bad: [31, 39],
  warning: [33, 39],
  undecided: [35, 39],
  good: [32, 39],
  strong: [1, 22],
  quiet: [2, 22],
};

/** Colour as ANSI sequences when asked for, links as OSC 8 when there is somewhere to lead. */
export function painter(colour: boolean, linkTo: LinkTo | null): Paint {
  return {
    tone: (tone, text) => (colour ? `\x1b[${codes[tone][0]}m${text}\x1b[${codes[tone][1]}m` : text),
    link: (target, text) => {
      const address = linkTo?.(target) ?? null;
      return address === null || !linkable.test(address) ? text : `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\`;
    },
  };
}

/** Printable ASCII only, so that no address can end the sequence it stands in. */
const linkable = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/;
