/** A node above a leaf: its type, and the field of its parent that it stands in. */
export type Step = { readonly type: string; readonly field: string | null };

/** A definition is called so; or it may be, where nothing else in it declares: C mentions types as it defines them. */
export type Declares = "name" | "type";

/** By the type of a node that declares: in which field a name is declared, and as what; `scope`: not inside a function. */
export type Declarations = {
  readonly [nodeType: string]: readonly [field: string, as: Declares | "scope"];
};

/** What stands at the top of a file or class, which tells definitions apart for moves. */
const tables: { readonly [family: string]: Declarations } = {
  c: {
    declaration: ["declarator", "scope"],
    function_definition: ["declarator", "name"],
    type_definition: ["declarator", "name"],
    enumerator: ["name", "type"],
    struct_specifier: ["name", "type"],
    union_specifier: ["name", "type"],
    enum_specifier: ["name", "type"],
    class_specifier: ["name", "type"],
    preproc_def: ["name", "name"],
    preproc_function_def: ["name", "name"],
    alias_declaration: ["name", "name"],
  },
  python: {
    function_definition: ["name", "scope"],
    assignment: ["left", "scope"],
  },
  rust: {
    function_item: ["name", "scope"],
    function_signature_item: ["name", "name"],
    struct_item: ["name", "name"],
    enum_item: ["name", "name"],
    union_item: ["name", "name"],
    const_item: ["name", "scope"],
    static_item: ["name", "name"],
    type_item: ["name", "name"],
    macro_definition: ["name", "name"],
  },
  javascript: {
    variable_declarator: ["name", "scope"],
    function_declaration: ["name", "scope"],
    generator_function_declaration: ["name", "scope"],
    method_definition: ["name", "name"],
    public_field_definition: ["name", "name"],
    field_definition: ["property", "name"],
    interface_declaration: ["name", "name"],
    type_alias_declaration: ["name", "name"],
    enum_declaration: ["name", "name"],
  },
  go: {
    function_declaration: ["name", "name"],
    method_declaration: ["name", "name"],
    var_spec: ["name", "scope"],
    const_spec: ["name", "scope"],
    type_spec: ["name", "scope"],
  },
  java: {
    method_declaration: ["name", "name"],
    variable_declarator: ["name", "scope"],
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

/**
 * What a name declares at its place, or null.
 *
 * @param path the nodes above the leaf, outermost first, the leaf's own step last
 */
export function declaredAs(path: readonly Step[], declarations: Declarations): Declares | null {
  for (let depth = path.length - 2; depth >= 0; depth -= 1) {
    const [above, below] = [path[depth], path[depth + 1]];
    if (above === undefined || below === undefined) return null;
    const found = Object.hasOwn(declarations, above.type) ? declarations[above.type] : undefined;
    if (found !== undefined && found[0] === below.field)
      return found[1] === "scope" ? scopeOf(path.slice(0, depth)) : found[1];
    // In `int a[n]` and `f(int a)` only the declarator's own side declares.
    const through =
      passed.has(above.type) && (below.field === null || below.field === "declarator" || below.field === "pattern");
    if (!through) return null;
  }
  return null;
}

const scopeOf = (outside: readonly Step[]): Declares | null =>
  outside.some(({ type }) => functionLike.test(type)) ? null : "name";
