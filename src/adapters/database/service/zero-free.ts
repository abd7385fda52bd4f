import { type KyselyPlugin, OperationNodeTransformer, type PrimitiveValueListNode, type ValueNode } from "kysely";
import type { NewJob } from "../../../ports/job-queue.ts";

/** What stands for a character that cannot be kept (Unicode, "Specials"). */
const replacement = "\ufffd";

/** A text as every database gives it back. */
export const keptText = (text: string): string => text.toWellFormed().replaceAll("\0", replacement);

const cleaned = (value: unknown): unknown => (typeof value === "string" ? keptText(value) : value);

class ZeroFree extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: cleaned(node.value) };
  }
  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(cleaned) };
  }
}

const transformer = new ZeroFree();

/**
 * PostgreSQL keeps no zero character in a text (its documentation, "Character Types"), and git does in a commit's message: what a stranger put there would
 * keep all that is recorded with it from being recorded, again and again. SQLite keeps it as it is.
 */
export const zeroFree: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
};

/**
 * The same for what the engine of jobs keeps as JSON. There half a surrogate pair is refused, too (PostgreSQL's documentation, "JSON Types"); in a text it
 * became the replacement character on its way already.
 */
export const zeroFreePayload = (payload: NewJob["payload"]): NewJob["payload"] =>
  JSON.parse(JSON.stringify(payload, (_name, value: unknown) => cleaned(value))) as NewJob["payload"];
