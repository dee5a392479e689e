import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '@deskbeat/testing';
import { operator } from '@deskbeat/tools';

/** Skips by name what needs a browser, where there is none. */
export const hasChromium = findChromium() !== undefined;

export const laptop: BrowserContextOptions = { viewport: { width: 1366, height: 768 }, locale: 'en-GB' };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'en-GB', hasTouch: true };

export interface Visitor {
  page: Page;
  /** What the page complained of. */
  complaints: string[];
}

/** One browser for a file of tests; every visitor has a profile of their own. */
export class Visitors {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async at(url: string): Promise<Visitors> {
    const options = { executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] };
    return new Visitors(await chromium.launch(options), url);
  }

  /** Somebody of the directory opens the console. */
  enter({ id, name }: { id: string; name: string }, path = '/', options = laptop): Promise<Visitor> {
    const who = JSON.stringify(JSON.stringify({ id, name }));
    return this.visit(
      path,
      { ...options, extraHTTPHeaders: operator() },
      `localStorage.setItem('deskbeat-working-as', ${who})`,
    );
  }

  /** Somebody who is not known opens the console. */
  async visit(path = '/', options = laptop, before = ''): Promise<Visitor> {
    const context = await this.browser.newContext({ baseURL: this.url, ...options });
    context.setDefaultTimeout(45_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    await page.addInitScript({ content: before });
    await page.goto(path);
    return { page, complaints };
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
