import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { MadeLink } from '@deskbeat/contracts';
import type { Desk } from '../harness.js';

export const password = 'violet kettle maps';
export const address = (id: string): string => `${id}@desk.example.test`;

/** Lets somebody in, with a password that they chose by a link. */
export async function letIn({ api, system }: Desk, id: string, name: string, role: string): Promise<void> {
  expect((await api.put(`/accounts/${id}`, { email: address(id), name, role })).status).toBe(200);
  const { url } = (await api.post<MadeLink>(`/accounts/${id}/links`, { by: 'hand' })).body;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ password });
  const answer = await fetch(system.gatewayUrl + new URL(url!).pathname, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

/** In English, at the entrance. */
export async function signIn(page: Page, id: string, code?: string): Promise<void> {
  await page.getByLabel('E-mail').fill(address(id));
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  if (code === undefined) return;
  await page.getByLabel('Code of your second factor').fill(code);
  await page.keyboard.press('Enter');
}
