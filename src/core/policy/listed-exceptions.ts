import type { ExceptionList, PolicyDocument } from "../document/document.ts";
import { readExceptions } from "../document/exceptions.ts";
import type { PolicySettings } from "./policy.ts";
import { sectionHeading } from "./stance.ts";

/**
 * The exceptions that a version of the document lists by a policy's settings: under the heading that the policy names, in the
 * section that puts the stance in force before one beside it. None where there is no document or the policy names no heading.
 */
export function listedExceptions(document: PolicyDocument | null, settings: PolicySettings): ExceptionList {
  const { exceptions } = settings.ai;
  if (document === null || exceptions === null) return { heading: null, exceptions: [], problems: [] };
  return readExceptions(document, exceptions, sectionHeading(document, settings));
}
