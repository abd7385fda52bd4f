/** A fenced block: its first word, its attributes, and its lines. A bare attribute has the value "". */
export type Block = {
  readonly language: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** The line of the page on which the fence opens, from 1. */
  readonly line: number;
};

export type Markdown = {
  readonly title: string;
  readonly summary: string;
  readonly sections: readonly string[];
  /** Rows of the first table of each section, cells trimmed, in one spelling: `| a | b |`. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly blocks: readonly Block[];
};

/** Reads what a rule's page consists of. The page is ours: this is no general reader of Markdown. */
export function readMarkdown(text: string): Markdown {
  const lines = text.split("\n");
  const summary: string[] = [];
  const sections: string[] = [];
  const tables = new Map<string, string[]>();
  const blocks: Block[] = [];
  let title = "";
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const fence = /^(`{3,})(\S.*)$/.exec(line);
    if (fence) {
      const end = lines.indexOf(fence[1] ?? "", index + 1);
      if (end === -1) throw new Error(`line ${index + 1}: the fence is not closed`);
      blocks.push({
        ...readInfo(fence[2] ?? "", index + 1),
        text: joined(lines.slice(index + 1, end)),
        line: index + 1,
      });
      index = end;
    } else if (line.startsWith("# ")) title = line.slice(2).trim();
    else if (line.startsWith("## ")) sections.push(line.slice(3).trim());
    else if (line.startsWith("|")) addRow(tables, sections.at(-1) ?? "", line);
    else if (sections.length === 0 && title !== "") summary.push(line.trim());
  }
  return { title, summary: firstParagraph(summary), sections, tables, blocks };
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

function firstParagraph(lines: readonly string[]): string {
  const start = lines.findIndex((line) => line !== "");
  const paragraph = lines.slice(Math.max(start, 0));
  const end = paragraph.indexOf("");
  return paragraph.slice(0, end === -1 ? paragraph.length : end).join(" ");
}

function addRow(tables: Map<string, string[]>, section: string, line: string): void {
  const rows = tables.get(section) ?? [];
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  rows.push(`| ${cells.map((cell) => cell.trim().replace(/^-+$/, "---")).join(" | ")} |`);
  tables.set(section, rows);
}

const attribute = /\s*([a-z][a-z-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?(?=\s|$)/y;

/** `commit author="Ada <ada@example.org>" met`: a word, then attributes; values with blanks stand in quotes. */
function readInfo(info: string, line: number): Pick<Block, "language" | "attributes"> {
  const [language = ""] = info.split(/\s/, 1);
  const attributes = new Map<string, string>();
  attribute.lastIndex = language.length;
  while (attribute.lastIndex < info.trimEnd().length) {
    const from = attribute.lastIndex;
    const match = attribute.exec(info);
    if (match === null)
      throw new Error(`line ${line}: \`${info.slice(from).trim()}\` is no attribute; put values with blanks in quotes`);
    const [, name = "", double, single, bare] = match;
    if (attributes.has(name)) throw new Error(`line ${line}: the attribute \`${name}\` stands twice`);
    attributes.set(name, double ?? single ?? bare ?? "");
  }
  return { language, attributes };
}
