import { chromium, type Browser, type Page } from 'playwright-core';
import { operator } from '../../command/operator.js';

/** A browser in which somebody of the directory looks at the console. */
export class Visitor {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly who: string,
  ) {}

  static async come(executablePath: string, url: string, person: { id: string; name: string }): Promise<Visitor> {
    const args = ['--no-sandbox', '--disable-dev-shm-usage', '--enable-precise-memory-info'];
    const browser = await chromium.launch({ executablePath, args });
    return new Visitor(browser, url, JSON.stringify(JSON.stringify(person)));
  }

  /** A page with nothing in its cache. */
  async page(): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: 1366, height: 768 },
      locale: 'en-GB',
      extraHTTPHeaders: operator(),
    });
    const page = await context.newPage();
    await page.addInitScript({ content: `localStorage.setItem('deskbeat-working-as', ${this.who})` });
    return page;
  }

  leave(): Promise<void> {
    return this.browser.close();
  }
}

/** JavaScript of the page that answers the instant, by `performance.now()`, in which something is there. */
export const whenThere = (selector: string): string => `new Promise((resolve) => {
  const look = () => document.querySelector(${JSON.stringify(selector)}) ? resolve(performance.now()) : undefined;
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  look();
})`;

/** The same for a text, by `Date.now()`: the clock that the process that changes something has as well. */
export const whenSaid = (text: string): string => `new Promise((resolve) => {
  const look = () => document.body.textContent.includes(${JSON.stringify(text)}) ? resolve(Date.now()) : undefined;
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  look();
})`;
