import { dayOfText } from "./profile-choice.ts";
import type { Profile, ProfileRevision } from "./profiles/profile.ts";

/**
 * The text of a `proviso.yaml` to start from: the whole commented profile, with a word on what to do with it. It is a copy,
 * not a reference, so that nothing changes under the project that took it. The project's branch is left open: another
 * project's default branch is often called differently, and a policy that names one that is not there judges nothing. What the
 * profile says of its own document's sentences is left out: another document has others.
 */
export const initialPolicy = (profile: Profile, revision: Pick<ProfileRevision, "since" | "text">): string =>
  [
    `# Copied from Proviso's profile "${profile.name}" (${dayOfText(profile, revision)}). From here on it is this project's own: keep what`,
    "# your text says, take out what it does not, and let `document:` name that text. `proviso policy lint` checks the two.",
    "#",
    revision.text
      .replace(
        /^branch: .*$/m,
        "# $&   (the branch whose policy governs stable branches too: yours may have another name)",
      )
      .replace(/\n(?:#.*\n)*coverage:\n[^]*$/, ""),
  ].join("\n");
