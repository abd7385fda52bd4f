import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../src/core/policy/compile-policy.ts";
import { digestParts } from "../../src/core/policy/digest.ts";
import { lintPolicy } from "../../src/core/policy/lint.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { DocumentMaterial, PolicyOrigin } from "../../src/core/policy/policy.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { type Learned, learned, unknown } from "../../src/core/text/learned.ts";
import { positionAt, type Source, spanText } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const documentText = `# Provenance

## Sign-off

<!-- for people -->
Every commit is certified **by its author**, or by somebody
who may. More follows.

## Use of AI

TL;DR:

> Contributions with AI-derived content are declined.

### Exceptions

Any exception will be listed below.

#### Mechanical changes

- **Exception:** mechanical-changes
- **Change:** rename
- **Agreed:** 2026-01-15 <https://lists.example.org/1>

## Empty
`;

const markdown = (text: string): DocumentMaterial => ({
  source: { name: "docs/provenance.md", text },
  format: "markdown",
});

const policyText = `proviso: 1
document: docs/provenance.md
maintainers: MAINTAINERS
ai:
  stance: declined
  section: [Use of AI, AI use]
  exceptions: Exceptions
people: { Ada: ada@example.org }
classes: { tests: [checks/] }
rules:
  sign-off-present: { level: require, because: "#sign-off" }
  sign-off-order: { level: warn, because: "#nowhere" }
  sign-off-named: { level: warn, because: "#Empty" }
  sign-off-human: require
  ai-content-permitted: require
  ai-second-opinion: require
`;

type Given = {
  readonly policy?: string;
  readonly document?: DocumentMaterial;
  readonly earlier?: Learned<boolean>;
  readonly kind?: PolicyOrigin["kind"];
  readonly maintainers?: Source | null;
  readonly mailmap?: string;
};

function compile({
  policy = policyText,
  document = markdown(documentText),
  earlier = unknown("nobody asked"),
  ...given
}: Given) {
  const { settings, problems } = parsePolicy({ name: "proviso.yaml", text: policy }, catalogue);
  return compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name: "proviso.yaml", kind: given.kind ?? "repository", revision: null },
    digest: () => "0",
    document,
    documentSeenEarlier: earlier,
    maintainersFile: given.maintainers ?? null,
    mailmap: given.mailmap === undefined ? null : { name: ".mailmap", text: given.mailmap },
  });
}

const withoutHeading = markdown("# Provenance\n\n## Sign-off\n\nText.\n");
const missing: DocumentMaterial = { missing: "the document docs/provenance.md does not exist there" };
const noSection = policyText.replace(/ {2}section:.*\n/, "");

describe("is the stance in force?", () => {
  const cases: readonly (readonly [string, Given, string, string | null])[] = [
    ["the heading stands", {}, "in-force", null],
    ["another of the headings stands", { document: markdown("# AI use\n") }, "in-force", null],
    [
      "no heading, nor earlier",
      { document: withoutHeading, earlier: learned(false) },
      "not-yet",
      "nor did any earlier",
    ],
    [
      "the heading stood earlier",
      { document: withoutHeading, earlier: learned(true) },
      "vanished",
      "the heading vanished",
    ],
    ["nobody knows whether it stood", { document: withoutHeading }, "vanished", "is unknown: nobody asked"],
    ["no document, nor earlier", { document: missing, earlier: learned(false) }, "not-yet", "does not exist there"],
    ["the document vanished", { document: missing, earlier: learned(true) }, "vanished", "the document vanished"],
    ["a profile speaks for itself", { document: null, kind: "profile" }, "in-force", null],
    ["a policy without a section too", { policy: noSection }, "in-force", null],
    [
      "a policy without AI says nothing",
      { policy: "proviso: 1\nrules: { sign-off-present: require }\n" },
      "not-yet",
      "says nothing",
    ],
  ];
  test.each(cases)("%s", (_, given, kind, why) => {
    const { inForce } = compile(given).stance;
    expect(inForce.kind).toBe(kind);
    if (why !== null) expect("why" in inForce ? inForce.why : "").toContain(why);
  });

  test("the place is the heading's, or the policy's own line", () => {
    const place = (given: Given) => {
      const { inForce } = compile(given).stance;
      return inForce.kind === "in-force" && inForce.at !== null
        ? `${inForce.at.source.name}: ${spanText(inForce.at)}`
        : null;
    };
    expect(place({})).toBe("docs/provenance.md: Use of AI");
    expect(place({ policy: noSection })).toBe("proviso.yaml: declined");
  });
});

describe("the document's words behind a clause", () => {
  const policy = compile({});
  test.each([
    ["sign-off-present", "Sign-off", "Every commit is certified by its author, or by somebody who may.", 6],
    ["sign-off-named", "Empty", "", 25],
    ["ai-content-permitted", "Use of AI", "Contributions with AI-derived content are declined.", 13],
  ])("%s", (id, heading, line, at) => {
    const clause = policy.clauses.find(({ rule }) => rule.id === id);
    if (clause === undefined) throw new Error(`the policy has no clause ${id}`);
    const quotation = policy.quotationFor(clause);
    expect(quotation).toMatchObject({ heading, line });
    expect(positionAt(documentText, quotation?.at.start ?? 0).line).toBe(at);
    expect(policy.quotationFor(clause)).toBe(quotation);
  });

  test.each(["sign-off-order", "sign-off-human", "ai-second-opinion"])("nothing stands behind %s", (id) => {
    const clause = policy.clauses.find(({ rule }) => rule.id === id);
    expect(clause && policy.quotationFor(clause)).toBeNull();
  });

  test.each<[what: string, section: string, line: string]>([
    ["no heading inside the section", "### Scope\n\nEvery commit.", "Every commit."],
    ["an indented line without what it is indented by", "    Every commit.", "Every commit."],
    ["no directive", ".. contents:: All of it\n\nEvery commit.", "Every commit."],
    ["a line that goes on from another", "...and every commit.", "...and every commit."],
    ["no field", ":Status: agreed\n\nEvery commit.", "Every commit."],
    ["no comment", "<!-- agreed -->\nEvery commit.", "Every commit."],
    ["no fence", "~~~ text\nEvery commit.", "Every commit."],
    ["no item of a list that says nothing", "1) --\n2) Every commit.", "2) Every commit."],
    ["nothing behind an item that says nothing", "Every commit\n1) --\nand more.", "Every commit"],
  ])("%s is quoted", (_, section, line) => {
    const { clauses, quotationFor } = compile({ document: markdown(`# Sign-off\n\n${section}\n`) });
    const [clause] = clauses;
    const quotation = clause && quotationFor(clause);
    expect(quotation && spanText(quotation.at)).toBe(line);
    expect(quotation?.line).toBe(line.replace("2) ", ""));
  });

  test("a document without end is not quoted without end", () => {
    const long = compile({ document: markdown(`# Sign-off\n\n${"word ".repeat(50_000)}\n`) });
    const [clause] = long.clauses;
    expect(clause && long.quotationFor(clause)?.line).toHaveLength(160);
  });
});

test("exceptions, classes, logins and the policy's own files", () => {
  const policy = compile({});
  expect(policy.exceptions.map(({ id }) => id)).toEqual(["mechanical-changes"]);
  expect(policy.exceptionsAt === null ? null : spanText(policy.exceptionsAt)).toBe("Exceptions");
  expect([policy.classOf("checks/a.c"), policy.classOf("src/a.c")]).toEqual(["tests", "code"]);
  expect([policy.addressesOf("@ADA"), policy.addressesOf("lin")]).toEqual([["ada@example.org"], undefined]);
  expect(policy.files).toEqual(["proviso.yaml", "docs/provenance.md", "MAINTAINERS", ".mailmap"]);
});

test.each(["proviso.yaml", ".github/proviso.yaml", ".gitlab/proviso.yaml", ".forgejo/proviso.yaml", ".github/dco.yml"])(
  "%s would be the policy, wherever the policy stands now",
  (path) => {
    const text = "proviso: 1\nclasses: { code: ['**'] }\nrules: { sign-off-present: require }\n";
    const { settings, problems } = parsePolicy({ name: "profile:mine", text }, catalogue);
    const policy = compilePolicy({
      settings,
      settingsProblems: problems,
      origin: { name: "profile:mine", kind: "profile", revision: null },
      digest: () => "0",
      document: null,
      documentSeenEarlier: unknown("nobody asked"),
      maintainersFile: null,
      mailmap: null,
    });
    expect(policy.classOf(path)).toBe("policy");
  },
);

describe("who maintains", () => {
  const file: Source = { name: "MAINTAINERS", text: "Core\nM: Ada <ada@example.org>\nS: Maintained\nF: src/\n" };
  const inline = 'proviso: 1\nmaintainers: [{ paths: [src/], maintainers: ["@ada"] }]\nrules: {}\n';
  const owners = "proviso: 1\nmaintainers: .github/CODEOWNERS\nrules: {}\n";
  const cases: readonly (readonly [string, Given, string])[] = [
    ["a file in MAINTAINERS form", { maintainers: file }, "Core"],
    ["a CODEOWNERS file", { policy: owners, maintainers: { name: "CODEOWNERS", text: "/src/ @ada\n" } }, "/src/"],
    [
      "a CODEOWNERS file as GitLab reads it",
      {
        policy: owners.replace(".github", ".gitlab"),
        maintainers: { name: "CODEOWNERS", text: "[Sources] @ada\n/src/\n" },
      },
      "Sources: /src/",
    ],
    ["the policy's own list", { policy: inline, document: null }, "src/"],
    ["a file that is not there", {}, "there is no file MAINTAINERS"],
    ["nobody is named", { policy: "proviso: 1\nrules: {}\n", document: null }, "the policy names no maintainers"],
  ];
  test.each(cases)("%s", (_, given, section) => {
    const { maintainers } = compile(given);
    if (!maintainers.known) return expect(maintainers.why).toBe(section);
    const owned = maintainers.value.ownersOf("src/a.c");
    return expect(owned.known && owned.value.map((one) => one.section)).toEqual([section]);
  });
});

test("identities are the mailmap's, and the same object where it says nothing", () => {
  const { canonical } = compile({ mailmap: "Ada Lovely <ada@example.org> <ada@example.com>\n" });
  const old = { name: "ada", email: "ada@example.com" };
  expect(canonical(old)).toEqual({ name: "Ada Lovely", email: "ada@example.org" });
  expect(canonical(old)).toBe(canonical({ ...old }));
  const other = { name: "Lin", email: "lin@example.org" };
  expect(canonical(other)).toBe(other);
  const again = { ...other };
  expect(canonical(again)).toBe(again);
});

describe("problems of all that the policy names", () => {
  const codes = (given: Given) => compile(given).problems.map(({ code, severity }) => `${code} ${severity}`);
  const cases: readonly (readonly [string, Given, readonly string[]])[] = [
    ["nothing wrong", {}, []],
    ["the file itself", { policy: `${policyText}x: 1\n` }, ["unknown-key error"]],
    ["no document where the policy stands", { document: missing }, ["document-missing error"]],
    ["no document at an older revision", { document: missing, kind: "file" }, ["document-missing warning"]],
    ["an unknown field", { document: markdown(documentText.replace("Change:", "Chnge:")) }, ["unknown-field error"]],
    ["no exceptions heading", { document: markdown("# Use of AI\n") }, ["no-exceptions-heading warning"]],
    ["the mailmap", { mailmap: "nobody\n" }, ["mailmap-line-unreadable warning"]],
    [
      "a channel that is not described",
      {
        policy:
          "proviso: 1\nai: { stance: permitted, channels: { box: { in: checkbox, content: a } } }\nrules: { ai-disclosure: { level: warn, channels: [boxes] } }\n",
      },
      ["unknown-channel error"],
    ],
    [
      "no place to disclose in",
      { policy: "proviso: 1\nrules: { ai-disclosure: { level: warn, byTrailer: false } }\n" },
      ["nowhere-to-disclose error"],
    ],
    ["no stance", { policy: "proviso: 1\nrules: { ai-content-permitted: warn }\n" }, ["stance-missing error"]],
  ];
  test.each(cases)("%s", (_, given, expected) => expect(codes(given)).toEqual(expected));

  test("a document that is missing is told of where it is named", () => {
    const [problem] = compile({ document: missing }).problems;
    expect(problem && spanText(problem.at)).toBe("document");
    expect(problem?.hint).toBe("correct the path, or add the document");
  });
});

test("no two lists of files give the same bytes to hash", () => {
  const bytesOf = (...files: readonly (readonly [string, string])[]) =>
    digestParts(files.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })))
      .map((part) => [...part].join(" "))
      .join(" ");
  const layouts = [
    bytesOf(["a", "bc"]),
    bytesOf(["ab", "c"]),
    bytesOf(["a", "b"], ["c", ""]),
    bytesOf(["a", ""], ["b", "c"]),
    bytesOf(["a", "b\u0000"]),
    bytesOf(["a", "b"]),
    bytesOf(),
  ];
  expect(new Set(layouts).size).toBe(layouts.length);
});

test("no document throws, and every problem and quotation lies inside its text", () => {
  const pieces = [
    [
      "# Use of AI\n",
      "## Exceptions\n",
      "### x\n",
      "- **Exception:** a\n",
      "- **Until:** 2020-01-01\n",
      "Text. More.\n",
      "\n",
    ],
    [
      "Use of AI\n=========\n",
      "Exceptions\n----------\n",
      ":Exception: a\n",
      ":Tool: b\n",
      ".. note\n",
      "TL;DR:\n",
      "```\n",
      "<!--",
    ],
  ].flat();
  const written = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
  const any = fc.oneof(written, fc.string({ unit: "binary", maxLength: 80 }));
  fc.assert(
    fc.property(any, fc.constantFrom("markdown", "restructuredtext"), any, (text, format, owners) => {
      const policy = compile({
        document: { source: { name: "document", text }, format },
        maintainers: { name: "MAINTAINERS", text: owners },
        mailmap: owners,
      });
      const quoted = policy.clauses.flatMap((clause) => policy.quotationFor(clause)?.at ?? []);
      for (const at of [...policy.problems, ...lintPolicy(policy, "2026-06-01")].map((one) => one.at).concat(quoted)) {
        expect(0 <= at.start && at.start <= at.end && at.end <= at.source.text.length).toBe(true);
      }
      for (const clause of policy.clauses) expect(policy.quotationFor(clause)?.line ?? "").not.toMatch(/\n/);
    }),
    { numRuns: 500 },
  );
});
