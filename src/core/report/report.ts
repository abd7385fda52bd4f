export type * from "../evaluate/verdict.ts";
