import type { ExampleId } from "./examples.ts";

type Examples = readonly ExampleId[];
type ByRule = { readonly [rule: string]: Examples };

/**
 * What a project says of the examples, by the rule that says so; all others pass. Written by reading the project's text, before the program was
 * asked. `warns` is what is only pointed out.
 */
export type Expectation = { readonly fails?: ByRule; readonly undecided?: ByRule; readonly warns?: ByRule };

/** What stands in the examples, whatever a policy makes of it. */
const unsigned: Examples = ["unsigned", "assisted-unsigned", "bot"];
const byAgent: Examples = ["tool-signs", "tool-author", "tool-co-author", "tool-co-developer", "tool-footer"];
/** Marks of an agent beside no trailer that says that AI was used. */
const marks: Examples = [...byAgent, "denied-with-mark"];
const coAuthored: Examples = ["tool-co-author", "tool-co-developer", "assisted-and-co-author", "denied-with-mark"];
const assistedLlm: Examples = [
  "assisted-llm",
  "assisted-unsigned",
  "assisted-below",
  "tests-only",
  "docs-only",
  "media",
  "tool-files",
  "maintainers-own",
  "large",
  "request-section-empty",
  "request-label",
  "request-by-program",
];
/** `Assisted-by` with a tool in it, where git finds it. */
const assisted: Examples = [...assistedLlm, "assisted-agent-model", "assisted-tool", "assisted-and-co-author"];
const otherTrailers: Examples = ["generated-by", "ai-generated", "ai-generated-below", "ai-used-for"];
/** AI-derived content by word or mark. */
const content: Examples = [...marks, ...assisted, "assisted-in-body", ...otherTrailers, "exception-cited"];
const without = (all: Examples, ...some: Examples): Examples => all.filter((id) => !some.includes(id));

/** The DCO as most write it: a readable line, by a person. */
const certified: ByRule = {
  "sign-off-present": unsigned,
  "sign-off-well-formed": ["sign-off-without-address"],
  "sign-off-human": ["tool-signs"],
};
const declined: Expectation = {
  fails: { "ai-content-permitted": content },
  undecided: { "ai-content-permitted": ["assisted-person"] },
};
/**
 * Content that no `Assisted-by` discloses where it counts. A name that nobody knows may stand there for a tool, which is then disclosed, or for a
 * person, of whom nothing is to be disclosed.
 */
const notAssisted: Examples = [...marks, ...otherTrailers, "assisted-in-body", "exception-cited"];
const pointsOutNotAssisted: ByRule = {
  "ai-disclosure": notAssisted,
  "ai-signal-disclosed": marks,
};
const agentAndModel: ByRule = {
  "ai-disclosure": notAssisted,
  "ai-signal-disclosed": marks,
  "ai-disclosure-form": [...assistedLlm, "assisted-tool", "assisted-in-body", ...otherTrailers],
};
/** A tool would have to be named in another form. */
const personLeavesOpen: ByRule = { "ai-disclosure-form": ["assisted-person"] };
const anyToolInIt: Examples = [
  ...assisted,
  "assisted-in-body",
  "generated-by",
  "tool-co-author",
  "tool-co-developer",
  "denied-with-mark",
];
const authorIsTool: ByRule = { "no-tool-identity": ["tool-author"] };
const noToolCredited: ByRule = { "no-tool-identity": ["tool-author", ...coAuthored] };
const permitted: Expectation = {};
/** AI-derived content, or what may be, of whose pull request nobody knows anything. */
const unasked: Examples = [
  ...without(content, "request-section-empty", "request-label", "request-by-program"),
  "assisted-person",
];
/** Whether a program opened the pull request nobody knows then; of one it is known. */
const unattended: Examples = [...unasked, "request-by-program"];
/** About which issue it is nobody knows either; one is kept for newcomers. */
const unattendedOrForNewcomers: ByRule = { "ai-unattended": unattended, "ai-work-item": unattended };
/** Disclosed in a section of the pull request, of which nobody knows where no forge was asked. */
const inSection: Expectation = {
  fails: { "ai-disclosure": ["request-section-empty", "request-label", "request-by-program"] },
  undecided: { "ai-disclosure": unasked },
};

/** By `NAME`, and `NAME@DAY` for a text that is no longer in force. */
export const expectations: { readonly [profile: string]: Expectation } = {
  dco: { fails: { ...certified, "sign-off-by-author": ["signed-by-another", "sign-off-without-address"] } },

  // Bans.
  asahi: declined,
  loupe: declined,
  "man-pages": declined,
  netbsd: declined,
  zig: declined,
  servo: { ...declined, fails: { ...certified, ...declined.fails } },
  libvirt: {
    ...declined,
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address"],
      "sign-off-named": ["anonymous"],
      ...declined.fails,
    },
  },
  gentoo: {
    ...declined,
    fails: {
      ...certified,
      "sign-off-by-submitter": ["passed-on-unsigned"],
      "sign-off-named": ["anonymous"],
      ...declined.fails,
    },
    warns: { "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"] },
  },
  qemu: {
    ...declined,
    fails: {
      ...certified,
      "sign-off-by-submitter": ["passed-on-unsigned"],
      ...declined.fails,
      "ai-exception-listed": ["exception-cited"],
    },
    warns: {
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-named": ["anonymous"],
      "generated-acknowledged": ["generated-file", "media"],
      "no-tool-advertising": [...anyToolInIt, "assisted-person", "denied", "tool-footer"],
      "no-tool-identity": ["tool-author", ...coAuthored],
    },
  },
  "qemu@2025-06-24": {
    ...declined,
    fails: { ...certified, "sign-off-by-submitter": ["passed-on-unsigned"], ...declined.fails },
    warns: {
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-named": ["anonymous"],
      "generated-acknowledged": ["generated-file", "media"],
    },
  },
  "qemu@2025-06-23": {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-named": ["anonymous"],
      "sign-off-by-submitter": ["passed-on-unsigned"],
    },
  },

  // Left to people.
  curl: permitted,
  git: {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-by-submitter": ["passed-on-unsigned"],
      "sign-off-named": ["anonymous"],
    },
  },

  // Under conditions.
  bevy: { fails: { "ai-path-scope": ["media"] } },
  jellyfin: { fails: { "ai-path-scope": ["tool-files"] } },
  rust: {
    fails: { "ai-disclosure": ["request-section-empty", "request-by-program"] },
    undecided: {
      "ai-disclosure": unasked,
      // Arranged beforehand, not critical, well tested: no label says so.
      "ai-judgement": [...content, "assisted-person"],
    },
    warns: { "ai-path-scope": ["docs-only"] },
  },

  // A trailer says so.
  linux: {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-by-submitter": ["passed-on-unsigned"],
      "sign-off-named": ["anonymous"],
      // A co-developer signs off, too, which a tool cannot.
      "no-tool-identity": coAuthored,
    },
    warns: {
      ...pointsOutNotAssisted,
      "ai-disclosure-form": [
        "assisted-agent-model",
        "assisted-and-co-author",
        "assisted-tool",
        "assisted-in-body",
        "assisted-person",
        ...otherTrailers,
      ],
    },
  },
  "linux@2026-01-01": {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-by-submitter": ["passed-on-unsigned"],
      "sign-off-named": ["anonymous"],
      // A co-developer signs off, too, which a tool cannot.
      "no-tool-identity": coAuthored,
    },
    warns: {
      ...pointsOutNotAssisted,
      "ai-disclosure-form": [...assistedLlm, "assisted-tool", "assisted-in-body", "assisted-person", ...otherTrailers],
    },
  },
  "linux@2025-12-31": {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address", "tool-author"],
      "sign-off-by-submitter": ["passed-on-unsigned"],
      "sign-off-named": ["anonymous"],
      // A co-developer signs off, too, which a tool cannot.
      "no-tool-identity": coAuthored,
    },
  },
  llvm: { fails: authorIsTool, warns: { ...pointsOutNotAssisted, ...unattendedOrForNewcomers } },
  fedora: { fails: authorIsTool, warns: pointsOutNotAssisted },
  opentelemetry: { warns: pointsOutNotAssisted },
  "opentelemetry@2025-09-24": permitted,
  "cloudnative-pg": { fails: certified, warns: pointsOutNotAssisted },
  openssl: { fails: agentAndModel, undecided: personLeavesOpen },
  nextcloud: {
    fails: { ...certified, "sign-off-by-author": ["signed-by-another", "sign-off-without-address"], ...agentAndModel },
    undecided: personLeavesOpen,
    warns: unattendedOrForNewcomers,
  },
  "go-git": {
    fails: { "ai-disclosure": notAssisted, "ai-signal-disclosed": marks },
  },
  mesa: {
    fails: {
      "ai-disclosure": without(notAssisted, "generated-by"),
      "ai-signal-disclosed": marks,
      "ai-disclosure-form": ["assisted-in-body", "ai-generated", "ai-generated-below", "ai-used-for"],
      ...noToolCredited,
    },
    warns: { "ai-unattended": unattended },
  },
  vivliostyle: {
    fails: {
      "ai-disclosure": [...otherTrailers, "assisted-in-body", "exception-cited"],
      "ai-signal-disclosed": ["tool-signs", "tool-author", "tool-co-developer", "tool-footer"],
    },
    warns: {
      "ai-disclosure-form": [...assistedLlm, "assisted-tool", "assisted-in-body", "assisted-person", ...otherTrailers],
    },
  },
  htop: {
    fails: authorIsTool,
    warns: {
      "ai-disclosure": [...otherTrailers, "assisted-in-body", "exception-cited"],
      "ai-signal-disclosed": ["tool-signs", "tool-author", "tool-co-developer", "tool-footer"],
    },
  },
  apache: {
    warns: {
      "ai-disclosure": [...without(content, "generated-by"), "assisted-person"],
      "ai-signal-disclosed": [...marks, "assisted-and-co-author"],
    },
  },
  openinfra: {
    fails: {
      "ai-disclosure": without(notAssisted, "generated-by"),
      "ai-signal-disclosed": marks,
      "sign-off-human": ["tool-signs"],
    },
    warns: {
      "sign-off-present": unsigned,
      "ai-degree": [...without(notAssisted, "generated-by"), "assisted-person"],
      "ai-unattended": unattended,
    },
  },
  openembedded: {
    fails: {
      ...certified,
      "sign-off-by-author": ["signed-by-another", "sign-off-without-address"],
      "ai-disclosure": without(content, "ai-generated", "ai-generated-below"),
      "ai-signal-disclosed": [...marks, "assisted-and-co-author"],
      "ai-disclosure-form": [...assisted, "assisted-in-body", "generated-by", "ai-used-for", "ai-generated-below"],
    },
    undecided: { "ai-disclosure": ["assisted-person"], "ai-disclosure-form": ["assisted-person"] },
    warns: { "no-tool-identity": coAuthored },
  },
  vllm: {
    fails: certified,
    warns: { "ai-signal-disclosed": ["tool-signs", "tool-author", "tool-co-developer", "tool-footer"] },
  },

  // No trailer says so.
  kubernetes: {
    fails: {
      "no-tool-advertising": [
        ...anyToolInIt,
        "assisted-person",
        "denied",
        "tool-footer",
        "ai-generated",
        "ai-generated-below",
        "ai-used-for",
      ],
      ...noToolCredited,
      "sign-off-human": ["tool-signs"],
    },
  },
  "kubernetes@2025-12-15": permitted,
  homebrew: {
    fails: {
      "no-tool-advertising": [...anyToolInIt, "tool-footer", "ai-generated", "ai-generated-below"],
      ...noToolCredited,
      "sign-off-human": ["tool-signs"],
    },
    // How many more he has open, and whether he is a maintainer, nobody knows.
    undecided: { "no-tool-advertising": ["assisted-person"], "ai-rate-limit": [...unasked, "request-by-program"] },
    warns: { "ai-disclosure": [...without(content, "request-by-program"), "assisted-person"] },
  },
  "homebrew@2026-01-16": permitted,
  systemd: {
    fails: { "no-tool-advertising": anyToolInIt, ...noToolCredited, "sign-off-human": ["tool-signs"] },
    undecided: { "no-tool-advertising": ["assisted-person"] },
  },
  attrs: { fails: noToolCredited },
  pip: { fails: noToolCredited },

  // The pull request says so.
  biome: permitted,
  cilium: { fails: certified },
  cpython: permitted,
  // Of an issue the two requests say nothing, and of the others nobody knows.
  eslint: { warns: { "ai-work-item": [...content, "assisted-person"] } },
  // Unless a maintainer brings it.
  ghostty: { undecided: { "ai-path-scope": ["media"] } },
  "home-assistant": { fails: { "ai-unattended": ["request-by-program"] }, undecided: { "ai-unattended": unasked } },
  moby: { fails: certified },
  nodejs: { warns: { "no-tool-advertising": ["tool-footer", ...coAuthored], ...unattendedOrForNewcomers } },
  ocaml: permitted,
  pytorch: permitted,
  scipy: inSection,
  // Minor help is not disclosed, and then the section is left blank.
  sympy: { undecided: { "ai-disclosure": [...content, "assisted-person"] } },
  "typescript-eslint": permitted,
};
