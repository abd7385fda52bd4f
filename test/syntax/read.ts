import { createSyntax } from "../../src/adapters/syntax/syntax.ts";
import { grammarFile } from "../../src/cli/grammars.ts";

/** The real grammars, as the build has put them beside the program. */
export const syntax = createSyntax({ grammarFile });
