import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MadeSite, madeSite } from "./made.ts";

/** Debian's `chromium`, if it is here. Continuous integration can say that it must be. */
const program = process.env["PROVISO_CHROMIUM"] ?? "/usr/bin/chromium";
const isHere = process.env["PROVISO_CHROMIUM"] !== undefined || existsSync(program);

/** One page of each kind, for what takes a second or more a page. */
const kinds = [
  "index.html",
  "tour.html",
  "policy.html",
  "comparison.html",
  "versioning.html",
  "rules/ai-second-opinion.html",
  "profiles/index.html",
  "decisions/index.html",
  "search.html?q=second+opinion",
];

describe.skipIf(!isHere)("in a browser", () => {
  let browser: Browser;
  let site: MadeSite;

  beforeAll(async () => {
    site = await madeSite();
    browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.remove();
  });

  /** A page read from the disk, without a server, and all that its console says. */
  async function opened(
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly said: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => {
      if (!/^(?:file|data):/.test(request.url())) said.push(request.url());
    });
    return { context, page, said };
  }
  const addressOf = (path: string): string => {
    const [file = "", query] = path.split("?");
    return pathToFileURL(join(site.folder, file)).href + (query === undefined ? "" : `?${query}`);
  };

  test.each(
    kinds.flatMap((path, index) => [
      [path, 1280, index % 2 === 0 ? "light" : "dark"] as const,
      [path, 400, index % 2 === 0 ? "dark" : "light"] as const,
    ]),
  )("%s, %i pixels wide and %s: everybody can use it", async (path, width, colorScheme) => {
    const { context, page, said } = await opened({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(addressOf(path));
    expect(said).toEqual([]);
    // axe asks for the style sheet again, which a browser grants to no page from a disk, and says so on the console.
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
    await context.close();
  });

  test("every page fits into 400 pixels and into 1280, and its console is silent", async () => {
    const { context, page, said } = await opened();
    const wide: string[] = [];
    for (const path of site.pages) {
      await page.goto(addressOf(path));
      for (const width of [400, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over !== 0) wide.push(`${path}: ${String(over)} over ${width}`);
      }
    }
    expect(wide).toEqual([]);
    expect(said).toEqual([]);
    await context.close();
  }, 600_000);

  test("the search finds, as somebody types, and says when it does not", async () => {
    const { context, page, said } = await opened();
    await page.goto(addressOf("tour.html"));
    await page.fill("#q", "sign-off-independent");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?q=sign-off-independent$/);
    expect(await page.locator(".found a").first().textContent()).toBe("sign-off-independent");
    await page.fill("#q", "<img src=x onerror=alert(1)> zzzzz");
    expect(await page.locator("[role=status]").textContent()).toBe("Nothing found.");
    await page.fill("#q", "backup restore");
    await page.locator(".found a").first().click();
    await page.waitForURL(/service\.html#backup-and-restore$/);
    expect(said).toEqual([]);
    await context.close();
  });

  test("without JavaScript every page reads the same, and the search says where to look", async () => {
    const { context, page } = await opened({ javaScriptEnabled: false });
    await page.goto(addressOf("search.html"));
    expect(await page.textContent("main")).toContain("Without JavaScript the contents have every page");
    await page.click("#contents summary >> text=Reference");
    await page.click("#contents a >> text=Commands and options");
    expect(await page.textContent("h1")).toBe("Commands and options");
    await context.close();
  });
});
