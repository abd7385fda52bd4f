import type { RepositoryKey } from "../core/service/views.ts";

/** The exceptions that the document lists at a revision. A view of the document, never a second truth beside it. */
export type RegisterSnapshot = {
  readonly repository: RepositoryKey;
  readonly revision: string;
  readonly takenAt: number;
  /** By `schemas/register.schema.json`. */
  readonly register: string;
};

/** What of an exception's commits is alive in a branch. */
export type StoredExposure = {
  readonly repository: RepositoryKey;
  readonly exception: string;
  /** Full id of the commit that it is about. */
  readonly revision: string;
  readonly madeAt: number;
  /** By `schemas/exposure.schema.json`. */
  readonly exposure: string;
  /** Its totals, for lists. */
  readonly lines: { readonly alive: number; readonly added: number };
  /** Is all of it known? What is not is measured again, though the branch stays where it is. */
  readonly isWhole: boolean;
};

/** A try to measure that came to nothing. What was measured before it stays. */
export type FailedExposure = {
  readonly repository: RepositoryKey;
  readonly exception: string;
  /** A sentence, without its full stop. */
  readonly why: string;
  readonly triedAt: number;
};

/** Where a measurement stands, without its text. `revision`: null where none ever succeeded. */
export type ExposureStanding = {
  readonly exception: string;
  readonly revision: string | null;
  readonly isWhole: boolean;
  readonly triedAt: number;
};

/** A request for an exception that was seen where people discuss. */
export type SeenRequest = {
  readonly repository: RepositoryKey;
  /** Number of the issue, or a Message-Id. */
  readonly reference: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly updatedAt: number;
  /** What was read of its discussion; null: nothing yet. Saved as null, it leaves what was read before. */
  readonly reading: RequestReading | null;
};

/** A discussion as it was read at a time. */
export type RequestReading = {
  readonly readAt: number;
  /** By `schemas/status.schema.json`; null: it could not be read, and `why` says so. */
  readonly status: string | null;
  readonly why: string | null;
  /** What it proposes, how many objections are open, and what the document said of it then; null where there is no status. */
  readonly exception: string | null;
  readonly open: number | null;
  readonly listing: "not-listed" | "listed" | "expired" | "withdrawn" | "unreadable" | null;
};

/** What the service keeps of exceptions: views of what stands in documents, repositories and discussions, none of which grants anything. */
export type RegisterStore = {
  saveRegister(snapshot: RegisterSnapshot): Promise<void>;
  newestRegister(repository: RepositoryKey): Promise<RegisterSnapshot | null>;
  saveExposure(exposure: StoredExposure): Promise<void>;
  saveFailedExposure(failed: FailedExposure): Promise<void>;
  /** Of all exceptions of which anything was tried. */
  exposures(repository: RepositoryKey): Promise<readonly ExposureStanding[]>;
  saveRequest(request: SeenRequest): Promise<void>;
  requests(repository: RepositoryKey): Promise<readonly SeenRequest[]>;
  /** It is not there any more, or none that may be shown. */
  forgetRequest(repository: RepositoryKey, reference: string): Promise<void>;
};
