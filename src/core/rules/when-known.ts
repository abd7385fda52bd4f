/** What to do where a fact is missing: the commit itself may be in order, and its author need change nothing. */
export const whenKnown =
  "nothing need be changed for that: check again where it can be found out, or have a maintainer decide";
