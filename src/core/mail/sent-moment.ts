/** Seconds by which a clock may be ahead of another, its zone and all; and for which a mail may be on its way: servers try for days (RFC 5321, 4.5.4.1). */
const aheadMax = 86_400;
const underWayMax = 2 * 86_400;

/**
 * When a mail was sent, as far as anybody can believe it, in seconds since 1970 UTC. Date is the sender's word, and decides what is spared for having
 * been posted before a day. What the topmost Received says was written by the server that took the mail last, above all that a sender could write: where
 * Date lies in its future, or days before it, the mail was sent when it arrived. Where no server took it, Date is all there is. A mail without a
 * Date that can be read has no moment, whatever its servers say.
 *
 * @param said - the moment of Date
 * @param arrived - that of the topmost Received; null: there is none, or it cannot be read
 */
export function believedMoment(said: number | null, arrived: number | null): number | null {
  if (said === null || arrived === null) return said;
  return said > arrived + aheadMax || said < arrived - underWayMax ? arrived : said;
}
