import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTicketType,
  indexTickets,
  receiveMessage,
  searchTickets,
  ticketOpened,
  updateTicket,
  type FieldDefinition,
  type FoundTickets,
  type OpenTicket,
  type SearchTickets,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
const ids = new Map<string, string>();
const mira = { name: 'Mira', email: 'mira@contoso.example', phone: '+49301234567' };
const issues: Record<string, Partial<OpenTicket>> = {
  vpn: {
    subject: 'VPN drops',
    text: 'The tunnel falls down.',
    customer: mira,
    priority: 'urgent',
    tags: ['remote access'],
  },
  printer: { subject: 'Printers are on fire', text: 'A blue flame on the screen.', type: 'fault' },
  screen: { subject: 'Blue screen', text: 'Stop code 0x80070005, then a blue screen. No VPN either.', tags: ['crash'] },
  chinese: { subject: '打印机无法连接', text: '今天早上打印机一直连不上网络。' },
};

beforeAll(async () => {
  // So few that some of it comes from the postings and some from memory.
  intake = await startIntake({ SEARCH_MERGE_AT: '3' });
  for (const [name, issue] of Object.entries(issues)) ids.set(name, (await intake.open(issue)).id);
  await eventually(async () => expect((await find('')).matching).toBe(4));
}, 60_000);
afterAll(() => intake?.stop());

const find = (q: string, more: Partial<SearchTickets> = {}): Promise<FoundTickets> =>
  intake.ask(searchTickets, { q: q === '' ? '-nothingatall' : q, ...more });
const names = async (q: string, more: Partial<SearchTickets> = {}): Promise<string[]> => {
  const byId = new Map([...ids].map(([name, id]) => [id, name]));
  return (await find(q, more)).items.map(({ ticket }) => byId.get(ticket.id)!);
};

describe('search', () => {
  it.each<[string, string[]]>([
    ['vpn', ['vpn', 'screen']],
    ['VPN blue', ['screen']],
    ['print', ['printer']],
    ['printer ', ['printer']],
    ['print ', []],
    ['"blue screen"', ['screen']],
    ['blue screen', ['screen', 'printer']],
    ['blue -"blue screen"', ['printer']],
    ['vpn -code', ['vpn']],
    ['mira', ['vpn']],
    ['mira@contoso.example', ['vpn']],
    ['"mira@contoso.example"', ['vpn']],
    ['-"contoso example" vpn', ['screen']],
    ['+49301234567', ['vpn']],
    ['0x80070005', ['screen']],
    ['打印机', ['chinese']],
    ['连不上', ['chinese']],
    ['机', ['chinese']],
    ['"打印机一直"', ['chinese']],
    ['"机打"', []],
    ['tag:"Remote Access"', ['vpn']],
    ['tag:crash,none vpn', ['screen']],
    ['-tag:crash vpn', ['vpn']],
    ['priority:urgent status:open', ['vpn']],
    ['status:closed', []],
    ['-status:open', []],
    ['assignee:me', []],
    ['assignee:none type:fault', ['printer']],
    ['queue:none type:fault', ['printer']],
    ['vpn -queue:none', []],
    ['created:>2001-01-01 vpn -status:closed', ['vpn', 'screen']],
    ['created:<2001-01-01', []],
    ['the', ['chinese', 'screen', 'printer', 'vpn']],
  ])('%s finds %j', async (q, expected) => {
    expect(await names(q)).toEqual(expected);
  });

  it('finds a ticket by its number and by its customer', async () => {
    const { items } = await find('vpn');
    expect(await names(items[0]!.ticket.number)).toEqual(['vpn']);
    expect(await names(`customer:${items[0]!.ticket.customerId}`)).toEqual(['vpn']);
  });

  it('shows where it matches, as ranges of plain text', async () => {
    const { matches } = (await find('blue')).items[0]!;
    const marked = matches.map(({ field, text, ranges }) => [
      field,
      ...ranges.map(({ start, end }) => text.slice(start, end)),
    ]);
    expect(marked).toEqual([
      ['subject', 'Blue'],
      ['message', 'blue'],
    ]);
  });

  it('shows first where a phrase stands', async () => {
    const { matches } = (await find('"then a blue"')).items[0]!;
    expect(matches.map(({ field }) => field)).toEqual(['message', 'subject']);
  });

  it('pages do not depend on their size', async () => {
    for (const q of ['-nothingatall', 'status:open']) {
      const read: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await find(q, { limit: 1, cursor, order: 'newest' });
        read.push(...page.items.map(({ ticket }) => ticket.subject));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(read).toEqual((await find(q, { order: 'newest' })).items.map(({ ticket }) => ticket.subject));
      expect(read).toHaveLength(4);
    }
  });

  it.each<[string, object]>([
    ['colour:red', { code: 'validation-failed', errors: [{ pointer: '/q' }], context: { position: 1 } }],
    ['vpn "blue', { code: 'validation-failed', context: { position: 5 } }],
    ['', { code: 'validation-failed', errors: expect.arrayContaining([expect.objectContaining({ pointer: '/q' })]) }],
  ])('%s is refused', async (q, refused) => {
    await expect(intake.ask(searchTickets, { q })).rejects.toMatchObject(refused);
  });

  it('only a person can ask for their own', async () => {
    const asked = intake.ask(searchTickets, { q: 'assignee:me' }, { kind: 'system', id: 'x' });
    await expect(asked).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/q' }] });
  });
});

describe('fields of the organisation’s own', () => {
  beforeAll(async () => {
    const cover = { key: 'warranty', label: 'Under guarantee' };
    const fields: FieldDefinition[] = [
      { key: 'cost', label: 'Cost', kind: 'number' },
      { key: 'visit', label: 'Visit', kind: 'date' },
      { key: 'maker', label: 'Maker', kind: 'text' },
      { key: 'cover', label: 'Cover', kind: 'choice', options: [cover] },
    ];
    await intake.ask(createTicketType, { key: 'lamp', name: 'Lamp', fields });
    const lamps = { cheap: [10, '2030-01-01'], dear: [99.5, '2030-02-01'] } as const;
    for (const [name, [cost, visit]] of Object.entries(lamps)) {
      const own = { cost, visit, maker: `Tungsten & ${name}`, cover: 'warranty' };
      const customer = { name: 'Nora Vale', email: `${name}@lamps.example.test` };
      const product = `Floor ${name}`;
      const lamp = await intake.open({ subject: name, type: 'lamp', fields: own, product, customer });
      ids.set(name, lamp.id);
    }
    await eventually(async () => expect((await find('tungsten')).matching).toBe(2));
  });

  it.each<[string, string[]]>([
    ['field.cost:>10', ['dear']],
    ['field.cost:10..99', ['cheap']],
    ['field.cost:<=99.5', ['dear', 'cheap']],
    ['-field.cost:>10 type:lamp', ['cheap']],
    ['field.visit:2030-01-02..2030-12-31', ['dear']],
    ['field.visit:<2030-02-01', ['cheap']],
    ['field.maker:<2030-02-01', []],
    ['field.cover:warranty', ['dear', 'cheap']],
    ['"under guarantee" dear', ['dear']],
    ['"tungsten cheap"', ['cheap']],
    ['"nora vale" field.cost:99.5', ['dear']],
    ['"floor dear"', ['dear']],
  ])('%s finds %j', async (q, expected) => {
    expect((await names(q)).sort().reverse()).toEqual(expected);
  });

  it('are shown where they match', async () => {
    const { matches } = (await find('guarantee nora')).items[0]!;
    expect(matches.map(({ field, text }) => [field, text])).toEqual([
      ['customer', 'Nora Vale'],
      ['field', 'Under guarantee'],
    ]);
  });
});

describe('the index', () => {
  it('follows what a ticket becomes, and forgets what it was', async () => {
    const ticket = await intake.open({ subject: 'Keyboard sticks' });
    await eventually(async () => expect((await find('keyboard ')).matching).toBe(1));
    await intake.ask(updateTicket, { ticketId: ticket.id, seenVersion: ticket.version, subject: 'Mouse sticks' });
    await intake.ask(receiveMessage, { ticketId: ticket.id, text: 'A squeaking wheel.' });
    await intake.note(ticket.id, 'It is made of plastic.');
    await eventually(async () => expect((await find('mouse squeaking plastic ')).matching).toBe(1));
    expect((await find('keyboard ')).matching).toBe(0);
  });

  it('does not mind events that come twice, late or of tickets that are not here', async () => {
    const opened = {
      number: 'DB-1',
      subject: 'Gone',
      type: 'fault' as const,
      priority: 'low' as const,
      channel: 'web' as const,
      tier: 'standard' as const,
      customerId: 'nobody',
      tags: [],
      reportedAt: new Date().toISOString(),
    };
    await intake.tell(ticketOpened, ids.get('vpn')!, 1, opened);
    await intake.tell(ticketOpened, 'nowhere', 1, opened);
    await intake.open({ subject: 'A marker' });
    await eventually(async () => expect((await find('marker ')).matching).toBe(1));
    expect(await names('vpn')).toEqual(['vpn', 'screen']);
    expect(await intake.deadLetter('EVENTS', 'ticket')).toBeUndefined();
  });

  it('is made anew part by part, and comes to the same', async () => {
    const before = await find('-nothingatall', { limit: 50 });
    await intake.tickets.db.collection('search_entries').deleteMany({});
    await intake.tickets.db.collection('search_postings').deleteMany({});
    let after: string | undefined;
    let indexed = 0;
    do {
      const part = await intake.ask(indexTickets, { after, limit: 2 });
      indexed += part.indexed;
      after = part.next;
    } while (after !== undefined);
    expect(indexed).toBe(before.matching);
    await eventually(async () => expect((await find('-nothingatall', { limit: 50 })).matching).toBe(indexed));
    expect(await names('vpn')).toEqual(['vpn', 'screen']);
  });

  it('is the same for every replica', async () => {
    await intake.another();
    const tickets = await Promise.all(Array.from({ length: 12 }, (_, n) => intake.open({ subject: `Flood ${n}` })));
    await Promise.all(tickets.map(({ id }) => intake.note(id, 'with water')));
    await eventually(async () => {
      for (let n = 0; n < 6; n++) expect((await find('flood water ', { limit: 50 })).items).toHaveLength(12);
    });
  });
});

it('long texts make pages shorter, so that each fits into a message of the bus', async () => {
  const numbers = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (n) => (await intake.open({ subject: `Behemoth ${n}` })).number),
  );
  await eventually(async () => expect((await find('behemoth ')).matching).toBe(6));
  await intake.tickets.updateMany({ number: { $in: numbers } }, { $set: { resolution: '好'.repeat(60_000) } });
  const read: string[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const { items, next } = await find('behemoth ', { cursor, limit: 5 });
    read.push(...items.map(({ ticket }) => ticket.number));
    cursor = next;
  }
  expect(read.sort()).toEqual(numbers.sort());
});
