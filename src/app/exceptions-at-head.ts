import { listedExceptions } from "../core/policy/listed-exceptions.ts";
import { policyPaths } from "../core/policy/own-files.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import type { Policy, PolicySettings } from "../core/policy/policy.ts";
import { catalogue } from "../core/rules/catalogue.ts";
import type { ContributionFacts } from "../core/rules/situation.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import { append } from "../core/text/long-lists.ts";
import type { Repository } from "../ports/repository.ts";
import { documentAt } from "./document-at.ts";

type Listed = ContributionFacts["exceptionsAtHead"];

/**
 * What the contribution's own versions of the policy list: in any file that the policy in force names as its document, and in those that the
 * contribution's own settings name. A document that it moves must not hide what it lists there. The same texts list nothing new.
 */
export async function exceptionsAtHead(tip: string, policy: Policy, repository: Repository): Promise<Listed> {
  if (policy.settings.ai.stance === null) return learned([]);
  const own = await ownSettings(tip, policy, repository);
  if (!own.known) return own;
  const found: { readonly id: string; readonly title: string }[] = [];
  const isSound = policy.problems.every(({ severity }) => severity !== "error");
  for (const settings of own.value === null ? [policy.settings] : [policy.settings, own.value]) {
    for (const path of settings.document) {
      const document = await documentAt(tip, path, repository, isSound ? policy.document : null);
      if (!document.known) return document;
      const isSame = settings === policy.settings && document.value?.source.text === policy.document?.source.text;
      if (document.value !== null && !isSame) append(found, listedExceptions(document.value, settings).exceptions);
    }
  }
  return learned(found.map(({ id, title }) => ({ id, title })));
}

/** The contribution's own settings; null when it leaves them as they are, or has none. */
async function ownSettings(
  tip: string,
  { settings }: Policy,
  repository: Repository,
): Promise<Learned<PolicySettings | null>> {
  for (const name of policyPaths) {
    const file = await repository.readFile(tip, name);
    if (!file.ok) return unknown(file.error.text);
    if (file.value === null) continue;
    const text = new TextDecoder().decode(file.value.bytes);
    if (text === settings.source.text) return learned(null);
    const read = parsePolicy({ name, text }, catalogue);
    const broken = read.problems.some(({ severity }) => severity === "error");
    return broken ? unknown(`the contribution's own ${name} has problems`) : learned(read.settings);
  }
  return learned(null);
}
