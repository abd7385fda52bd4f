import { dco } from "./profiles/dco.ts";
import { fedora } from "./profiles/fedora.ts";
import { gentoo } from "./profiles/gentoo.ts";
import { kubernetes } from "./profiles/kubernetes.ts";
import { linux } from "./profiles/linux.ts";
import { openembedded } from "./profiles/openembedded.ts";
import type { Profile } from "./profiles/profile.ts";
import { qemu } from "./profiles/qemu.ts";

export type { Profile } from "./profiles/profile.ts";

/** The example policies that are built in. Each copies one project's text of one day, and says which. */
export const profiles: readonly Profile[] = [dco, linux, qemu, gentoo, kubernetes, openembedded, fedora];

/** Takes a name as typed, in any case; undefined when there is no such profile. */
export const findProfile = (name: string): Profile | undefined =>
  profiles.find((profile) => profile.name === name.toLowerCase());
