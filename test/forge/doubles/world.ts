/** What stands at a double of a forge. Tests change it, and look at it. */
export type World = {
  readonly requests: Map<number, WorldRequest>;
  /** By commit. */
  readonly statuses: Map<string, WorldStatus[]>;
  readonly notes: WorldNote[];
  readonly approvals: { readonly number: number; readonly login: string; readonly head: string; readonly at: string }[];
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
