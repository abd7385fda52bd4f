import type { ListedException } from "../core/document/document.ts";
import { readDocument } from "../core/document/read-document.ts";
import { compilePolicy } from "../core/policy/compile-policy.ts";
import { listedExceptions } from "../core/policy/listed-exceptions.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import type { Policy } from "../core/policy/policy.ts";
import { catalogue } from "../core/rules/catalogue.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { PageDocument, Surroundings } from "./example.ts";

/**
 * The policy that an example's files make, read as a project's are. Throws for a file with errors. The same files give the
 * same policy again.
 */
export function policyFrom(surroundings: Surroundings): Policy {
  const { documentAtHead: _head, request: _request, ...files } = surroundings;
  const key = JSON.stringify(files);
  const policy = read.get(key) ?? readPolicy(files);
  read.set(key, policy);
  return policy;
}

const read = new Map<string, Policy>();

/** The exceptions that another version of the document lists, under the heading that the policy names. */
export function exceptionsIn({ format, text }: PageDocument, { settings }: Policy): readonly ListedException[] {
  const { document } = readDocument({ name: pathOf(format), text }, format);
  return listedExceptions(document, settings).exceptions;
}

const pathOf = (format: PageDocument["format"]): string =>
  format === "markdown" ? "docs/provenance.md" : "docs/provenance.rst";

function readPolicy({ policy, document, maintainers, codeowners, mailmap }: Surroundings): Policy {
  const maintainersPath = codeowners === undefined ? "MAINTAINERS" : "CODEOWNERS";
  const owners = codeowners ?? maintainers;
  const { settings, problems } = parsePolicy(
    { name: "proviso.yaml", text: policy ?? plainPolicy(document, owners === undefined ? null : maintainersPath) },
    catalogue,
  );
  const compiled = compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name: "proviso.yaml of an example", kind: "file", revision: null },
    digest: () => "0".repeat(64),
    document:
      document === undefined
        ? null
        : {
            source: { name: settings.document[0] ?? pathOf(document.format), text: document.text },
            format: document.format,
          },
    maintainersFile: owners === undefined ? null : { name: maintainersPath, text: owners },
    mailmap: mailmap === undefined ? null : { name: ".mailmap", text: mailmap },
    documentSeenEarlier:
      document?.seenEarlier === undefined
        ? unknown("nobody looked at earlier revisions")
        : learned(document.seenEarlier),
  });
  const errors = compiled.problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new Error(`the example's policy has errors: ${errors.map(({ text }) => text).join("; ")}`);
  return compiled;
}

/** The policy of an example that brings none: AI content is declined, exceptions stand under `Exceptions`. */
function plainPolicy(document: PageDocument | undefined, maintainers: string | null): string {
  return [
    "proviso: 1",
    ...(document === undefined ? [] : [`document: ${pathOf(document.format)}`]),
    ...(maintainers === null ? [] : [`maintainers: ${maintainers}`]),
    "ai:",
    "  stance: declined",
    ...(document === undefined ? [] : ["  exceptions: Exceptions"]),
    "rules:",
    "  sign-off-present: require",
    "",
  ].join("\n");
}
