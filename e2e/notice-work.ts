import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { NoticeList, TemplateList, TicketView } from '@deskbeat/contracts';
import type { Call } from './customer-work.js';

/** What administrators and agents do about notices. */
export async function workOnNotices(call: Call): Promise<void> {
  const template = { cause: 'assigned', language: 'en' };
  const body = { title: '{{ ticket.number }} for you', body: '{{ reason }}' };
  await call('PUT', '/templates/{cause}/{language}', { ...template, ifMatch: 1, body });
  await call('POST', '/templates/{cause}/{language}/preview', { ...template, body: {} });
  await call('GET', '/templates/{cause}/{language}/versions', template);
  await call('DELETE', '/templates/{cause}/{language}', template);
  expect((await call<TemplateList>('GET', '/templates')).items.length).toBeGreaterThan(10);
  const id = 'ana';
  const quiet = { from: '22:00', to: '06:00' };
  const preferences = { language: 'en', timeZone: 'Europe/Berlin', digest: 'hourly', quiet, wishes: [] };
  await call('PUT', '/people/{id}/preferences', { id, body: preferences });
  await call('GET', '/people/{id}/preferences', { id });
  await keepAWebhook(call);
  await leaveAnAddressAlone(call);
}

async function keepAWebhook(call: Call): Promise<void> {
  const id = 'hook';
  // The discard port: nobody listens.
  await call('PUT', '/webhooks/{id}', { id, body: { url: 'http://127.0.0.1:9/', events: ['ticket.opened'] } });
  await call('POST', '/webhooks/{id}/test', { id, body: {} });
  await call('GET', '/webhooks');
  await eventually(async () => {
    const { items } = await call<NoticeList>('GET', '/webhooks/{id}/deliveries', { id });
    expect(items[0]).toMatchObject({ attempts: 1 });
  });
  await call('DELETE', '/webhooks/{id}', { id });
}

async function leaveAnAddressAlone(call: Call): Promise<void> {
  const address = 'robot@shop.example.test';
  await call('PUT', '/suppressed-addresses/{address}', { address, body: { reason: 'It answers by itself.' } });
  await call('GET', '/suppressed-addresses');
  const report = { subject: 'Out of office', channel: 'email', customer: { email: address } };
  const { id } = await call<TicketView>('POST', '/tickets', { body: report });
  const given = await eventually(async () => {
    const { items } = await call<NoticeList>('GET', '/tickets/{id}/notices', { id });
    const notice = items.find(({ channel }) => channel === 'email');
    expect(notice).toMatchObject({ state: 'failed', lastError: 'not sent: It answers by itself.' });
    return notice!;
  });
  await call('DELETE', '/suppressed-addresses/{address}', { address });
  await call('POST', '/notices/{id}/retry', { id: given.id, body: {} });
}
