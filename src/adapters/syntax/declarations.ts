import type { Declares } from "../../core/evidence/tokens.ts";

/** A node above a leaf: its type, and the field of its parent that it stands in. */
export type Step = { readonly type: string; readonly field: string | null };

/**
 * By the type of a node that declares: in which field (`*`: whichever) a name is declared, and as what; `scope`: that
 * depends on where it stands.
 */
export type Declarations = {
  readonly [nodeType: string]: readonly (readonly [field: string, as: Declares | "scope"])[];
};

/**
 * Of C everything that a renaming needs; of other languages only what stands at the top of a file or class, which tells
 * definitions apart for moves.
 */
const tables: { readonly [family: string]: Declarations } = {
  c: {
    declaration: [["declarator", "scope"]],
    function_definition: [["declarator", "global"]],
    parameter_declaration: [["declarator", "local"]],
    field_declaration: [["declarator", "member"]],
    type_definition: [["declarator", "global"]],
    enumerator: [["name", "global"]],
    struct_specifier: [["name", "global"]],
    union_specifier: [["name", "global"]],
    enum_specifier: [["name", "global"]],
    class_specifier: [["name", "global"]],
    namespace_definition: [["name", "global"]],
    preproc_def: [["name", "macro"]],
    preproc_function_def: [["name", "macro"]],
    preproc_params: [["*", "local"]],
    labeled_statement: [["label", "local"]],
    alias_declaration: [["name", "global"]],
  },
  python: {
    function_definition: [["name", "scope"]],
    class_definition: [["name", "scope"]],
    assignment: [["left", "scope"]],
    for_statement: [["left", "scope"]],
    as_pattern: [["alias", "scope"]],
    named_expression: [["name", "scope"]],
    aliased_import: [["alias", "scope"]],
  },
  rust: {
    function_item: [["name", "scope"]],
    function_signature_item: [["name", "member"]],
    struct_item: [["name", "global"]],
    enum_item: [["name", "global"]],
    union_item: [["name", "global"]],
    enum_variant: [["name", "member"]],
    field_declaration: [["name", "member"]],
    const_item: [["name", "scope"]],
    static_item: [["name", "global"]],
    type_item: [["name", "global"]],
    mod_item: [["name", "global"]],
    trait_item: [["name", "global"]],
    macro_definition: [["name", "macro"]],
  },
  javascript: {
    variable_declarator: [["name", "scope"]],
    function_declaration: [["name", "scope"]],
    generator_function_declaration: [["name", "scope"]],
    class_declaration: [["name", "scope"]],
    abstract_class_declaration: [["name", "scope"]],
    method_definition: [["name", "member"]],
    method_signature: [["name", "member"]],
    property_signature: [["name", "member"]],
    public_field_definition: [["name", "member"]],
    field_definition: [["property", "member"]],
    interface_declaration: [["name", "global"]],
    type_alias_declaration: [["name", "global"]],
    enum_declaration: [["name", "global"]],
  },
  go: {
    function_declaration: [["name", "global"]],
    method_declaration: [["name", "member"]],
    var_spec: [["name", "scope"]],
    const_spec: [["name", "scope"]],
    type_spec: [["name", "scope"]],
    field_declaration: [["name", "member"]],
  },
  java: {
    method_declaration: [["name", "member"]],
    class_declaration: [["name", "global"]],
    interface_declaration: [["name", "global"]],
    variable_declarator: [["name", "scope"]],
  },
};

/** The declaring positions of a family of languages. */
export const declarationsOf = (family: string): Declarations => tables[family] ?? {};

/** Nodes that a declared name may stand inside without being anything else. */
const passed = new Set(
  `pointer_declarator array_declarator function_declarator init_declarator parenthesized_declarator attributed_declarator reference_declarator
  pattern_list tuple_pattern list_pattern list_splat_pattern dictionary_splat_pattern as_pattern_target expression_list
  mut_pattern ref_pattern reference_pattern object_pattern array_pattern rest_pattern shorthand_property_identifier_pattern`.split(
    /\s+/,
  ),
);

const functionLike =
  /^(?:function_definition|function_item|closure_expression|function_declaration|function_expression|arrow_function|method_definition|method_declaration|constructor_declaration|func_literal|lambda|lambda_expression|generator_function_declaration|compound_statement)$/;
const classLike =
  /^(?:class_definition|class_body|impl_item|trait_item|interface_body|struct_specifier|field_declaration_list)$/;

/**
 * What a name declares at its place, or null.
 *
 * @param path the nodes above the leaf, outermost first, the leaf's own step last
 */
export function declaredAs(path: readonly Step[], declarations: Declarations): Declares | null {
  for (let depth = path.length - 2; depth >= 0; depth -= 1) {
    const [above, below] = [path[depth], path[depth + 1]];
    if (above === undefined || below === undefined) return null;
    const fields = Object.hasOwn(declarations, above.type) ? declarations[above.type] : undefined;
    const found = fields?.find(([field]) => field === "*" || field === below.field);
    if (found !== undefined) return found[1] === "scope" ? scopeOf(path.slice(0, depth)) : found[1];
    // In `int a[n]` and `f(int a)` only the declarator's own side declares.
    const through =
      passed.has(above.type) && (below.field === null || below.field === "declarator" || below.field === "pattern");
    if (!through) return null;
  }
  return null;
}

function scopeOf(outside: readonly Step[]): Declares {
  for (let depth = outside.length - 1; depth >= 0; depth -= 1) {
    const type = outside[depth]?.type ?? "";
    if (functionLike.test(type)) return "local";
    if (classLike.test(type)) return "member";
  }
  return "global";
}
