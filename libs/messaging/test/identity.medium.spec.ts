import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { getAssignment, getTicket, type Actor, type Identity, type Problem } from '@deskbeat/contracts';
import { anIdentity, startBus, startKeys, type Bus as TestBus, type Keys } from '@deskbeat/testing';
import { Authority, Bus, connectBus, OnRequest, RequestedBy, RequestedByIdentity, RpcServer } from '../src/index.js';

interface Heard {
  actor: Actor;
  identity: Identity;
}

let broker: TestBus;
let keys: Keys;
let connection: NatsConnection;
const buses: Bus[] = [];
const apps: INestMicroservice[] = [];
const heard: Record<string, Heard> = {};
let onward: (actor: Actor) => Promise<unknown> = async () => undefined;

@Controller()
class Tickets {
  @OnRequest(getTicket)
  async get(@Payload() _: object, @RequestedBy() actor: Actor, @RequestedByIdentity() identity: Identity) {
    heard.intake = { actor, identity };
    await onward(actor);
    return {};
  }
}

@Controller()
class Assignments {
  @OnRequest(getAssignment)
  async get(@Payload() _: object, @RequestedBy() actor: Actor, @RequestedByIdentity() identity: Identity) {
    heard.assignment = { actor, identity };
    return {};
  }
}

@Module({ controllers: [Tickets] })
class IntakeModule {}
@Module({ controllers: [Assignments] })
class AssignmentModule {}

const ben = anIdentity({ id: 'ben', name: 'Ben — 本', role: 'lead', teams: ['t1'] });
const benActs: Actor = { kind: 'person', id: 'ben', name: 'Ben — 本' };

async function serve(service: string, module: new () => object): Promise<void> {
  const authority = new Authority('enforced', await keys.of(service));
  const strategy = new RpcServer({ url: broker.url, service, authority });
  const app = await NestFactory.createMicroservice(module, { strategy, logger: false });
  await app.listen();
  apps.push(app);
}
async function busOf(service: string): Promise<Bus> {
  const bus = new Bus(broker.url, service, new Authority('enforced', await keys.of(service)));
  buses.push(bus);
  return bus;
}
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    ({ code }: Problem) => code,
  );

beforeAll(async () => {
  [broker, keys] = await Promise.all([startBus(), startKeys()]);
  connection = await connectBus(broker.url, 'test');
  await serve('intake', IntakeModule);
  await serve('assignment', AssignmentModule);
});
afterAll(async () => {
  for (const app of apps) await app.close();
  for (const bus of buses) await bus.onApplicationShutdown();
  await connection?.close();
  await broker?.stop();
  await keys?.stop();
});

it('a service learns from the gateway who asks and what they are', async () => {
  const gateway = await busOf('gateway');
  await gateway.ask(getTicket, { id: 't1' }, { actor: benActs, identity: ben });
  expect(heard.intake).toEqual({ actor: benActs, identity: ben });
});

it('what a service asks on for somebody goes with their identity', async () => {
  const [gateway, intake] = [await busOf('gateway'), await busOf('intake')];
  onward = (actor) => intake.ask(getAssignment, { ticketId: 't1' }, { actor });
  await gateway.ask(getTicket, { id: 't1' }, { actor: benActs, identity: ben });
  expect(heard.assignment).toEqual({ actor: benActs, identity: ben });
});

it('what a service asks in its own name goes as itself, also while it answers somebody', async () => {
  const [gateway, sla] = [await busOf('gateway'), await busOf('sla')];
  const itself: Actor = { kind: 'system', id: 'sla', name: 'SLA' };
  onward = () => sla.ask(getAssignment, { ticketId: 't1' }, { actor: itself });
  await gateway.ask(getTicket, { id: 't1' }, { actor: benActs, identity: ben });
  expect(heard.assignment).toEqual({ actor: itself, identity: { ...itself, role: 'system', teams: [] } });
});

it('a service that claims to be somebody is heard as itself', async () => {
  const sla = await busOf('sla');
  await sla.ask(getAssignment, { ticketId: 't1' }, { actor: benActs });
  expect(heard.assignment!.actor).toEqual({ kind: 'system', id: 'sla' });
});

it('the gateway speaks for nobody whom it does not know', async () => {
  const gateway = await busOf('gateway');
  expect(await codeOf(gateway.ask(getTicket, { id: 't1' }, { actor: benActs }))).toBe('unauthenticated');
});

it('who says nothing, or something that nobody signed, is not answered', async () => {
  const asked = async (sent: Record<string, string>): Promise<unknown> => {
    const carried = headers();
    for (const [key, value] of Object.entries(sent)) carried.set(key, value);
    const packet = JSON.stringify({ pattern: getTicket.subject, id: '1', data: { id: 't1' } });
    const answer = await connection.request(getTicket.subject, packet, { headers: carried, timeout: 5_000 });
    return answer.json<{ err?: { code: string } }>().err?.code;
  };
  const word = encodeURIComponent(JSON.stringify(benActs));
  expect(await asked({})).toBe('unauthenticated');
  expect(await asked({ 'deskbeat-actor': word })).toBe('unauthenticated');
  expect(await asked({ 'deskbeat-actor': word, 'deskbeat-identity': 'a.b.c' })).toBe('unauthenticated');
  expect(await asked({ 'deskbeat-actor': '%', 'deskbeat-identity': '' })).toBe('unauthenticated');
});
