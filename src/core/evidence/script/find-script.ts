import type { CommitFacts } from "../../commit/facts.ts";
import { smallest } from "../../text/long-lists.ts";
import { commandsOf, isWriter, promptLine } from "./commands.ts";

/** What a message says of how its change was made. */
export type FoundScript =
  /** Commands of a shell, a line each or more, and the semantic patches that stand in the message, in their order. */
  | { readonly kind: "script"; readonly commands: string; readonly semanticPatches: readonly string[] }
  /** A command that the change is said to come from, and that changes no file by any means known here. */
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "none" };

/** Code units of a script. What is longer was not written to be read. */
export const scriptCharactersMax = 32 * 1024;

/**
 * Finds the script in a message: in a fence, between lines that hold only `"`, in an indented paragraph, behind a prompt, or as a line that is a command.
 * Semantic patches of Coccinelle are told by their `@@`. Blocks without a command that changes files (what somebody tried, what a program printed) are none.
 */
export function findScript({ message, trailers }: Pick<CommitFacts, "message" | "trailers">): FoundScript {
  const lines = message.text.slice(0, trailers[0]?.start ?? message.text.length).split("\n");
  // Some subjects are the command itself.
  const [subject = "", ...body] = lines;
  const commands: string[] = [commandsOf([subject], "text")].filter(isWriter);
  const semanticPatches: string[] = [];
  let said: string | null = null;
  for (const block of blocksOf(body)) {
    if (block.kind === "semantic patch") {
      semanticPatches.push(`${block.lines.join("\n")}\n`);
      continue;
    }
    const found = commandsOf(block.lines, block.kind);
    if (isWriter(found)) commands.push(found);
    else if (block.introduced && block.lines.some((line) => promptLine.test(line))) said ??= found;
  }
  if (commands.length > 0 || semanticPatches.length > 0) {
    return { kind: "script", commands: commands.join("\n"), semanticPatches };
  }
  said ??= inlineCommand(body.join("\n"));
  return said === null ? { kind: "none" } : { kind: "command", command: said };
}

/** `block`: set off from the text by a fence or its indentation. `text`: a paragraph, which may hold a line that is a command. */
type Block = {
  readonly kind: "block" | "text" | "semantic patch";
  readonly lines: readonly string[];
  /** The words before it say that it made the change. */
  readonly introduced: boolean;
};

const fenceLine = /^\s*(?:```|~~~|<\/?smpl>)/;
const quoteLine = /^"$/;
/** The head of a rule of a semantic patch, such as `@@` or `@ name @`; not the head of a hunk. */
const ruleLine = /^\s*@[^@]*@\s*$/;

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let introduction = "";
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const introduced = madeBy.test(introduction);
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const fence = fenceLine.test(line) ? fenceLine : quoteLine.test(line) ? quoteLine : null;
    const close = fence === null ? -1 : nextLike(fence, lines, at + 1);
    if (close !== -1) {
      const inner = lines.slice(at + 1, close);
      const kind = inner.some((text) => ruleLine.test(text)) ? "semantic patch" : "block";
      blocks.push({ kind, lines: unindented(inner), introduced });
      at = close + 1;
      continue;
    }
    const end = ruleLine.test(line) ? endOfPatch(lines, at) : endOfParagraph(lines, at);
    const part = lines.slice(at, end);
    // A line at the margin may go on with an indented command.
    const indented = part.every(
      (text, index) => /^\s/.test(text) || (index > 0 && /\\\s*$/.test(part[index - 1] ?? "")),
    );
    if (ruleLine.test(line)) blocks.push({ kind: "semantic patch", lines: unindented(part), introduced });
    else blocks.push({ kind: indented ? "block" : "text", lines: unindented(part), introduced });
    introduction = indented ? "" : part.slice(-2).join(" ").slice(-introductionCharactersMax);
    at = end;
  }
  return blocks;
}

/** −1: no line from `start` on is like that. */
function nextLike(wanted: RegExp, lines: readonly string[], start: number): number {
  for (let at = start; at < lines.length; at += 1) if (wanted.test(lines[at] ?? "")) return at;
  return -1;
}

/** Code units of what stands before a block that are looked at, from their end. Two lines have half as many. */
const introductionCharactersMax = 400;

/** Words that say how a change came to be. */
const madeBy =
  /\b(?:generated|created|made|produced|obtained|done|refresh(?:ed)?|updated?|converted|regenerated?|mechanical|implemented|performed?|automatically)\b.*\b(?:by|with|using|running|via|script|commands?|doing)\b.*:?\s*$/i;

function endOfParagraph(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && (lines[at] ?? "").trim() !== "") {
    if (at > start && (fenceLine.test(lines[at] ?? "") || ruleLine.test(lines[at] ?? ""))) break;
    at += 1;
  }
  return at;
}

/** A semantic patch has blank lines. It goes on until a line stands further left than its head, or a rule of another kind is drawn. */
function endOfPatch(lines: readonly string[], start: number): number {
  const margin = marginOf(lines[start] ?? "");
  let at = start + 1;
  let end = at;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    if (marginOf(line) < margin || fenceLine.test(line) || quoteLine.test(line) || /^\s*\$ /.test(line)) break;
    end = at + 1;
  }
  return end;
}

const marginOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;

function unindented(lines: readonly string[]): readonly string[] {
  const margin = smallest(lines.filter((line) => line.trim() !== "").map(marginOf));
  return lines.map((line) => line.slice(Math.min(margin, marginOf(line))));
}

/** "… generated by running `make update-tables`": a command in the text, between backticks. */
function inlineCommand(body: string): string | null {
  const found =
    /\b(?:generated|created|made|produced|updated|done|added|refreshed)\b[^`.]{0,80}\brunning\s+`([^`\n]{1,200})`/i;
  return found.exec(body)?.[1] ?? null;
}
