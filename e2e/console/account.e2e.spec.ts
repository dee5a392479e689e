import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { freePort } from '@deskbeat/testing';
import { codeOf } from '../authenticator.js';
import { openDesk, type Desk } from '../harness.js';
import { address, letIn, password, signIn } from './accounts.js';
import { hasChromium, laptop, Visitors, type Visitor } from './browser.js';

const patience = 150_000;

(hasChromium ? describe : describe.skip)('one’s own account, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  beforeAll(async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    desk = await openDesk({ PUBLIC_URL: url }, port);
    visitors = await Visitors.at(url);
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  /** The field of the form that goes on with it; to change the password there is another one. */
  const present = (page: Page) =>
    page
      .locator('form')
      .filter({ has: page.getByRole('button', { name: 'Go on' }) })
      .getByRole('textbox', { name: 'Present password' });

  /** Shows the app that belongs to the picture a code of it, and keeps the recovery codes. */
  async function enrol({ page }: Visitor): Promise<string> {
    await present(page).fill(password);
    await page.getByRole('button', { name: 'Go on' }).click();
    const secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '');
    await page.getByLabel('Six digits').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    return secret;
  }

  it(
    'a second factor is set up, asked for at the next sign-in, and other devices are signed out from here',
    async () => {
      await letIn(desk, 'ina', 'Ina', 'agent');
      const here = await visitors.visit('/account');
      await signIn(here.page, 'ina');
      await here.page.getByRole('button', { name: 'Set it up' }).click();
      await present(here.page).fill('wrong');
      await here.page.getByRole('button', { name: 'Go on' }).click();
      await here.page.getByText('is not the present password').waitFor();
      const secret = await enrol(here);
      await here.page.getByText('10 recovery codes are left').waitFor();
      const there = await visitors.visit('/account', { ...laptop, locale: 'zh-CN' });
      await there.page.getByLabel('邮箱').fill(address('ina'));
      await there.page.getByRole('textbox', { name: '密码' }).fill(password);
      await there.page.keyboard.press('Enter');
      await there.page.getByLabel('两步验证码').fill(codeOf(secret, 1));
      await there.page.keyboard.press('Enter');
      await there.page.getByRole('heading', { name: '两步验证' }).waitFor();
      await here.page.reload();
      await here.page.getByRole('button', { name: 'Sign out Chrome · Linux' }).click();
      await here.page.getByText('Signed out there').waitFor();
      await there.page.reload();
      await there.page.getByLabel('邮箱').waitFor();
      expect(here.complaints.filter((one) => !one.includes('40'))).toEqual([]);
    },
    patience,
  );

  it(
    'a passkey is added and named, signs in without a password, and is removed',
    async () => {
      await letIn(desk, 'pia', 'Pia', 'agent');
      const { page, complaints } = await visitors.visit('/account');
      const devices = await page.context().newCDPSession(page);
      await devices.send('WebAuthn.enable');
      const options = {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      } as const;
      await devices.send('WebAuthn.addVirtualAuthenticator', { options });
      await signIn(page, 'pia');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await present(page).fill(password);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByLabel('What do you call this device?').fill('Test laptop');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByText('Test laptop', { exact: true }).waitFor();
      await page.getByLabel('Account of Pia').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await page.getByLabel('Account of Pia').waitFor();
      await page.goto('/account');
      await page.getByRole('button', { name: 'Remove Test laptop' }).click();
      await page.getByText('Test laptop signs you in no more').waitFor();
      expect(complaints.filter((one) => !one.includes('401'))).toEqual([]);
    },
    patience,
  );

  it(
    'whose role needs a second factor sets it up before anything else',
    async () => {
      await letIn(desk, 'mo', 'Mo', 'manager');
      const rules = await desk.api.put<{ version: number }>('/sign-in-rules', { secondFactorFor: ['manager'] });
      const visitor = await visitors.visit('/board');
      await signIn(visitor.page, 'mo');
      await visitor.page.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
      await enrol(visitor);
      await visitor.page.getByRole('heading', { name: 'Board' }).waitFor();
      await desk.api.put('/sign-in-rules', { secondFactorFor: [] }, { ifMatch: rules.body.version });
    },
    patience,
  );
});
