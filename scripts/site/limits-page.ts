import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A named limit of the source: what it counts, in the words of its own comment, and its value. */
type Limit = { readonly file: string; readonly about: string; readonly value: string };

const declared = /^\/\*\* (.+) \*\/\n((?:(?:export )?const \w+Max\b.*;\n)+)/gm;
const assigned = /const (\w+Max)(?:: number)? = ([\d_ <*+()]+);/g;

/** Folders by what they do, in the order of the page. */
const areas: readonly (readonly [folder: string, title: string])[] = [
  ["core", "What is read and judged"],
  ["app", "What one question may ask for"],
  ["adapters", "Git, mails, forges, databases, the sandbox"],
  ["cli", "The command line"],
  ["dashboard", "Pages"],
  ["service", "The service"],
];

/** Every limit that has a name ending in `Max` and a comment that says what it counts. */
export function limitsPage(root: string): string {
  const limits = limitsOf(root);
  const sections = areas.flatMap(([folder, title]) => {
    const own = limits.filter(({ file }) => file.startsWith(`src/${folder}/`));
    if (own.length === 0) return [];
    const rows = own.map(({ about, value, file }) => `| ${about} | ${value} | \`${file.replace("src/", "")}\` |`);
    return [`## ${title}`, ["| What | At most | Where |", "|---|---|---|", ...rows].join("\n")];
  });
  return [
    "# Every limit",
    `${limits.length} limits, made from the source. Some bound what is read, some what is kept or shown. Where a verdict depends on one that is reached, it is *undecided*, with the reason ([the security model](../security.md)).`,
    ...sections,
  ].join("\n\n");
}

function limitsOf(root: string): readonly Limit[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  return files.sort().flatMap((path) => {
    const text = readFileSync(join(root, "src", path), "utf8");
    return [...text.matchAll(declared)].flatMap(([, about = "", lines = ""]) => {
      const values = [...lines.matchAll(assigned)].map(([, name = "", value = ""]) => [name, worked(value)] as const);
      const shown =
        values.length === 1 ? (values[0]?.[1] ?? "") : values.map(([name, value]) => `\`${name}\` ${value}`).join(", ");
      return values.length === 0
        ? []
        : [{ file: `src/${path}`, about: about.replaceAll(/[|<\\]/g, "\\$&"), value: shown }];
    });
  });
}

/** The value of `4 << 20` or `30 * 60_000`, with commas; sums and products of numbers are all that limits are made of. */
function worked(expression: string): string {
  const factors = expression.replaceAll("_", "").split("*");
  const number = (text: string): number => {
    const [base = 0, shift] = text.split("<<").map(Number);
    return shift === undefined ? base : base * 2 ** shift;
  };
  const value = factors.reduce((product, factor) => product * number(factor), 1);
  return Number.isFinite(value) ? value.toLocaleString("en-US") : `\`${expression.trim()}\``;
}
