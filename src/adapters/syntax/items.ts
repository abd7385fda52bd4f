import type { Node } from "web-tree-sitter";
import type { Step } from "./declarations.ts";
import type { Grammar } from "./grammars.ts";

/** A piece of a file at the level where changes are told apart: a top-level definition, or a class's head, or one of its methods. */
export type Item = {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  /** Equal keys are equal text, white space before it included, read as the same nodes in the same surroundings. */
  readonly key: string;
  /** The nodes above it, outermost first. */
  readonly path: readonly Step[];
  /** The texts of the containers' heads, from the outermost on; empty at a file's top. */
  readonly context: string;
};

/** The items of a tree in the order of the text; together they hold every leaf. */
export function itemsOf(root: Node, text: string, { containers }: Grammar): readonly Item[] {
  const items: Item[] = [];
  let end = 0;

  function visit(parent: Node, path: readonly Step[], context: string): void {
    for (const { node, field } of childrenOf(parent)) {
      const own = [...path, { type: node.type, field }];
      if (containers.has(node.type) && node.childCount > 0 && path.length < depthMax) {
        visit(node, own, `${context}${headOf(node, text, containers)}`);
        continue;
      }
      const { startIndex: start, endIndex } = node;
      const key = `${context}\n${node.type} ${node.descendantCount} ${node.hasError}\n${text.slice(end, endIndex)}`;
      items.push({ node, start, end: endIndex, key, path: own, context });
      end = Math.max(end, endIndex);
    }
  }

  visit(root, [], "");
  return items;
}

/** Children with their fields, by a cursor: to ask for the field of a child by its number takes as long as it has siblings before it. */
function childrenOf(parent: Node): readonly { readonly node: Node; readonly field: string | null }[] {
  const found: { readonly node: Node; readonly field: string | null }[] = [];
  const cursor = parent.walk();
  for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling())
    found.push({ node: cursor.currentNode, field: cursor.currentFieldName });
  cursor.delete();
  return found;
}

/** Containers inside one another; deeper ones are items as a whole. */
const depthMax = 24;

/** What stands before a container's body: `class A(B):`, `impl T for U`, `#ifdef X`. A guard against double inclusion says nothing. */
function headOf(node: Node, text: string, containers: ReadonlySet<string>): string {
  if (/^(?:block|class_body|interface_body|declaration_list|decorated_definition)$/.test(node.type)) return "";
  const body = node.children.find((child) => child !== null && (containers.has(child.type) || child.type === "block"));
  if (node.type.startsWith("preproc_")) {
    const line = text.slice(node.startIndex, lineEnd(text, node.startIndex)).trim();
    const guard = /^#\s*ifndef\s+(\w+)$/.exec(line)?.[1];
    const next = text.slice(lineEnd(text, node.startIndex)).trimStart();
    return guard !== undefined && next.startsWith(`#define ${guard}\n`) ? "" : `${line}\n`;
  }
  const end = body?.startIndex ?? node.endIndex;
  return end > node.startIndex ? `${text.slice(node.startIndex, end).trim()}\n` : "";
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
};
