import { type DecidedCondition, decidedConditions } from "../process/request-conditions.ts";
import type { ReadRequest } from "../process/request-read.ts";
import { columnsOf, fold } from "./layout.ts";
import { type Looks, painter, type Tone } from "./paint.ts";
import { shown } from "./words.ts";

/** Code points of a condition before what decides it; a longer one stands on a line of its own. */
const conditionColumnsMax = 40;

/** How each condition of the entry proposed will be decided; nothing where no entry is proposed. */
export function renderDecisions(
  { entry }: Pick<ReadRequest, "entry">,
  { colour, width }: Pick<Looks, "colour" | "width">,
): string {
  if (entry === null) return "";
  const conditions = decidedConditions(entry);
  const texts = conditions.map(({ text }) => shown(text));
  const widest = texts.reduce((most, text) => Math.max(most, Math.min(conditionColumnsMax, columnsOf(text))), 0);
  const paint = painter(colour, null);
  const lines = conditions.flatMap((condition, index) => {
    const text = texts[index] ?? "";
    const isLong = columnsOf(text) > widest;
    const label = `  ${isLong ? "" : text}${" ".repeat(widest - (isLong ? 0 : columnsOf(text)))}  `;
    const what = `${condition.how.padEnd(hows.length)}  ${condition.by}`;
    const [first, ...more] = fold(label, what, indentFor(widest, width), width);
    const painted = first.replace(condition.how, (how) => paint.tone(tones[condition.how], how));
    return [...(isLong ? [`  ${text}`] : []), painted, ...more];
  });
  return `${["how each condition will be decided:", ...lines].join("\n")}\n`;
}

/** Below what decides, or, where a narrow terminal leaves it no room there, below the condition. */
const indentFor = (widest: number, width: number | null): string =>
  " ".repeat(width !== null && width < widest + hows.length + byColumnsMin ? 6 : widest + hows.length + 6);

const hows = "by evidence";
const byColumnsMin = 40;

const tones: { readonly [How in DecidedCondition["how"]]: Tone } = {
  exactly: "good",
  "by evidence": "good",
  "by people": "undecided",
};
