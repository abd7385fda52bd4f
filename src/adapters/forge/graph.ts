import { textAt } from "../../core/forge/fields.ts";
import { fieldAt } from "../../core/text/foreign-value.ts";
import { clip } from "../../core/text/neutralise.ts";
import type { ForgeAnswer } from "../../ports/forge.ts";
import { gone, later, refused } from "./failure.ts";
import type { Ask } from "./http.ts";
import { wordsMax } from "./limits.ts";

/** One question to a GraphQL interface, in its own language; what is foreign stands in the variables and nowhere else. */
export type GraphQuestion = {
  readonly query: string;
  readonly variables: { readonly [name: string]: string | number | null };
  /** As in `Question`. */
  readonly what: string;
};

/**
 * Asks, and gives the `data` of the answer. Such an interface says 200 to what it does not do, too, with `errors` beside (GraphQL, "Response"; GitHub,
 * "Rate limits for the GraphQL API"): half an answer is none.
 *
 * @param ask of the address that `/graphql` is below
 */
export async function askGraph(ask: Ask, { query, variables, what }: GraphQuestion): Promise<ForgeAnswer<unknown>> {
  const answer = await ask({ method: "POST", path: "/graphql", what, body: { query, variables } });
  if (!answer.ok) return answer;
  const errors = fieldAt(answer.value, "errors");
  // What failed has this field, and nothing else has (GraphQL, "Response"): in whatever form, its data is not whole.
  if (errors === undefined) return { ok: true, value: fieldAt(answer.value, "data") };
  const [first]: readonly unknown[] = Array.isArray(errors) ? errors : [];
  const type = textAt(first, "type") ?? "";
  const text = `the forge did not answer when asked ${what}: ${clip(textAt(first, "message") ?? "it does not say why", wordsMax)}`;
  if (type === "RATE_LIMITED") return later(text);
  if (type === "NOT_FOUND") return gone(text);
  return refused(text);
}
