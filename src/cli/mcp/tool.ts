import type { ZodRawShape, z } from "zod";
import type { CommonOptions } from "../context.ts";

/** What a tool answers: Markdown or text for whoever reads it, and the same as data. */
export type ToolAnswer = { readonly text: string; readonly data: { readonly [name: string]: unknown } };

/** A question that the server answers: a value, registered under its name. None of them changes anything. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  /** When to ask it and what comes back, for the agent. */
  readonly description: string;
  readonly input: ZodRawShape;
  /** @param input as `input` says, and checked by it */
  readonly answer: (input: never, options: CommonOptions) => Promise<ToolAnswer>;
};

/** A tool whose answer takes what its input says. */
export const tool = <Shape extends ZodRawShape>(
  made: Omit<Tool, "input" | "answer"> & {
    readonly input: Shape;
    readonly answer: (input: z.output<z.ZodObject<Shape>>, options: CommonOptions) => Promise<ToolAnswer>;
  },
): Tool => made;
