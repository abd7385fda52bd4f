import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCharts } from "../../src/adapters/charts/plot.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import { renderAuditHtmlParts } from "../../src/core/report/html/audit-page.ts";
import { auditOf, hostileAudit } from "./audit-sample.ts";

/** Debian's `chromium`, if it is here. Continuous integration can say that it must be. */
const program = process.env["PROVISO_CHROMIUM"] ?? "/usr/bin/chromium";
const isHere = process.env["PROVISO_CHROMIUM"] !== undefined || existsSync(program);

describe.skipIf(!isHere)("in a browser", () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "proviso-page-"));
    const { draw } = createCharts();
    for (const [name, report] of Object.entries({ everything: auditOf(), hostile: hostileAudit() }))
      writeFileSync(
        join(directory, `${name}.html`),
        [...renderAuditHtmlParts(auditValue(report), { draw, version: "0.1.0" })].join(""),
      );
    browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each([
    ["everything", 1200, "light"],
    ["everything", 400, "dark"],
    ["hostile", 1200, "dark"],
    ["hostile", 400, "light"],
  ] as const)(
    "the page with %s, %i pixels wide and %s, fits, asks for nothing and runs nothing",
    async (name, width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("dialog", (dialog) => said.push(dialog.message()));
      page.on("request", (request) => said.push(request.url()));
      const address = pathToFileURL(join(directory, `${name}.html`)).href;
      await page.goto(address);
      expect(said).toEqual([address]);
      // Written as text: this runs in the page, of which the checker of types knows nothing.
      const beyond = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect(beyond).toBe(0);
      expect(await page.evaluate(titlesOutOfSight)).toEqual([]);
      const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(ground).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(19, 24, 30)");
      expect(await page.evaluate(visibleCharts)).toEqual({ large: width > 544, small: width <= 544 });
      expect(await page.evaluate("getComputedStyle(document.querySelector('.chart rect[fill]')).fill")).toMatch(/^rgb/);
      await context.close();
    },
  );

  test("printed, it shows the tables that are folded away, and no list of links", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(directory, "everything.html")).href);
    expect(await page.locator("#table-independence").isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.locator("#table-independence").isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await page.close();
  });
});

/** Tables whose rows lose their titles when scrolled to the end. */
const titlesOutOfSight = `Array.from(document.querySelectorAll(".wide")).flatMap((box) => {
  box.scrollLeft = box.scrollWidth;
  const title = box.querySelector("tbody th");
  const isSeen = title === null || title.getClientRects().length === 0 ||
    title.getBoundingClientRect().left > box.getBoundingClientRect().left - 1;
  return isSeen ? [] : [box.querySelector("caption").textContent];
})`;

/** Which of the two forms of a chart are seen. */
const visibleCharts = `Object.fromEntries(["large", "small"].map((size) =>
  [size, document.querySelector(".chart." + size).getClientRects().length > 0]))`;
