/**
 * A name or title as such are compared: without blanks at its ends, runs of blanks as one, accents composed (NFC), in lower
 * case. For comparing only: what is shown is what was written.
 */
export const folded = (text: string): string => text.trim().replace(/\s+/g, " ").normalize("NFC").toLowerCase();
