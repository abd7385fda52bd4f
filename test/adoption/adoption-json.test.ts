import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { adoptionSchema } from "../../scripts/adoption-schema.ts";
import { proviso, signOff, using } from "../cli/proviso.ts";
import { createRepository } from "../git/repository.ts";

const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(adoptionSchema);

const everything = {
  ".github/dco.yml": "allowRemediationCommits:\n  individual: perhaps\n",
  ".gitlint": "[general]\ncontrib=CC1\n",
  "commitlint.config.js": "throw new Error('this was run')\n",
  ".mailmap": "Ada <ada@example.org>\n",
  MAINTAINERS: "A\nM: Ada Example <ada@example.org>\nF: a/\n",
  "CONTRIBUTING.md": "# Contributing\n\nSign off by the Developer Certificate of Origin.\n",
  "docs/provenance.md": "# Provenance\n\n## AI\n\nAI-generated code is not allowed.\n\n### Exceptions\n\nNone.\n",
};

test.each<readonly [what: string, files: Readonly<Record<string, string>> | null]>([
  ["with nothing", null],
  ["with commits alone", {}],
  ["with everything", everything],
])("a proposal for a repository %s is valid by the published schema", (_what, files) =>
  using(createRepository(), (repository) => {
    if (files !== null) {
      repository.commit({ message: `base\n\n${signOff}`, files });
      repository.commit({ message: "none\n" });
      repository.commit({ message: `tool\n\nAssisted-by: Claude:model\n${signOff}` });
    }
    const { stdout, status } = proviso(repository, ["init", "--format", "json"]);
    expect(status).toBe(0);
    const value = JSON.parse(stdout) as object;
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...value, more: 1 })).toBe(false);
  }),
);
