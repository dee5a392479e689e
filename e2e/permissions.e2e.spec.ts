import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allRequests, problemOf, type Identity, type RequestContract } from '@deskbeat/contracts';
import { Credentials } from '@deskbeat/identity';
import { Authority, Bus } from '@deskbeat/messaging';
import { keyOf, permissionKeys, permissionOf, type Permission } from '@deskbeat/permissions';
import { serviceNames, System } from '@deskbeat/tools';
import { makeWorld, narrowedAgent, narrowedLead, person, type Side, type World } from './permission-world.js';
import { startMailbox, type Mailbox } from './mailbox.js';
import { HttpDoor } from './permission-http.js';

/**
 * The table of permissions (libs/permissions/src/table, docs/permissions.md), tried line by line: each contract by each
 * role, on what is theirs and on what is not, at both doors. What is asked is never valid, so nothing is done.
 */
let system: System;
let world: World;
let mailbox: Mailbox;
let buses: Map<string, Bus>;
beforeAll(async () => {
  mailbox = await startMailbox();
  system = await System.start({ env: { SMTP_URL: mailbox.url, ARGON2_MEMORY_KIB: '64', ARGON2_PASSES: '1' } });
  world = await makeWorld(system);
  const made = [...serviceNames].map(async (name): Promise<[string, Bus]> => {
    const credentials = await Credentials.from(join(system.dir, 'keys'), name);
    return [name, new Bus(system.natsUrl, `as-${name}`, new Authority('open', credentials))];
  });
  buses = new Map(await Promise.all(made));
}, 60_000);
afterAll(async () => {
  for (const bus of buses?.values() ?? []) await bus.onApplicationShutdown();
  await system?.stop();
  await mailbox?.close();
}, 20_000);

const contracts = allRequests();
type Verdict = 'admitted' | 'forbidden' | 'not-found';

const everybody = (): Identity[] => [
  narrowedAgent,
  narrowedLead,
  ...(['agent', 'lead', 'manager', 'administrator', 'auditor'] as const).map((role) => person(`an-${role}`, role)),
  { kind: 'customer', id: world.customerId, role: 'customer', teams: [] },
  { kind: 'system', id: 'a-key', role: 'system', teams: [], scopes: ['*'] },
];
const nameOf = ({ role, reach }: Identity): string => (reach === 'teams' ? `${role} of a team` : role);

/** What the table says, in its own words. */
function expected(permission: Permission, { role, reach }: Identity, side: Side): Verdict {
  const { kind, in: named } = permission.about;
  const hidden = ['ticket', 'file', 'asset'].includes(kind) ? 'not-found' : 'forbidden';
  const onSide = named && side === 'foreign' ? hidden : 'admitted';
  switch (permission.roles[role]) {
    case undefined:
      return 'forbidden';
    case 'all':
      return 'admitted';
    case 'wide':
      return reach === 'teams' ? 'forbidden' : 'admitted';
    case 'reach':
      return reach === 'teams' && kind !== 'customer' && kind !== 'asset' ? onSide : 'admitted';
    case 'own':
    case 'self':
      return onSide;
  }
}

/** A payload that names something and is wrong, so that who may ask is told just that. */
function wrong(permission: Permission, who: Identity, side: Side): object {
  const { about, fields } = permission;
  const payload: Record<string, unknown> = {};
  for (const path of about.in ?? []) put(payload, path.split('.'), world.of(who, permission, side));
  const allowed = fields?.[who.role];
  const free = allowed?.find((field) => !(field in payload)) ?? 'nobody-knows-this-field';
  return { ...payload, [free]: { $gt: '' } };
}

function put(into: Record<string, unknown>, [first, ...rest]: string[], id: string): void {
  if (rest.length === 0) into[first!] = first!.endsWith('ds') ? [id] : id;
  else if (first === 'tickets') into[first] = [{ id }];
  else put((into[first!] ??= {}) as Record<string, unknown>, rest, id);
}

async function verdictOn(contract: RequestContract, payload: object, who: Identity, by = 'gateway'): Promise<string> {
  const { kind, id } = who;
  const identity = by === 'gateway' ? { identity: who } : {};
  const answer = buses.get(by)!.ask(contract as RequestContract<object>, payload, { actor: { kind, id }, ...identity });
  return answer.then(
    () => 'admitted',
    (error: unknown) => {
      const { code } = problemOf(error);
      return code === 'validation-failed' ? 'admitted' : code;
    },
  );
}

it('has a line for every contract, and no line for what is none', () => {
  expect(permissionKeys().sort()).toEqual(contracts.map(({ subject }) => keyOf(subject)).sort());
});

describe('on the bus, asked with a signed identity', () => {
  it('every contract answers every role as the table says, on what is theirs and on what is not', async () => {
    const lines = contracts.flatMap((contract) => linesOf(contract, everybody()));
    const wrongly = await thatAreWrong(lines, async ({ of: contract, who, side, permission }) => {
      const wanted = expected(permission, who, side);
      const verdict = await verdictOn(contract, wrong(permission, who, side), who);
      return verdict !== wanted && `${nameOf(who)} ${keyOf(contract.subject)} ${side}: ${verdict}, not ${wanted}`;
    });
    expect(wrongly).toEqual([]);
  }, 60_000);

  it('a service asks in its own name what the table says that it asks', async () => {
    const lines = contracts.flatMap((contract) => serviceNames.map((service) => ({ contract, service })));
    const wrongly = await thatAreWrong(lines, async ({ contract, service }) => {
      const itself: Identity = { kind: 'system', id: service, role: 'system', teams: [] };
      const verdict = await verdictOn(contract, { 'nobody-knows-this-field': 1 }, itself, service);
      const isIn = permissionOf(contract.subject)!.services?.includes(service) ?? false;
      return verdict !== (isIn ? 'admitted' : 'forbidden') && `${service} ${keyOf(contract.subject)}: ${verdict}`;
    });
    expect(wrongly).toEqual([]);
  }, 60_000);

  it('who brings no signature is refused by every owner', async () => {
    const nobody = new Bus(system.natsUrl, 'nobody');
    const codes = await Promise.all(
      contracts.map((contract) =>
        nobody.ask(contract as RequestContract<object>, {}, { actor: { kind: 'person', id: 'ana' } }).catch(problemOf),
      ),
    );
    await nobody.onApplicationShutdown();
    expect([...new Set(codes.map((problem) => (problem as { code?: string }).code))]).toEqual(['unauthenticated']);
  });
});

/** A line of the table for somebody; what is not theirs only where the request is about something. */
const linesOf = <T extends { subject: string }>(of: T, people: readonly Identity[]) => {
  const permission = permissionOf(of.subject)!;
  const sides: Side[] = permission.about.in ? ['theirs', 'foreign'] : ['theirs'];
  return people.flatMap((who) => sides.map((side) => ({ of, who, side, permission })));
};

/** Tries some at once; @returns what is said of those that are wrong */
async function thatAreWrong<L>(lines: readonly L[], look: (line: L) => Promise<string | false>): Promise<string[]> {
  const found: string[] = [];
  const left = lines.values();
  const work = async (): Promise<void> => {
    for (const line of left) {
      const said = await look(line);
      if (said) found.push(said);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return found;
}

describe('over HTTP, by whoever has signed in, customers and programs', () => {
  let door: HttpDoor;
  beforeAll(async () => {
    door = await HttpDoor.open(system, everybody(), mailbox);
  }, 60_000);

  it('every route is of a contract in the table, or is known to be none', () => {
    expect(door.strange()).toEqual([]);
  });

  it('who has not signed in comes in by no door but those that are for everybody', async () => {
    expect(await door.openDoors()).toEqual([]);
  }, 30_000);

  it('every route answers every role as the table says, on what is theirs and on what is not', async () => {
    const lines = door.routes.flatMap((route) => linesOf(route, door.callers(everybody())));
    const wrongly = await thatAreWrong(lines, async ({ of: route, who, side, permission }) => {
      const wanted = expected(permission, who, side);
      const wish = { id: world.of(who, permission, side), body: wrong(permission, who, side) };
      const status = await door.ask(route, who, { ...wish, named: permission.about.in });
      const refusal = { forbidden: 403, 'not-found': 404, admitted: undefined }[wanted];
      const isFine = refusal === undefined ? ![401, 403].includes(status) : status === refusal;
      return !isFine && `${nameOf(who)} ${route.name} ${side}: ${status}, not ${wanted}`;
    });
    expect(wrongly).toEqual([]);
  }, 60_000);

  it('a key with one scope opens what that names, as far as a program may, and nothing else', async () => {
    const subjects = [...new Set(door.routes.map(({ subject }) => subject))];
    const wrongly = await thatAreWrong([...subjects.entries()], async ([index, subject]) => {
      const scope = keyOf(subject);
      const who: Identity = { kind: 'system', id: `for-${scope}`, role: 'system', teams: [], scopes: [scope] };
      await door.addKey(who);
      const permission = permissionOf(subject)!;
      const next = door.routes.find((route) => route.subject === subjects[(index + 1) % subjects.length])!;
      const own = door.routes.find((route) => route.subject === subject)!;
      const wish = { id: world.of(who, permission, 'theirs'), body: wrong(permission, who, 'theirs') };
      const named = permission.about.in;
      const there = await door.ask(own, who, { ...wish, named });
      const elsewhere = await door.ask(next, who, { ...wish, body: {} });
      const isOpen = expected(permission, who, 'theirs') === 'admitted';
      const isFine = isOpen ? ![401, 403].includes(there) : there === 403;
      return !(isFine && elsewhere === 403) && `${scope}: ${there} at ${own.name}, ${elsewhere} at ${next.name}`;
    });
    expect(wrongly).toEqual([]);
  }, 90_000);
});
