import type { Contribution, Forge } from "./decision.ts";

/** The forges that a service speaks with. Gitea says of itself what Forgejo says, so it is one of these, too. */
export type ServedForge = Exclude<Forge, "plain">;

/** A repository as an event names it. Addresses that an event holds are left out: what is fetched from where is for whoever set up the service to say. */
export type ForgeRepository = {
  /** The forge's own number, in digits: renaming and transferring keep it. */
  readonly id: string;
  /** Of GitLab the group with its subgroups, by slashes. */
  readonly owner: string;
  readonly name: string;
  /** Null: the event does not say. */
  readonly defaultBranch: string | null;
  /** May only some people see it? Null: the event does not say. */
  readonly isPrivate: boolean | null;
  /** GitHub's number of the installation that looks after it, in digits; null: there is none. */
  readonly installation: string | null;
};

/** A pull request or merge request, as an event or the forge's interface describes it. */
export type ForgeContribution = {
  readonly number: number;
  readonly title: string;
  /** The login of whoever opened it; empty where the forge does not say. */
  readonly author: string;
  /** The branch that it wants to enter. */
  readonly base: string;
  /** Full id. */
  readonly head: string;
  readonly state: "open" | "merged" | "closed";
  readonly isDraft: boolean;
  /** Milliseconds since 1970 UTC; 0 where the forge does not say. */
  readonly updatedAt: number;
};

/** What became of a contribution. `told`: anything else that may matter to a rule, such as a label. */
export type ContributionChange =
  | "opened"
  | "changed"
  | "edited"
  | "retargeted"
  | "ready"
  | "told"
  | "closed"
  | "merged";

/** What a forge tells of. There are no others: whatever else a delivery holds is ignored, with the reason. */
export type ForgeEvent =
  | {
      readonly kind: "contribution";
      readonly change: ContributionChange;
      readonly repository: ForgeRepository;
      readonly contribution: ForgeContribution;
    }
  /** A review or a comment: a maintainer's word may have been given, changed or taken back. */
  | { readonly kind: "opinion"; readonly repository: ForgeRepository; readonly number: number }
  /** `ref`: full name of the branch; `brings`: its new commits, compared with what stood there before. */
  | {
      readonly kind: "push";
      readonly repository: ForgeRepository;
      readonly ref: string;
      readonly brings: Contribution;
    }
  /** Another branch was pushed. Somebody's work, of which nothing is to be judged; or one that contributions want to enter, whose policy may be another now. */
  | { readonly kind: "moved"; readonly repository: ForgeRepository; readonly ref: string }
  | {
      readonly kind: "merge-group";
      readonly repository: ForgeRepository;
      readonly ref: string;
      readonly brings: Contribution;
    }
  /** Somebody asks for the checks of a commit to be run again. */
  | { readonly kind: "re-run"; readonly repository: ForgeRepository; readonly head: string }
  | {
      readonly kind: "repository";
      readonly change: "renamed" | "transferred" | "deleted" | "archived" | "restored";
      readonly repository: ForgeRepository;
    }
  | {
      readonly kind: "installation";
      readonly change: "added" | "removed" | "suspended" | "resumed";
      readonly installation: string;
      /** Null: all that it looks after. */
      readonly repositories: readonly ForgeRepository[] | null;
    };

/** What came of reading a delivery. */
export type Decoded =
  | { readonly kind: "event"; readonly event: ForgeEvent }
  | { readonly kind: "ignored"; readonly because: string }
  | { readonly kind: "malformed"; readonly because: string };

export const decoded = (event: ForgeEvent): Decoded => ({ kind: "event", event });

export const ignored = (because: string): Decoded => ({ kind: "ignored", because });

export const malformed = (because: string): Decoded => ({ kind: "malformed", because });
