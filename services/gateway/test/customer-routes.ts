import {
  addIdentity,
  beginCustomerImport,
  createCustomer,
  findDuplicates,
  getAsset,
  getCustomer,
  getCustomerHistory,
  getCustomerImport,
  getTicketHistory,
  importCustomers,
  listAssets,
  listCustomers,
  listImportRows,
  mergeCustomers,
  registerAsset,
  removeIdentity,
  searchCustomers,
  unmergeCustomer,
  updateAsset,
  updateCustomer,
  verifyIdentity,
  type RequestContract,
} from '@deskbeat/contracts';

const seen = { 'if-match': '"4"' };
const firstPart = { part: 0, text: 'a' };
const phone = { kind: 'phone', value: '+49' };

/** Method, path, contract, payload, body, headers. */
export const customerRoutes: [string, string, RequestContract, object, object?, Record<string, string>?][] = [
  ['GET', '/customers?identity=ana%40example.com', listCustomers, { identity: 'ana@example.com' }],
  ['GET', '/customers/c1', getCustomer, { id: 'c1' }],
  ['POST', '/customers', createCustomer, { name: 'Ana' }, { name: 'Ana' }],
  ['PATCH', '/customers/c1', updateCustomer, { tier: 'vip', id: 'c1', seenVersion: 4 }, { tier: 'vip' }, seen],
  ['POST', '/customers/c1/identities', addIdentity, { ...phone, customerId: 'c1' }, phone],
  ['DELETE', '/customers/c1/identities?kind=phone&value=%2B49', removeIdentity, { ...phone, customerId: 'c1' }],
  ['POST', '/customers/c1/identities/verify', verifyIdentity, { ...phone, customerId: 'c1' }, phone],
  ['POST', '/customers/c1/merge', mergeCustomers, { id: 'c1', into: 'c2' }, { into: 'c2' }],
  ['POST', '/customers/c1/unmerge', unmergeCustomer, { id: 'c1' }, {}],
  ['GET', '/customers/c1/history?limit=5', getCustomerHistory, { customerId: 'c1', limit: 5 }],
  ['GET', '/tickets/DB-12/history', getTicketHistory, { ticketId: 'DB-12' }],
  ['GET', '/search/customers?q=an', searchCustomers, { q: 'an' }],
  ['GET', '/customers/c1/duplicates', findDuplicates, { customerId: 'c1' }],
  ['POST', '/customers/imports', beginCustomerImport, { dryRun: true }, { dryRun: true }],
  ['GET', '/customers/imports/i1', getCustomerImport, { importId: 'i1' }],
  ['POST', '/customers/imports/i1/parts', importCustomers, { part: 0, text: 'a', importId: 'i1' }, firstPart],
  ['GET', '/customers/imports/i1/rows?outcome=failed', listImportRows, { importId: 'i1', outcome: 'failed' }],
  ['POST', '/assets', registerAsset, { serial: '7' }, { serial: '7' }],
  ['GET', '/assets?serial=7', listAssets, { serial: '7' }],
  ['GET', '/assets/a1', getAsset, { id: 'a1' }],
  ['PATCH', '/assets/a1', updateAsset, { region: 'north', id: 'a1', seenVersion: 4 }, { region: 'north' }, seen],
];
