import aiAttestation from "./ai/ai-attestation.ts";
import aiContentPermitted from "./ai/ai-content-permitted.ts";
import aiDegree from "./ai/ai-degree.ts";
import aiDisclosure from "./ai/ai-disclosure.ts";
import aiDisclosureForm from "./ai/ai-disclosure-form.ts";
import aiExceptionListed from "./ai/ai-exception-listed.ts";
import aiJudgement from "./ai/ai-judgement.ts";
import aiJustification from "./ai/ai-justification.ts";
import aiPathScope from "./ai/ai-path-scope.ts";
import aiRateLimit from "./ai/ai-rate-limit.ts";
import aiSecondOpinion from "./ai/ai-second-opinion.ts";
import aiSelfGrant from "./ai/ai-self-grant.ts";
import aiSignalDisclosed from "./ai/ai-signal-disclosed.ts";
import aiSizeLimit from "./ai/ai-size-limit.ts";
import aiUnattended from "./ai/ai-unattended.ts";
import aiWindowShare from "./ai/ai-window-share.ts";
import aiWorkItem from "./ai/ai-work-item.ts";
import noToolAdvertising from "./ai/no-tool-advertising.ts";
import noToolIdentity from "./ai/no-tool-identity.ts";
import automationDeclared from "./generated/automation-declared.ts";
import generatedAcknowledged from "./generated/generated-acknowledged.ts";
import policySelfReliance from "./policy/policy-self-reliance.ts";
import policyTouched from "./policy/policy-touched.ts";
import type { Rule } from "./rule.ts";
import editNotePlacement from "./sign-off/edit-note-placement.ts";
import signOffByAuthor from "./sign-off/sign-off-by-author.ts";
import signOffByCoAuthors from "./sign-off/sign-off-by-co-authors.ts";
import signOffBySubmitter from "./sign-off/sign-off-by-submitter.ts";
import signOffHuman from "./sign-off/sign-off-human.ts";
import signOffInTrailers from "./sign-off/sign-off-in-trailers.ts";
import signOffIndependent from "./sign-off/sign-off-independent.ts";
import signOffKept from "./sign-off/sign-off-kept.ts";
import signOffNamed from "./sign-off/sign-off-named.ts";
import signOffOneAddress from "./sign-off/sign-off-one-address.ts";
import signOffOrder from "./sign-off/sign-off-order.ts";
import signOffPresent from "./sign-off/sign-off-present.ts";
import signOffWellFormed from "./sign-off/sign-off-well-formed.ts";

/** Every rule there is, in the order in which they are listed; a report has the order of the policy. Adding one is adding its file, its page and its line here. */
export const catalogue: readonly Rule[] = [
  signOffPresent,
  signOffWellFormed,
  signOffInTrailers,
  signOffByAuthor,
  signOffBySubmitter,
  signOffKept,
  signOffByCoAuthors,
  signOffOrder,
  signOffHuman,
  signOffNamed,
  signOffOneAddress,
  signOffIndependent,
  editNotePlacement,
  aiContentPermitted,
  aiExceptionListed,
  aiJustification,
  aiSecondOpinion,
  aiSelfGrant,
  aiDisclosure,
  aiDisclosureForm,
  aiSignalDisclosed,
  aiDegree,
  aiAttestation,
  aiJudgement,
  noToolAdvertising,
  noToolIdentity,
  aiPathScope,
  aiSizeLimit,
  aiWorkItem,
  aiRateLimit,
  aiUnattended,
  aiWindowShare,
  generatedAcknowledged,
  automationDeclared,
  policySelfReliance,
  policyTouched,
];
