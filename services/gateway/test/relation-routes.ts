import { getRelations, linkTickets, mergeTicket, unlinkTickets, type RequestContract } from '@deskbeat/contracts';

type Case = [string, string, RequestContract, object, object?];

/** The routes between tickets, as the table of all routes has them. */
export const relationRoutes: Case[] = [
  ['GET', '/tickets/t1/relations', getRelations, { ticketId: 't1' }],
  [
    'POST',
    '/tickets/t1/links',
    linkTickets,
    { kind: 'child', to: 'DB-2', gates: true, ticketId: 't1' },
    { kind: 'child', to: 'DB-2', gates: true },
  ],
  ['DELETE', '/tickets/t1/links/related/DB-2', unlinkTickets, { ticketId: 't1', kind: 'related', to: 'DB-2' }],
  ['POST', '/tickets/t1/merge', mergeTicket, { into: 'DB-2', ticketId: 't1' }, { into: 'DB-2' }],
];
