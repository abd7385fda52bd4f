import type { Report } from "../../core/evaluate/verdict.ts";
import { counted } from "../../core/report/layout.ts";
import { shortId } from "../../core/report/report-entries.ts";
import { statusOf } from "../exit-status.ts";
import { writeError } from "../failure.ts";

/** Sets the exit status, and says what keeps the whole from passing that no finding of a commit says. */
export function conclude({ conclusion, reasons, commits }: Report): void {
  for (const reason of reasons) writeError(reason);
  const [first, ...more] = commits.filter(({ damage }) => damage !== null);
  if (first !== undefined) {
    const others = more.length === 0 ? "" : ` (and ${counted(more.length, "more commit")})`;
    writeError(
      `commit ${shortId(first.commit.id)}${others} cannot be read whole, so nothing in it is judged or repaired: ${first.damage}`,
    );
  }
  process.exitCode = statusOf(conclusion, false);
}
