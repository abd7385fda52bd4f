import { apache } from "./profiles/apache.ts";
import { asahi } from "./profiles/asahi.ts";
import { attrs } from "./profiles/attrs.ts";
import { bevy } from "./profiles/bevy.ts";
import { biome } from "./profiles/biome.ts";
import { cilium } from "./profiles/cilium.ts";
import { cloudnativePg } from "./profiles/cloudnative-pg.ts";
import { cpython } from "./profiles/cpython.ts";
import { curl } from "./profiles/curl.ts";
import { dco } from "./profiles/dco.ts";
import { eslint } from "./profiles/eslint.ts";
import { fedora } from "./profiles/fedora.ts";
import { gentoo } from "./profiles/gentoo.ts";
import { ghostty } from "./profiles/ghostty.ts";
import { git } from "./profiles/git.ts";
import { goGit } from "./profiles/go-git.ts";
import { homeAssistant } from "./profiles/home-assistant.ts";
import { homebrew } from "./profiles/homebrew.ts";
import { htop } from "./profiles/htop.ts";
import { jellyfin } from "./profiles/jellyfin.ts";
import { kubernetes } from "./profiles/kubernetes.ts";
import { libvirt } from "./profiles/libvirt.ts";
import { linux } from "./profiles/linux.ts";
import { llvm } from "./profiles/llvm.ts";
import { loupe } from "./profiles/loupe.ts";
import { manPages } from "./profiles/man-pages.ts";
import { mesa } from "./profiles/mesa.ts";
import { moby } from "./profiles/moby.ts";
import { netbsd } from "./profiles/netbsd.ts";
import { nextcloud } from "./profiles/nextcloud.ts";
import { nodejs } from "./profiles/nodejs.ts";
import { ocaml } from "./profiles/ocaml.ts";
import { openembedded } from "./profiles/openembedded.ts";
import { openinfra } from "./profiles/openinfra.ts";
import { openssl } from "./profiles/openssl.ts";
import { opentelemetry } from "./profiles/opentelemetry.ts";
import { pip } from "./profiles/pip.ts";
import type { Profile } from "./profiles/profile.ts";
import { pytorch } from "./profiles/pytorch.ts";
import { qemu } from "./profiles/qemu.ts";
import { rust } from "./profiles/rust.ts";
import { scipy } from "./profiles/scipy.ts";
import { servo } from "./profiles/servo.ts";
import { sympy } from "./profiles/sympy.ts";
import { systemd } from "./profiles/systemd.ts";
import { typescriptEslint } from "./profiles/typescript-eslint.ts";
import { vivliostyle } from "./profiles/vivliostyle.ts";
import { vllm } from "./profiles/vllm.ts";
import { zig } from "./profiles/zig.ts";

export type { Profile, ProfileRevision } from "./profiles/profile.ts";

/** The example policies that are built in, with every text: the plain DCO, then projects by name. Each copies one project's text, and says of which day. */
export const profiles: readonly Profile[] = [
  dco,
  apache,
  asahi,
  attrs,
  bevy,
  biome,
  cilium,
  cloudnativePg,
  cpython,
  curl,
  eslint,
  fedora,
  gentoo,
  ghostty,
  git,
  goGit,
  homeAssistant,
  homebrew,
  htop,
  jellyfin,
  kubernetes,
  libvirt,
  linux,
  llvm,
  loupe,
  manPages,
  mesa,
  moby,
  netbsd,
  nextcloud,
  nodejs,
  ocaml,
  openembedded,
  openinfra,
  openssl,
  opentelemetry,
  pip,
  pytorch,
  qemu,
  rust,
  scipy,
  servo,
  sympy,
  systemd,
  typescriptEslint,
  vivliostyle,
  vllm,
  zig,
];

/** Takes a name as typed, in any case; undefined when there is no such profile. */
export const findProfile = (name: string): Profile | undefined =>
  profiles.find((profile) => profile.name === name.toLowerCase());
