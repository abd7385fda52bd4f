import { readProfileChoice, revisionOn, whyNoProfile, whyNotYet } from "../core/policy/profile-choice.ts";
import { dco } from "../core/policy/profiles/dco.ts";
import type { Profile, ProfileRevision } from "../core/policy/profiles/profile.ts";
import type { Day } from "../core/text/day.ts";
import { type Attempt, done, failed } from "./attempt.ts";

/** A profile, and its revision that was asked for. */
export type ChosenProfile = { readonly profile: Profile; readonly revision: ProfileRevision };

/**
 * Each profile's texts stand in a file of their own, which is loaded when somebody asks for that profile: a check by another policy reads none of them. The
 * plain DCO is what stands in for a missing policy, so it is always here.
 */
export const profileLoaders: { readonly [name: string]: () => Profile | Promise<Profile> } = {
  dco: () => dco,
  apache: async () => (await import("../core/policy/profiles/apache.ts")).apache,
  asahi: async () => (await import("../core/policy/profiles/asahi.ts")).asahi,
  attrs: async () => (await import("../core/policy/profiles/attrs.ts")).attrs,
  bevy: async () => (await import("../core/policy/profiles/bevy.ts")).bevy,
  biome: async () => (await import("../core/policy/profiles/biome.ts")).biome,
  cilium: async () => (await import("../core/policy/profiles/cilium.ts")).cilium,
  "cloudnative-pg": async () => (await import("../core/policy/profiles/cloudnative-pg.ts")).cloudnativePg,
  cpython: async () => (await import("../core/policy/profiles/cpython.ts")).cpython,
  curl: async () => (await import("../core/policy/profiles/curl.ts")).curl,
  eslint: async () => (await import("../core/policy/profiles/eslint.ts")).eslint,
  fedora: async () => (await import("../core/policy/profiles/fedora.ts")).fedora,
  gentoo: async () => (await import("../core/policy/profiles/gentoo.ts")).gentoo,
  ghostty: async () => (await import("../core/policy/profiles/ghostty.ts")).ghostty,
  git: async () => (await import("../core/policy/profiles/git.ts")).git,
  "go-git": async () => (await import("../core/policy/profiles/go-git.ts")).goGit,
  "home-assistant": async () => (await import("../core/policy/profiles/home-assistant.ts")).homeAssistant,
  homebrew: async () => (await import("../core/policy/profiles/homebrew.ts")).homebrew,
  htop: async () => (await import("../core/policy/profiles/htop.ts")).htop,
  jellyfin: async () => (await import("../core/policy/profiles/jellyfin.ts")).jellyfin,
  kubernetes: async () => (await import("../core/policy/profiles/kubernetes.ts")).kubernetes,
  libvirt: async () => (await import("../core/policy/profiles/libvirt.ts")).libvirt,
  linux: async () => (await import("../core/policy/profiles/linux.ts")).linux,
  llvm: async () => (await import("../core/policy/profiles/llvm.ts")).llvm,
  loupe: async () => (await import("../core/policy/profiles/loupe.ts")).loupe,
  "man-pages": async () => (await import("../core/policy/profiles/man-pages.ts")).manPages,
  mesa: async () => (await import("../core/policy/profiles/mesa.ts")).mesa,
  moby: async () => (await import("../core/policy/profiles/moby.ts")).moby,
  netbsd: async () => (await import("../core/policy/profiles/netbsd.ts")).netbsd,
  nextcloud: async () => (await import("../core/policy/profiles/nextcloud.ts")).nextcloud,
  nodejs: async () => (await import("../core/policy/profiles/nodejs.ts")).nodejs,
  ocaml: async () => (await import("../core/policy/profiles/ocaml.ts")).ocaml,
  openembedded: async () => (await import("../core/policy/profiles/openembedded.ts")).openembedded,
  openinfra: async () => (await import("../core/policy/profiles/openinfra.ts")).openinfra,
  openssl: async () => (await import("../core/policy/profiles/openssl.ts")).openssl,
  opentelemetry: async () => (await import("../core/policy/profiles/opentelemetry.ts")).opentelemetry,
  pip: async () => (await import("../core/policy/profiles/pip.ts")).pip,
  pytorch: async () => (await import("../core/policy/profiles/pytorch.ts")).pytorch,
  qemu: async () => (await import("../core/policy/profiles/qemu.ts")).qemu,
  rust: async () => (await import("../core/policy/profiles/rust.ts")).rust,
  scipy: async () => (await import("../core/policy/profiles/scipy.ts")).scipy,
  servo: async () => (await import("../core/policy/profiles/servo.ts")).servo,
  sympy: async () => (await import("../core/policy/profiles/sympy.ts")).sympy,
  systemd: async () => (await import("../core/policy/profiles/systemd.ts")).systemd,
  "typescript-eslint": async () => (await import("../core/policy/profiles/typescript-eslint.ts")).typescriptEslint,
  vivliostyle: async () => (await import("../core/policy/profiles/vivliostyle.ts")).vivliostyle,
  vllm: async () => (await import("../core/policy/profiles/vllm.ts")).vllm,
  zig: async () => (await import("../core/policy/profiles/zig.ts")).zig,
};

/** Finds what `profile:NAME` or `profile:NAME@DAY` asks for, and loads it. */
export async function loadProfile(text: string): Promise<Attempt<ChosenProfile>> {
  const found = await findProfile(text);
  if (!found.ok) return found;
  const { profile, day } = found.value;
  const revision = revisionOn(profile, day);
  if (revision === undefined) return failed("usage", whyNotYet(profile, day ?? profile.date));
  return done({ profile, revision });
}

/** The same for a history: without a day all texts of the profile, each for its own time; null: a day names one of them. */
export async function loadProfileOfAllDays(text: string): Promise<Attempt<Profile | null>> {
  const found = await findProfile(text);
  return found.ok ? done(found.value.day === null ? found.value.profile : null) : found;
}

async function findProfile(text: string): Promise<Attempt<{ readonly profile: Profile; readonly day: Day | null }>> {
  const choice = readProfileChoice(text);
  const load = choice !== undefined && Object.hasOwn(profileLoaders, choice.name) ? profileLoaders[choice.name] : null;
  if (choice === undefined || !load) return failed("usage", whyNoProfile(text, Object.keys(profileLoaders)));
  return done({ profile: await load(), day: choice.day });
}
