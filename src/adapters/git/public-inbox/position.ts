/**
 * Behind which commit of which epoch one goes on. The blob is that of the commit's mail: where somebody rewrote the epoch (public-inbox-edit(1),
 * public-inbox-purge(1)), commits have other ids and mails have not.
 */
export type InboxPosition = {
  readonly epoch: number;
  /** Null: at the beginning of the epoch. */
  readonly after: { readonly commit: string; readonly blob: string } | null;
};

/** `0`, or `0:<commit>:<blob>`. */
export const positionText = ({ epoch, after }: InboxPosition): string =>
  after === null ? `${epoch}` : `${epoch}:${after.commit}:${after.blob}`;

/** Null: it was not written by `positionText`. */
export function readPosition(text: string): InboxPosition | null {
  const [, epoch = "", commit, blob] = /^(\d{1,6})(?::([0-9a-f]{40,64}):([0-9a-f]{40,64}))?$/.exec(text) ?? [];
  if (epoch === "") return null;
  return { epoch: Number(epoch), after: commit === undefined || blob === undefined ? null : { commit, blob } };
}
