import type { CommitFacts } from "../commit/facts.ts";
import type { Identity } from "../commit/identity.ts";
import type { Observed } from "../commit/observed.ts";
import type { Judgement } from "../evaluate/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import type { Finding } from "../rules/outcome.ts";
import type { Draft } from "./draft.ts";
import type { RepairableRule, repairable } from "./repairable.ts";

/** What a repair does to a message. In the order in which a commit's repairs are made. */
export const repairKinds = [
  "take-out-tool",
  "move-disclosure",
  "disclose",
  "drop-sign-off",
  "order-sign-offs",
  "rewrite-sign-off",
  "move-sign-off",
  "add-sign-off",
] as const;

export type RepairKind = (typeof repairKinds)[number];

/** What a recipe may look at: the commit as it stands, who repairs it, and what he disclosed when he was asked. */
export type Scene = {
  readonly facts: CommitFacts;
  readonly observed: Observed;
  /** Where lines of tools begin in the message. */
  readonly toolStarts: ReadonlySet<number>;
  readonly policy: Policy;
  readonly user: Identity;
  /** A whole trailer line; null: nobody was asked, or there was no answer. */
  readonly disclosure: string | null;
};

/** Changes a draft; null: it cannot, as the message stands. */
export type Step = (draft: Draft) => Draft | null;

export type Recipe = { readonly kind: RepairKind; readonly step: Step };

/** How a finding is repaired; null: only people can, in this case. `asks`: once somebody has said what to disclose. */
export type RecipeMaker = (finding: Finding, scene: Scene) => Recipe | "asks" | null;

/** The recipes for some rules: one for each message that is said to be repairable. */
export type Recipes<R extends RepairableRule> = {
  readonly [Rule in R]: { readonly [Message in (typeof repairable)[Rule][number]]: RecipeMaker };
};

/** A finding that a plan repairs. */
export type Repair = { readonly kind: RepairKind; readonly judgement: Judgement; readonly finding: Finding };

/**
 * Why a plan leaves a finding as it is.
 * `people`: what to do is in the finding. `other-author`: the commit is somebody else's. `published`: others may have it. `asks`: it takes a
 * disclosure, and nobody gave one. `declaration`: it would hide what the commit says of AI. `merge`, `damaged`: such commits are not repaired.
 * `encoding`: the commit's encoding cannot write it. `unrepaired`: the repair would not satisfy the rule, or
 * something else would suffer. `limit`: the commit has more findings than are repaired at once.
 */
export type LeftReason =
  | "people"
  | "other-author"
  | "published"
  | "asks"
  | "declaration"
  | "merge"
  | "damaged"
  | "encoding"
  | "unrepaired"
  | "limit";

export type Left = { readonly judgement: Judgement; readonly finding: Finding; readonly why: LeftReason };
