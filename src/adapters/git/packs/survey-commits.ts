import { LeftToGit, leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";
import type { StoredObjects } from "./stored-objects.ts";
import { createGathering, type SurveyBatch } from "./survey-batch.ts";
import { nowhere, type SurveyPlace } from "./survey-board.ts";
import { createSurveyedCommit } from "./surveyed-commit.ts";

/** Objects that are looked at, when nothing is left to go on with, for a commit that nobody has taken. */
const guessesMax = 256;
/** Each guess is this part of all objects behind the last one: so they are spread evenly, however many there will be. */
const guessStep = 0.618_033_988_749_895;

/**
 * Reads commits from a tip on, together with others: each goes along first parents, and takes up what somebody left where these end. Who
 * finds nothing left begins anywhere, at a commit that may turn out to be one that the tip does not reach: in a history that is one line
 * nothing is ever left, and half of it would not be read else before the other half was. It ends when nothing is left anywhere, or when somebody
 * finds that all that the tip reaches was read.
 *
 * @param tip where the commit is that this thread begins with; `nowhere`: another does
 */
export function* surveyCommits(objects: StoredObjects, place: SurveyPlace, tip: number): Generator<SurveyBatch> {
  const gathering = createGathering();
  const follow = createFollower(objects, place, gathering);
  const guess = createGuesser(objects, place, tip === nowhere ? 0.5 : 0);
  let at = tip !== nowhere && place.take(tip) ? tip : nowhere;
  while (!place.isDone()) {
    if (at === nowhere) at = place.resume();
    if (at === nowhere) {
      // Perhaps that was all: who collects it says so.
      if (gathering.commits() > 0) yield gathering.close();
      at = guess();
    }
    if (at === nowhere) {
      if (place.rest()) continue;
      break;
    }
    at = follow(at);
    if (gathering.isFull()) yield gathering.close();
  }
  if (gathering.commits() > 0) yield gathering.close();
}

/** Reads a commit that was taken, and gives the parent to go on with. */
function createFollower(
  objects: StoredObjects,
  place: SurveyPlace,
  gathering: ReturnType<typeof createGathering>,
): (at: number) => number {
  const commit = createSurveyedCommit(gathering.outliner);
  const parentsAt: number[] = [];

  function read(at: number): boolean {
    try {
      const parents = commit.read(objects.readBriefly(at, "commit")) ?? leaveToGit("a commit has an unusual header");
      const ids = commit.ids();
      parentsAt.length = 0;
      for (let parent = 1; parent <= parents; parent += 1) parentsAt.push(objects.find(ids, parent * idLength));
      gathering.add(at, commit, parentsAt);
      return true;
    } catch (error) {
      if (!(error instanceof LeftToGit)) throw error;
      // Perhaps no commit that is asked for leads here.
      gathering.addUnread(at);
      return false;
    }
  }

  return (at) => {
    if (!read(at)) return nowhere;
    let next = nowhere;
    for (const parent of parentsAt) {
      if (!place.take(parent)) continue;
      if (next === nowhere) next = parent;
      else place.leave(parent);
    }
    return next;
  };
}

function createGuesser(objects: StoredObjects, place: SurveyPlace, first: number): () => number {
  let part = first;
  return () => {
    // Where nothing is packed every object has a file of its own, and there are few.
    for (let guesses = 0; objects.packed > 0 && guesses < guessesMax; guesses += 1) {
      part = (part + guessStep) % 1;
      const at = Math.floor(part * objects.packed);
      // One that is stored as what it differs by from another may be a commit, too: it is left to those that lead to it.
      if (place.isFree(at) && objects.isCommit(at) && place.take(at)) return at;
    }
    return nowhere;
  };
}
