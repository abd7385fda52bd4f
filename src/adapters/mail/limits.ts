/** Bytes of all that is read from one place. */
export const placeBytesMax = 256 << 20;

/** Bytes of one mail; one that is longer is named, and not read. The longest patch of QEMU's list has a tenth of it. */
export const mailBytesMax = 8 << 20;

/** Mails of one place. */
export const mailsMax = 20_000;

/** Bytes of a mail's headers, those of its parts included. */
export const headerBytesMax = 256 << 10;

/** Parts within parts of a mail. */
export const mimeDepthMax = 20;

/** Parts of a mail. */
export const mimePartsMax = 200;

/** Lines of a mail that has parts or is encoded; of any other mail lines are not even counted. */
export const mimeLinesMax = 100_000;
