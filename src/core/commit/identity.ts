/** A name and an address as git or a trailer writes them. Compared by address; names are shown. */
export type Identity = { readonly name: string; readonly email: string };

/** When somebody authored or committed: seconds since 1970 UTC, and his offset from UTC in minutes. */
export type Moment = { readonly seconds: number; readonly offsetMinutes: number };

/** Who and when, from a commit's header. */
export type Signature = Identity & { readonly at: Moment };
