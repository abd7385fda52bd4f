/** What stands at a double of a forge. Tests change it, and look at it. */
export type World = {
  readonly requests: Map<number, WorldRequest>;
  /** By commit. */
  readonly statuses: Map<string, WorldStatus[]>;
  readonly notes: WorldNote[];
  readonly approvals: { readonly number: number; readonly login: string; readonly head: string; readonly at: string }[];
  readonly issues: WorldIssue[];
  /** What else the account has. */
  readonly others: { readonly id: number; readonly path: string }[];
  /** Issues in which people discuss; numbers of their own. */
  readonly discussions: WorldDiscussion[];
  /** May only members see the issues? GitLab has that for a project that everybody sees. */
  hasPrivateIssues: boolean;
  /** Who may do what in the repository. */
  readonly members: {
    readonly login: string;
    readonly level: "read" | "write" | "admin";
    readonly ends?: string;
    readonly waits?: boolean;
  }[];
  /** Logins of accounts that are programs'. */
  readonly bots: Set<string>;
  /** The name under which it is found today. */
  path: string;
};

export type WorldRequest = {
  readonly number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  state: "open" | "closed" | "merged";
  readonly author: string;
  labels: readonly string[];
  updatedAt: string;
};

export type WorldIssue = {
  readonly number: number;
  readonly labels: readonly string[];
  readonly state: "open" | "closed";
  /** Requests that the forge closes it with. */
  readonly closedBy: readonly number[];
  /** Of which other repository it is; left out: of the world's own. */
  readonly path?: string;
  /** May we not see it? */
  readonly isHidden?: boolean;
};

export type WorldDiscussion = {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  readonly author: string;
  updatedAt: string;
  /** Is it shown to some only, as GitLab has it? */
  isConfidential?: boolean;
  readonly comments: {
    readonly author: string;
    readonly body: string;
    readonly at: string;
    readonly isInternal?: boolean;
  }[];
};

export const newDiscussion = (more: Partial<WorldDiscussion> = {}): WorldDiscussion => ({
  number: 40,
  title: "Exception request: Misspelt words",
  body: "### Misspelt words\n\n- **Exception:** misspelt-words\n- **Covers:** docs\n",
  state: "open",
  author: "grace",
  updatedAt: "2026-11-05T10:00:00Z",
  comments: [],
  ...more,
});

export type WorldStatus = {
  readonly id: number;
  readonly state: string;
  readonly title: string;
  readonly page: string | null;
};

export type WorldNote = {
  readonly id: number;
  readonly number: number;
  readonly author: number;
  text: string;
  isResolved: boolean;
};

export const newWorld = (): World => ({
  requests: new Map(),
  statuses: new Map(),
  notes: [],
  approvals: [],
  issues: [],
  others: [],
  discussions: [],
  hasPrivateIssues: false,
  bots: new Set(),
  members: [],
  path: "example/lamps",
});

export const newRequest = (more: Partial<WorldRequest> = {}): WorldRequest => ({
  number: 7,
  title: "Mend the lamp",
  body: "It did not shine.",
  head: "2".repeat(40),
  base: "main",
  state: "open",
  author: "ada",
  labels: [],
  updatedAt: "2026-11-02T10:00:00Z",
  ...more,
});

/** We, and somebody else, by the forge's numbers. */
export const [ourselves, somebody] = [900, 901] as const;

/** The number of an account: a login has always the same. */
export const accountId = (login: string): number => 1_000 + Buffer.from(login).reduce((sum, byte) => sum + byte, 0);
