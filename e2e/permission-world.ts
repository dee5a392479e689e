import { expect } from '@jest/globals';
import {
  beginUpload,
  endUpload,
  getTicket,
  moveToQueue,
  openTicket,
  registerAsset,
  saveQueue,
  saveTeam,
  savePerson,
  sendPiece,
  type Actor,
  type Identity,
  type Role,
} from '@deskbeat/contracts';
import type { About, Permission } from '@deskbeat/permissions';
import { eventually } from '@deskbeat/testing';
import { Caller, type System } from '@deskbeat/tools';

export type Kind = About['kind'];
export type Side = 'theirs' | 'foreign';

/** Two teams with a queue, a ticket and a customer each, and people of whom one thing is theirs and the other is not. */
export interface World {
  /** Of each kind the id of something that is somebody's, or is not. */
  of(who: Identity, permission: Permission, side: Side): string;
  customerId: string;
}

export const person = (id: string, role: Role, that: Partial<Identity> = {}): Identity => ({
  kind: 'person',
  id,
  role,
  teams: [],
  ...that,
});
/** Of the team `money`, like the accounts of the same name over HTTP. */
const money = { teams: ['money'], queues: ['billing'], reach: 'teams' } as const;
export const narrowedAgent = person('ana', 'agent', { ...money, teams: [...money.teams], queues: [...money.queues] });
export const narrowedLead = person('lea', 'lead', { ...narrowedAgent, id: 'lea', role: 'lead', leads: ['money'] });

/** Made by an operator, through the services themselves. */
export async function makeWorld(system: System): Promise<World> {
  const caller = await Caller.connect(system.natsUrl);
  try {
    await caller.ask(saveTeam, { id: 'money', name: 'Money', leadId: 'lea' });
    await caller.ask(saveTeam, { id: 'north', name: 'North' });
    await caller.ask(saveQueue, { id: 'billing', name: 'Billing', teamId: 'money', mode: 'queue' });
    await caller.ask(saveQueue, { id: 'far', name: 'Far', teamId: 'north', mode: 'queue' });
    for (const [id, teams] of [
      ['ana', ['money']],
      ['lea', []],
      ['ben', ['north']],
    ] as const) {
      await caller.ask(savePerson, { id, name: id, role: id === 'lea' ? 'lead' : 'agent', teams: [...teams] });
    }
    const [inside, outside] = [await ticketIn(caller, 'billing'), await ticketIn(caller, 'far')];
    const assets = [await assetOf(caller, inside.customerId), await assetOf(caller, outside.customerId)];
    const files = new Map<string, string>();
    for (const id of ['ana', 'lea', 'ben']) files.set(id, await fileOf(caller, { kind: 'person', id }));
    for (const id of [inside.customerId, outside.customerId]) {
      files.set(id, await fileOf(caller, { kind: 'customer', id }));
    }
    const pairs: Record<Exclude<Kind, 'person' | 'file' | 'nothing'>, readonly [string, string]> = {
      ticket: [inside.id, outside.id],
      customer: [inside.customerId, outside.customerId],
      queue: ['billing', 'far'],
      team: ['money', 'north'],
      asset: [assets[0]!, assets[1]!],
    };
    const of = (who: Identity, { about: { kind }, roles }: Permission, side: Side): string => {
      if (kind === 'nothing') return 'nothing';
      if (kind === 'person') return side === 'foreign' ? 'ben' : roles[who.role] === 'reach' ? ledBy(who) : who.id;
      if (kind === 'file')
        return files.get(side === 'theirs' ? who.id : who.kind === 'customer' ? outside.customerId : 'ben')!;
      return pairs[kind][side === 'theirs' ? 0 : 1];
    };
    return { of, customerId: inside.customerId };
  } finally {
    await caller.close();
  }
}

const ledBy = ({ id, leads = [] }: Identity): string => (leads.length > 0 ? 'ana' : id);

async function ticketIn(caller: Caller, queueId: string): Promise<{ id: string; customerId: string }> {
  const customer = { email: `${queueId}@shop.example.test` };
  const { ticket } = await caller.ask(openTicket, { subject: `For ${queueId}`, channel: 'web', customer });
  const look = async (): Promise<{ queueId?: string }> => caller.ask(getTicket, { id: ticket.id });
  await eventually(async () => expect((await look()).queueId).toBe('default'));
  await caller.ask(moveToQueue, { ticketId: ticket.id, queueId, reason: 'It belongs there' });
  await eventually(async () => expect((await look()).queueId).toBe(queueId));
  return ticket;
}

const assetOf = async (caller: Caller, customerId: string): Promise<string> =>
  (await caller.ask(registerAsset, { product: 'Lamp', serial: customerId, customerId })).id;

async function fileOf(caller: Caller, actor: Actor): Promise<string> {
  const { id: uploadId } = await caller.ask(beginUpload, { name: 'log.txt' }, { actor });
  const bytes = Buffer.from('It went out.');
  await caller.ask(sendPiece, { uploadId, index: 0, data: bytes.toString('base64') }, { actor });
  return (await caller.ask(endUpload, { uploadId, size: bytes.length }, { actor })).id;
}
