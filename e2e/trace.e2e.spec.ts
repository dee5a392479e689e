import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import { operator, staff, System } from '@deskbeat/tools';
import { team } from './harness.js';

interface Resource {
  resource: { attributes: { key: string; value: { stringValue?: string } }[] };
  scopeSpans: { spans: { traceId: string; name: string }[] }[];
}

let system: System;
let collector: Server;
/** `<service> <span>` of each trace. */
const spans = new Map<string, Set<string>>();

function take({ resource, scopeSpans }: Resource): void {
  const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
  for (const { traceId, name } of scopeSpans.flatMap((scope) => scope.spans)) {
    spans.set(traceId, (spans.get(traceId) ?? new Set()).add(`${service} ${name}`));
  }
}

/** What an OpenTelemetry collector is to the services: it takes spans as JSON over HTTP. */
const startCollector = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as { resourceSpans: Resource[] };
      resourceSpans.forEach(take);
      response.end('{}');
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

beforeAll(async () => {
  collector = await startCollector();
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  system = await System.start({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' } });
  await staff(system.natsUrl, team);
}, 90_000);
afterAll(async () => {
  await system?.stop();
  collector?.closeAllConnections();
  collector?.close();
}, 20_000);

it('one trace follows a ticket from the request through every service, its spans named like the subjects', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const answer = await fetch(`${system.gatewayUrl}/api/v1/tickets`, {
    method: 'POST',
    headers: { ...operator(), 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ subject: 'No light', channel: 'web', customer: { email: 'mira@contoso.example' } }),
  });
  expect(answer.status).toBe(201);
  await eventually(
    () =>
      expect([...(spans.get(traceId) ?? [])]).toEqual(
        expect.arrayContaining([
          'gateway rpc.intake.open-ticket.v1',
          'intake rpc.intake.open-ticket.v1',
          'assignment evt.ticket.opened.v1',
          'sla evt.ticket.opened.v1',
          'analytics evt.ticket.opened.v1',
          'intake evt.assignment.decided.v1',
          'intake evt.clock.started.v1',
          'notifications evt.assignment.decided.v1',
          'intake evt.notice.delivered.v1',
        ]),
      ),
    { timeout: 20_000 },
  );
}, 40_000);
