import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  allRequests,
  allSignals,
  erasePerson,
  OpenTicket,
  placeHold,
  validated,
  type PayloadClass,
} from '@deskbeat/contracts';
import type { FastifyInstance } from 'fastify';
import { examples } from '../src/docs/examples.js';
import { Schemas } from '../src/docs/schema.js';
import { startGateway, type Edge } from './start-gateway.js';

interface Operation {
  description: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { examples?: unknown[] } }> };
  responses: Record<string, unknown>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let edge: Edge;
let document: Document;
beforeAll(async () => {
  edge = await startGateway();
  document = (await (await fetch(`${edge.url}/api/openapi.json`)).json()) as Document;
});
afterAll(() => edge.stop());

const bodies = (): [string, { examples?: unknown[] }][] =>
  Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ description, requestBody }) =>
      requestBody?.content['application/json']
        ? [[description.replaceAll('`', ''), requestBody.content['application/json'].schema]]
        : [],
    );

function validator(schema: object) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile({ ...schema, components: document.components });
}

it('every route of the API is described, with its problems', () => {
  const server = edge.service.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), url: path.replace(/\{(\w+)\}/g, ':$1') })),
  );
  for (const operation of operations) expect(server.hasRoute(operation as never)).toBe(true);
  const printed = server.printRoutes({ commonPrefix: false, includeHooks: false });
  const served = printed.match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g)!.length;
  expect({ openapi: document.openapi, operations: operations.length }).toEqual({
    openapi: '3.1.0',
    operations: served - unlisted,
  });
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) expect(operation.responses).toHaveProperty('default');
  }
});

/** The console (2), health (2), metrics, openapi.json, docs, start.js and the page's files; pages of customers (7). */
const unlisted = 16;

it('every reference resolves', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
  expect(references.length).toBeGreaterThan(20);
  for (const ref of references) expect(document.components.schemas).toHaveProperty(ref.split('/').at(-1)!);
});

it('every body has an example, and no field that stands elsewhere', () => {
  for (const [subject, schema] of bodies()) expect([subject, schema.examples]).toEqual([subject, [expect.anything()]]);
  const subjects = new Set(bodies().map(([subject]) => subject));
  expect(Object.keys(examples).filter((subject) => !subjects.has(subject))).toEqual([]);
  expect(JSON.stringify(bodies())).not.toMatch(/"(ticketId|seenVersion)"/);
});

it('an example is acceptable to its schema and to the validators of its contract', () => {
  for (const [subject, schema] of bodies()) {
    const example = schema.examples![0] as object;
    expect({ subject, errors: validator(schema)(example) || 'refused' }).toEqual({ subject, errors: true });
    // A body that is not the contract's payload is what the gateway makes that of.
    if (!Object.hasOwn(examples, subject)) continue;
    const { payload } = [...allRequests(), ...allSignals()].find((contract) => contract.subject === subject)!;
    const elsewhere = {
      ticketId: 't',
      token: 't',
      personId: 'p',
      id: 'i',
      key: 'k',
      step: 's',
      seenVersion: 1,
      channel: 'api',
      entry: 1,
      customerId: 'c',
      importId: 'i',
      calendarId: 'c',
      policyId: 'p',
      queueId: 'q',
      kind: 'note',
      cause: 'assigned',
      language: 'en',
      accountId: 'a',
      keyId: 'k',
      digest: 'd'.repeat(43),
      linkDigest: 'd'.repeat(43),
      use: 'browser',
      address: 'a@example.test',
      at: '2026-01-05T08:00:00.000Z',
    };
    const { required = [] } = new Schemas().schemaOf(payload) as { required?: string[] };
    const named = [erasePerson.subject, placeHold.subject].includes(subject)
      ? { ...elsewhere, kind: 'customer' }
      : elsewhere;
    const fitting = Object.fromEntries(Object.entries(named).filter(([field]) => required.includes(field)));
    expect({ subject, taken: takes(payload, { ...fitting, ...example }) }).toEqual({ subject, taken: true });
  }
});

it('the schema refuses what the validators refuse', () => {
  const schema = bodies().find(([subject]) => subject === 'rpc.intake.open-ticket.v1')![1];
  const accepts = validator(schema);
  const sound = { subject: 'a', customer: { id: 'c' }, channel: 'api' };
  const wrong: object[] = [
    { ...sound, subject: '' },
    { ...sound, subject: 'a\nb' },
    { ...sound, subject: 'a'.repeat(251) },
    { ...sound, priority: 'now' },
    { ...sound, affected: 0 },
    { ...sound, affected: 1.5 },
    { ...sound, tags: ['a', 1] },
    { ...sound, tags: Array.from({ length: 31 }, () => 'a') },
    { ...sound, customer: { id: 'a b' } },
    { ...sound, customer: { id: { $ne: 1 } } },
    { ...sound, colour: 'red' },
    { subject: 'a', channel: 'api' },
  ];
  expect(accepts(sound)).toBe(true);
  expect(() => validated(OpenTicket, sound)).not.toThrow();
  for (const body of wrong) {
    expect({ body, accepted: accepts(body) }).toEqual({ body, accepted: false });
    expect(() => validated(OpenTicket, body)).toThrow();
  }
});

it('the page takes everything from this process', async () => {
  const page = await fetch(`${edge.url}/api/docs`);
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part!);
  expect(parts).toHaveLength(4);
  for (const part of parts) {
    expect(part).toMatch(/^\/api\/docs\//);
    const file = await fetch(edge.url + part);
    expect([file.status, (await file.text()).length > 0]).toEqual([200, true]);
  }
});

function takes(payload: PayloadClass, value: object): unknown {
  try {
    return validated(payload, value) !== undefined;
  } catch (error) {
    return error;
  }
}
