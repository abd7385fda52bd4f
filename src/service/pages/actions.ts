import { contributionPath, exceptionPath, requestPath } from "../../dashboard/links.ts";
import { problemPage } from "../../dashboard/problem-page.ts";
import { answer, type Call, type Handler, notFound, pathPart, readerOf } from "./call.ts";

/** Who did it, for the log. */
export const actorOf = ({ session }: Call): string => (session === null ? "nobody" : `person:${session.person}`);

/** Has a contribution judged again. It changes no verdict but by the policy and the facts of now. */
export const judgeAgain: Handler = async (call) => {
  const [key, number] = [pathPart(call, "key"), pathPart(call, "number")];
  if (!/^\d{1,15}$/.test(number)) return notFound(call);
  const { ports, context } = call;
  const known = await ports.reader.contribution(key, Number(number), readerOf(call));
  if (known === null) return notFound(call);
  await ports.judgeAgain(key, known.number);
  await ports.store.appendLog([
    { at: ports.now(), actor: actorOf(call), action: "judge-asked", subject: `${key}#${known.number}` },
  ]);
  return context.redirect(contributionPath(key, known.number), 303);
};

/** Has measured what of an exception is alive; with it that of the others of the repository, as they have their commits of one audit. */
export const measureExposure: Handler = async (call) => {
  const [key, exception] = [pathPart(call, "key"), pathPart(call, "exception")];
  const { ports, context } = call;
  const register = await ports.reader.register(key, readerOf(call));
  if (register === null) return notFound(call);
  await ports.measureExposure(key);
  await ports.store.appendLog([{ at: ports.now(), actor: actorOf(call), action: "measure-asked", subject: key }]);
  return context.redirect(exceptionPath(key, exception), 303);
};

/** Has the discussion of a request read again. */
export const readRequest: Handler = async (call) => {
  const [key, reference] = [pathPart(call, "key"), pathPart(call, "reference")];
  const { ports, context } = call;
  const known = await ports.reader.request(key, reference, readerOf(call));
  if (known === null) return notFound(call);
  await ports.readRequest(key, reference);
  const subject = `${key} ${reference}`;
  await ports.store.appendLog([{ at: ports.now(), actor: actorOf(call), action: "read-asked", subject }]);
  return context.redirect(requestPath(key, reference), 303);
};

/** Has a job tried again that was given up. */
export const reviveJob: Handler = async (call) => {
  const { ports, context, form } = call;
  const { job } = form;
  const revived = typeof job === "string" && job !== "" && (await ports.queue.revive(job));
  if (!revived)
    return answer(
      call,
      problemPage("No such job", "It is not among those that were given up; perhaps it is tried again already."),
      404,
    );
  await ports.store.appendLog([{ at: ports.now(), actor: actorOf(call), action: "job-revived", subject: job }]);
  return context.redirect("/operation", 303);
};
