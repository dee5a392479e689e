import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { Desk } from './harness.js';

/** The path of the newest link to their tickets that was sent to a customer. */
export const portalLinkTo = ({ mailbox }: Desk, email: string): Promise<string> =>
  eventually(() => {
    const paths = mailbox.to(email).flatMap(({ text }) => /\/portal\/enter\/[\w-]{43}/.exec(text) ?? []);
    expect(paths.length).toBeGreaterThan(0);
    return paths.at(-1)!;
  });

/** A customer asks for a link, comes in by it and looks at their tickets. */
export async function comeAsCustomer(desk: Desk, email: string, used: Set<string>): Promise<void> {
  const { url } = desk.api;
  const send = (method: string, path: string, body?: object, cookie = ''): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
  for (const operation of ['POST /customer-links', 'GET /portal/enter/{token}', 'POST /portal/enter/{token}'])
    used.add(operation);
  expect((await send('POST', '/api/v1/customer-links', { email })).status).toBe(202);
  const path = await portalLinkTo(desk, email);
  expect(await (await send('GET', path)).json()).toMatchObject({ email });
  const entered = await send('POST', path, {});
  expect(entered.status).toBe(200);
  const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
  const tickets = (await (await send('GET', '/api/v1/tickets', undefined, cookie)).json()) as { items: object[] };
  expect(tickets.items.length).toBeGreaterThan(0);
  expect((await send('GET', '/api/v1/people', undefined, cookie)).status).toBe(403);
  expect((await send('GET', '/portal', undefined, cookie)).status).toBe(200);
}
