/**
 * Answers to questions that a check of a few commits never asks. They stand behind one import, so that their code is read when the first is
 * asked: reading all of it took a tenth of what a hook takes.
 */
export { commitPatches } from "./applied-patches.ts";
export { patchOf } from "./file-patch.ts";
export { fileVersions } from "./file-versions.ts";
export { readGraph } from "./graph.ts";
export { findHooks } from "./hook-place.ts";
export { identity } from "./identity.ts";
export { listFiles } from "./list-files.ts";
export { commitMails } from "./mailed-patches.ts";
export { readMessageRules } from "./message-rules.ts";
export { objectDirectories } from "./object-directories.ts";
export { packTree } from "./pack-tree.ts";
export { streamHistory } from "./packs/stream-history.ts";
export { surveyHistory } from "./packs/survey-history.ts";
export { readPending } from "./pending.ts";
export { rehearseReverts } from "./revert-rehearsal.ts";
export { createRewriter } from "./rewriter.ts";
export { changedLines, compareChanges } from "./same-change.ts";
export { tagSignature } from "./tag-signature.ts";
export { traceHistory } from "./trace-history.ts";
