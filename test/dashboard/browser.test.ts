import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pagePaths, sessionFor, type World, worldOf } from "./world.ts";

/** Debian's `chromium`, if it is here. Continuous integration can say that it must be. */
const program = process.env["PROVISO_CHROMIUM"] ?? "/usr/bin/chromium";
const isHere = process.env["PROVISO_CHROMIUM"] !== undefined || existsSync(program);

type Served = { readonly world: World; readonly url: string; readonly close: () => void };

/** Serves the pages on this machine, over samples or over hostile records. */
async function serveWorld(foreign: (text: string) => string): Promise<Served> {
  const apps = new Map<string, World>();
  const server = serve({
    fetch: (request) => (apps.get("one") as World).app.fetch(request),
    port: 0,
    hostname: "127.0.0.1",
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = worldOf({ url, foreign });
  apps.set("one", world);
  return { world, url, close: () => server.close() };
}

const hostile = (text: string): string =>
  `${text}"><img src=x onerror="document.title='acted'"><script>document.title='acted'</script>`;

/** Does something that sends a form, and waits for its answer: the page's address can be the same afterwards. */
async function sent(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"), act()]);
}

describe.skipIf(!isHere)("in a browser", () => {
  let browser: Browser;
  let calm: Served;
  let wild: Served;

  beforeAll(async () => {
    calm = await serveWorld((text) => text);
    wild = await serveWorld(hostile);
    browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    calm?.close();
    wild?.close();
  });

  /** A page of somebody who logged in as an operator, and all that it says on its console. */
  async function opened(
    { world, url }: Served,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly said: string[] }> {
    const { cookie } = await sessionFor(world, ["operator"]);
    const context = await browser.newContext(options);
    await context.addCookies([{ name: "proviso-session", value: cookie.slice(cookie.indexOf("=") + 1), url }]);
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    page.on("request", (request) => {
      if (!request.url().startsWith(url)) said.push(request.url());
    });
    return { context, page, said };
  }

  test.each(
    Object.entries(pagePaths).flatMap(([name, path], index) => [
      [name, path, 1280, index % 2 === 0 ? "light" : "dark"] as const,
      [name, path, 400, index % 2 === 0 ? "dark" : "light"] as const,
    ]),
  )(
    "%s (%s), %i pixels wide and %s: fits, everybody can use it, and its console is silent",
    async (_name, path, width, colorScheme) => {
      const { context, page, said } = await opened(calm, { viewport: { width, height: 900 }, colorScheme });
      await page.goto(calm.url + path);
      expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(
        0,
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      const words = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
      expect(words).toEqual([]);
      expect(said).toEqual([]);
      await context.close();
    },
    60_000,
  );

  test("hostile records run nothing and load nothing, on any page", async () => {
    const { context, page, said } = await opened(wild, { viewport: { width: 400, height: 900 } });
    for (const [name, path] of Object.entries(pagePaths)) {
      await page.goto(wild.url + path);
      expect(await page.title(), name).not.toBe("acted");
      expect(await page.evaluate("document.images.length + document.scripts.length"), name).toBe(1);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        name,
      ).toBe(0);
    }
    expect(said).toEqual([]);
    await context.close();
  }, 120_000);

  test("it is used by keyboard alone", async () => {
    const { context, page } = await opened(calm);
    await page.goto(calm.url);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.keyboard.press("/");
    expect(await page.evaluate("document.activeElement.id")).toBe("q");
    await page.keyboard.type("sign-off-present");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=sign-off-present$/);
    expect(await page.locator("#judgements-found").isVisible()).toBe(true);
    await context.close();
  }, 60_000);

  test("without JavaScript a maintainer filters, reads, and has a contribution judged again", async () => {
    const { context, page } = await opened(calm, { javaScriptEnabled: false });
    await page.goto(`${calm.url}/contributions`);
    await page.selectOption("select[name=conclusion]", "undecided");
    await page.click("form.filter button");
    await page.waitForURL(/conclusion=undecided/);
    expect(await page.locator("select[name=conclusion]").inputValue()).toBe("undecided");
    await page.click("tbody a");
    await page.waitForURL(/\/-\/contributions\/412$/);
    await sent(page, () => page.click("text=Judge again"));
    await page.waitForURL(/\/-\/contributions\/412$/);
    expect(calm.world.done.judged).toHaveLength(1);
    expect(calm.world.done.log).toMatchObject([{ actor: "person:lin", action: "judge-asked" }]);
    await context.close();
  }, 60_000);

  test.each([
    ["exception", "Measure now", "measured"],
    ["request", "Read it again", "read"],
  ] as const)(
    "on the page %s, %j is pressed by keyboard alone, without JavaScript",
    async (name, words, done) => {
      const { context, page } = await opened(calm, { javaScriptEnabled: false });
      await page.goto(calm.url + pagePaths[name]);
      const button = page.getByRole("button", { name: words });
      for (let steps = 0; steps < 100; steps += 1) {
        await page.keyboard.press("Tab");
        if (await button.evaluate((one) => one === one.ownerDocument.activeElement)) break;
      }
      const before = calm.world.done[done].length;
      await sent(page, () => page.keyboard.press("Enter"));
      await page.waitForURL(calm.url + pagePaths[name]);
      expect(calm.world.done[done]).toHaveLength(before + 1);
      await context.close();
    },
    60_000,
  );

  test("with it, a choice is sent at once, and words can be copied", async () => {
    const { context, page, said } = await opened(calm, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(`${calm.url}/contributions`);
    await page.selectOption("select[name=conclusion]", "fail");
    await page.waitForURL(/conclusion=fail/);
    await page.goto(calm.url + pagePaths["contribution"]);
    await page.click("text=Copy");
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^@lin, .*could you look at #412/);
    expect(said).toEqual([]);
    await context.close();
  }, 60_000);

  test("printed, it is the contents and no controls", async () => {
    const { context, page } = await opened(calm);
    await page.goto(calm.url + pagePaths["audit"]);
    await page.emulateMedia({ media: "print" });
    for (const selector of ["header.top", ".forms >> nth=0", "nav.contents"])
      expect(await page.locator(selector).isVisible(), selector).toBe(false);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await context.close();
  }, 60_000);
});
