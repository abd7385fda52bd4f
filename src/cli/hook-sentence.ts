import { writeError } from "./failure.ts";
import { terminalOf } from "./terminal.ts";

/** Columns of a message to the pusher, whose terminal shows `remote: ` before each line. */
export const pusherWidth = 72;

/** A sentence of a hook that runs where somebody commits or pushes. */
export const sayHere = (sentence: string): void => writeError(sentence, terminalOf(process.stderr).width);

/** A sentence of a hook that runs where a push is received. */
export const sayToPusher = (sentence: string): void => writeError(sentence, pusherWidth);
