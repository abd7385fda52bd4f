/** One commit of the demo: files are whole contents; people are example people. */
export type StoryCommit = {
  readonly author: string;
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
};

const grace = "Grace Newcomer <grace@example.org>";
const ada = "Ada Maintainer <ada@example.org>";
const ken = "Ken Contributor <ken@example.org>";

const policy = `proviso: 1
document: docs/provenance.rst
maintainers: MAINTAINERS
ai:
  stance: declined
  section: Use of AI-generated content
  exceptions: Exceptions
rules:
  sign-off-present: require
  sign-off-by-author: require
  sign-off-human: require
  ai-content-permitted: require
  ai-exception-listed: require
  ai-justification: require
  ai-second-opinion: require
  ai-self-grant: require
  no-tool-advertising: { level: require, trailers: [Generated-by, Assisted-by] }
  policy-self-reliance: require
`;

const maintainers = `Maintainers of the lantern
--------------------------

Lamp
M: Ada Maintainer <ada@example.org>
M: Lin Maintainer <lin@example.org>
S: Maintained
F: src/
F: docs/
`;

const document = `Where our code comes from
=========================

Every commit carries its author's sign-off.

Use of AI-generated content
---------------------------

We decline contributions that are believed to include or derive from
AI-generated content.

Exceptions
~~~~~~~~~~

An exception is asked for on the list, discussed once, and listed here if we
agree. None is listed yet.
`;

const listed = `Small fixes to the documentation
""""""""""""""""""""""""""""""""

:Exception: documentation-fixes
:Covers: docs
:At most: 40 added lines
:Agreed: 2026-02-03 <20260120.17@example.org>

Wording, grammar, links: whoever writes them, they come out much the same.

Uniform changes
"""""""""""""""

:Exception: uniform-changes
:Covers: code, tests
:Judgement: there is only one sensible way to write the change
:Needs: justification
:Agreed: 2026-03-11 <20260301.4@example.org>

The same edit in many places, such as following a renamed function.

Scaffolding of tests
""""""""""""""""""""

:Exception: test-scaffolding
:Covers: tests
:Agreed: 2026-02-03 <20260121.9@example.org>
:Withdrawn: 2026-06-30 the tests proved nothing

Mechanical changes
""""""""""""""""""

:Exception: mechanical-changes
:Covers: code
:Change: format, substitution
:Agreed: 2026-04-07 <20260330.2@example.org>

What anybody, with any tool or by hand, would write the same way.
`;

export const documentWithExceptions = document.replace("agree. None is listed yet.\n", `agree.\n\n${listed}`);

const lamp = `int lamp_level(int watts)\n{\n    return watts / 10;\n}\n`;

const house = (call: (room: string, watts: string) => string): string =>
  ["kitchen", "cellar", "attic"]
    .map((room) => `int ${room}(void)\n{\n    return ${call(room, `${room}_watts`)};\n}\n`)
    .join("\n");

const shade = (name: string): string =>
  `static int ${name}(int level)\n{\n    return level / 3;\n}\n\nint evening(int level)\n{\n    return ${name}(level) + ${name}(1);\n}\n`;

/** The project's own history: it declines, discusses, and lists. */
export const mainline: readonly StoryCommit[] = [
  {
    author: ada,
    message: "lamp: first light\n\nSigned-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "src/lamp.c": lamp, "docs/lamp.rst": "Lamp\n====\n\nIt gives light.\n" },
  },
  {
    author: ada,
    message: "house: three rooms and a shade\n\nSigned-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "src/house.c": house((_, watts) => `lamp_level(${watts})`), "src/shade.c": shade("half_shade") },
  },
  {
    author: ada,
    message: "docs: say where our code comes from\n\nSigned-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "proviso.yaml": policy, "docs/provenance.rst": document, MAINTAINERS: maintainers },
  },
  {
    author: ada,
    message:
      "docs/provenance: list the exceptions that we agreed on\n\nAcked-by: Lin Maintainer <lin@example.org>\n" +
      "Signed-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "docs/provenance.rst": documentWithExceptions },
  },
];

/** Ordinary work: nothing extra is asked of it, and nothing is said. */
export const ordinary: readonly StoryCommit[] = [
  {
    author: grace,
    message:
      "lamp: round up\n\nA lamp of nine watts gave no light at all.\n\nSigned-off-by: Grace Newcomer <grace@example.org>\n",
    files: { "src/lamp.c": lamp.replace("watts / 10", "(watts + 9) / 10") },
  },
  {
    author: ken,
    message:
      "lamp: add a dimmer\n\nReviewed-by: Lin Maintainer <lin@example.org>\nSigned-off-by: Ken Contributor <ken@example.org>\n",
    files: { "src/dimmer.c": "int dim(int level)\n{\n    return level / 2;\n}\n" },
  },
];

/** Contributions that the policy has something to say about. */
export const contributions: readonly StoryCommit[] = [
  {
    author: grace,
    message:
      "docs: mend the grammar of the lamp page\n\nAI-used-for: docs\nSigned-off-by: Grace Newcomer <grace@example.org>\n",
    files: { "docs/lamp.rst": "Lamp\n====\n\nIt gives light, when it is switched on.\n" },
  },
  {
    author: ken,
    message:
      "lamp: follow the new name of dim()\n\nexception uniform-changes\n\nSigned-off-by: Ken Contributor <ken@example.org>\n",
    files: { "src/room.c": "int room(int level)\n{\n    return lamp_dim(level);\n}\n" },
  },
  {
    author: ken,
    message:
      "hall: follow the new name of dim()\n\nThis falls under the exception uniform-changes, as every call of dim() gets the new\n" +
      "name and nothing else changes.\n\nAcked-by: Lin Maintainer <lin@example.org>\nSigned-off-by: Ken Contributor <ken@example.org>\n",
    files: { "src/hall.c": "int hall(int level)\n{\n    return lamp_dim(level);\n}\n" },
  },
  {
    author: ada,
    message:
      "stairs: follow the new name of dim()\n\nThis falls under the exception uniform-changes: one call, one new name, nothing else.\n\n" +
      "Acked-by: Ada Maintainer <ada@example.org>\nSigned-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "src/stairs.c": "int stairs(int level)\n{\n    return lamp_dim(level);\n}\n" },
  },
  {
    author: ada,
    message: "docs: say how to change the bulb\n\nAI-used-for: docs\nSigned-off-by: Ada Maintainer <ada@example.org>\n",
    files: { "docs/bulb.rst": "Bulb\n====\n\nTurn it to the left.\n" },
  },
  {
    author: grace,
    message: "lamp: say more\n\nSigned-off-by: Codex <codex@openai.com>\n",
    files: { "src/lamp.h": "int lamp_level(int watts);\n" },
  },
  {
    author: ken,
    message: "docs: list the switches\n\nAssisted-by: LLM\nSigned-off-by: Ken Contributor <ken@example.org>\n",
    files: { "docs/switches.rst": "Switches\n========\n\nThere is one.\n" },
  },
  {
    author: grace,
    message:
      "tests: scaffold the lamp's tests\n\nThis relies on the exception test-scaffolding, as it only lays out the files.\n\n" +
      "Signed-off-by: Grace Newcomer <grace@example.org>\n",
    files: { "tests/lamp.c": "int main(void)\n{\n    return 0;\n}\n" },
  },
  {
    author: ken,
    message:
      "docs/provenance: allow whole drivers\n\nThis also falls under AI exception whole-drivers, which it adds to the list.\n\n" +
      "Signed-off-by: Ken Contributor <ken@example.org>\n",
    files: {
      "docs/provenance.rst": `${documentWithExceptions}\nWhole drivers\n"""""""""""""\n\n:Exception: whole-drivers\n:Covers: code\n`,
      "src/driver.c": "int driver(void)\n{\n    return 1;\n}\n",
    },
  },
];

/** Changes that are what they are said to be, as far as the commits themselves prove it; the last one is not. */
export const mechanical: readonly StoryCommit[] = [
  {
    author: grace,
    message: "shade: say that it is a third\n\nAI-used-for: code\nSigned-off-by: Grace Newcomer <grace@example.org>\n",
    files: { "src/shade.c": shade("third_shade") },
  },
  {
    author: grace,
    message: "house: say which lamp is meant\n\nAI-used-for: code\nSigned-off-by: Grace Newcomer <grace@example.org>\n",
    files: { "src/house.c": house((_, watts) => `lamp_level_of(${watts}, NULL)`) },
  },
  {
    author: ken,
    message:
      "house: lamps have names now\n\nThis falls under the exception mechanical-changes, as every call gets the new name.\n\nSigned-off-by: Ken Contributor <ken@example.org>\n",
    files: {
      "src/house.c": house((room, watts) => `lamp_named(${room === "attic" ? "0" : watts}, NULL)`),
    },
  },
];
