/** Longer titles keep their markup: no reader would miss it, and the work stays bounded. UTF-16 units. */
const titleLengthMax = 1000;

const entities: { readonly [name: string]: string } = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": "\u00a0",
};

/**
 * A title as a reader sees it: code marks, emphasis, links, images, HTML tags, escaping backslashes and the common
 * entities of Markdown stripped, blanks folded. For comparing and showing, not for editing; rare forms are left as written.
 */
export function plainMarkdown(title: string): string {
  if (title.length > titleLengthMax) return title;
  return stripped(title).replace(/\s+/g, " ").trim();
}

function stripped(title: string): string {
  let plain = "";
  for (let position = 0; position < title.length; ) {
    const { text, end } = readInline(title, position);
    plain += text;
    position = end;
  }
  return plain;
}

type Inline = { readonly text: string; readonly end: number };

function readInline(title: string, at: number): Inline {
  const rest = title.slice(at);
  if (/^\\[!-/:-@[-`{-~]/.test(rest)) return { text: title[at + 1] ?? "", end: at + 2 };
  const entity = /^&[a-z]+;/.exec(rest)?.[0] ?? "";
  if (entities[entity] !== undefined) return { text: entities[entity], end: at + entity.length };
  const ticks = /^`+/.exec(rest)?.[0] ?? "";
  if (ticks !== "") return codeSpan(title, at, ticks);
  const link = /^!?\[([^[\]]*)\](?:\([^()<>]*\)|\([^<>()]*<[^<>]*>[^()]*\)|\[[^[\]]*\])/.exec(rest);
  if (link !== null) return { text: stripped(link[1] ?? ""), end: at + link[0].length };
  const autolink = /^<([A-Za-z][A-Za-z0-9+.-]+:[^ <>]*|[^ <>@]+@[^ <>@]+)>/.exec(rest);
  if (autolink !== null) return { text: autolink[1] ?? "", end: at + autolink[0].length };
  const tag = /^<\/?[A-Za-z][^<>]*>|^<!--[^>]*-->/.exec(rest)?.[0];
  if (tag !== undefined) return { text: "", end: at + tag.length };
  return emphasis(title, at) ?? { text: title[at] ?? "", end: at + 1 };
}

function codeSpan(title: string, at: number, ticks: string): Inline {
  for (const run of title.slice(at + ticks.length).matchAll(/`+/g)) {
    if (run[0].length !== ticks.length) continue;
    const end = at + ticks.length + run.index;
    const code = title.slice(at + ticks.length, end);
    const padded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
    return { text: padded ? code.slice(1, -1) : code, end: end + ticks.length };
  }
  return { text: ticks, end: at + ticks.length };
}

/** `*text*`, `**text**`, and the same with `_` where no letter touches the outside. */
function emphasis(title: string, at: number): Inline | undefined {
  const mark = /^(?:\*{1,3}|_{1,3})/.exec(title.slice(at))?.[0];
  if (mark === undefined) return undefined;
  const end = title.indexOf(mark, at + mark.length + 1);
  const inside = end === -1 ? "" : title.slice(at + mark.length, end);
  const touching = /\w/.test(title[at - 1] ?? "") || /\w/.test(title[end + mark.length] ?? "");
  const whole = inside !== "" && inside.trim() === inside && !(mark.startsWith("_") && touching);
  return whole ? { text: stripped(inside), end: end + mark.length } : { text: mark, end: at + mark.length };
}
