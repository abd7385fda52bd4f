import { artefacts, changeKinds, needs } from "../core/document/document.ts";
import {
  createRequest,
  type ExceptionRequest,
  type RequestedField,
  type RequestedFieldName,
  requestedFieldNames,
  sectionNames,
} from "../core/process/request.ts";
import { byKind } from "../core/process/request-conditions.ts";
import { fieldComplaint } from "../core/process/request-field.ts";
import { fieldQuestions, sectionForms } from "../core/process/request-form.ts";

/** A question whose answer is text. `refuse` says in a sentence why an answer will not do, or nothing. */
export type TextQuestion = {
  readonly message: string;
  readonly initial: string;
  readonly refuse: (answer: string) => string | undefined;
};

export type Choice = { readonly value: string; readonly label: string; readonly hint: string };

/** Whoever puts questions to somebody. Null: the person wants to stop. */
export type Asker = {
  line(question: TextQuestion): Promise<string | null>;
  /** May have several lines. */
  prose(question: TextQuestion): Promise<string | null>;
  one(message: string, choices: readonly Choice[]): Promise<string | null>;
  several(message: string, choices: readonly Choice[], chosen: readonly string[]): Promise<readonly string[] | null>;
};

export type Asking = {
  readonly asker: Asker;
  /** Told after every answer, so that none is lost. */
  readonly keep: (request: ExceptionRequest) => Promise<void>;
  /** Why an id will not do, if it will not. */
  readonly refuseId: (id: string) => string | undefined;
};

/** Asks for all that a request does not say yet. Null: somebody stopped; what was answered has been kept. */
export async function askRequest(begun: ExceptionRequest, asking: Asking): Promise<ExceptionRequest | null> {
  let request = begun;
  const learn = async (answers: Partial<ExceptionRequest>): Promise<void> => {
    request = createRequest({ ...request, ...answers });
    await asking.keep(request);
  };
  const { asker, refuseId } = asking;
  if (request.id === "") {
    const id = await asker.line({ message: `Id: ${fieldQuestions.Exception}`, initial: "", refuse: refuseId });
    if (id === null) return null;
    await learn({ id });
  }
  if (request.title === "") {
    const message = "Title: what the document is to call it";
    const title = await asker.line({ message, initial: "", refuse: needed });
    if (title === null) return null;
    await learn({ title });
  }
  for (const name of sectionNames) {
    if (request[name] !== "") continue;
    const { title, question } = sectionForms[name];
    const text = await asker.prose({ message: `${title}: ${question}`, initial: "", refuse: needed });
    if (text === null) return null;
    await learn({ [name]: text });
  }
  const chosen = await chooseFields(request, asker);
  if (chosen === null) return null;
  await learn({ fields: request.fields.filter(({ name }) => chosen.includes(name)) });
  for (const name of requestedFieldNames) {
    if (!chosen.includes(name) || request.fields.some((field) => field.name === name)) continue;
    const fields = await askField(name, asker);
    if (fields === null) return null;
    await learn({ fields: [...request.fields, ...fields] });
  }
  return request;
}

const needed = (answer: string): string | undefined => (answer.trim() === "" ? "a request needs it" : undefined);

function chooseFields({ fields }: ExceptionRequest, asker: Asker): Promise<readonly string[] | null> {
  const choices = requestedFieldNames.map((name) => ({ value: name, label: name, hint: fieldQuestions[name] }));
  const given = requestedFieldNames.filter((name) => fields.some((field) => field.name === name));
  return asker.several("Which conditions is the entry to have? All of them must hold.", choices, given);
}

/** Fields whose value is words of a list, with what is asked of them. No path is ever of the class `message`. */
const worded: {
  readonly [Name in RequestedFieldName]?: { readonly question: string; readonly choices: readonly Choice[] };
} = {
  Covers: {
    question: "what every touched path is one of",
    choices: artefacts.filter((value) => value !== "message").map((value) => ({ value, label: value, hint: "" })),
  },
  Change: {
    question: "what a commit is; any of these suffices",
    choices: changeKinds.map((value) => ({ value, label: value, hint: `${byKind[value].how}: ${byKind[value].by}` })),
  },
  Needs: {
    question: "what a commit must have besides",
    choices: needs.map((value) => ({ value, label: value, hint: "" })),
  },
};

async function askField(name: RequestedFieldName, asker: Asker): Promise<readonly RequestedField[] | null> {
  const words = worded[name];
  if (words !== undefined) {
    const chosen = await asker.several(`${name}: ${words.question}`, words.choices, []);
    return chosen === null ? null : [{ name, value: chosen.join(", ") }];
  }
  const message = `${name}: ${fieldQuestions[name]}`;
  const refuse = (answer: string): string | undefined => {
    const values = answer.split("\n").filter((line) => line.trim() !== "");
    const complaints = values.map((value) => fieldComplaint({ name, value }));
    return needed(answer) ?? complaints.find((complaint) => complaint !== null) ?? undefined;
  };
  if (name !== "Judgement") {
    const value = await asker.line({ message, initial: "", refuse });
    return value === null ? null : [{ name, value }];
  }
  const lines = await asker.prose({ message: `${message}; one a line`, initial: "", refuse });
  return lines === null ? null : lines.split("\n").map((value) => ({ name, value }));
}
