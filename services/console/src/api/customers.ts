import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  AssetList,
  AssetView,
  CreateCustomer,
  CustomerFieldsView,
  CustomerHistory,
  CustomerIdentity,
  CustomerList,
  CustomerView,
  DuplicateList,
  RegisterAsset,
  UpdateAsset,
  UpdateCustomer,
} from '@deskbeat/contracts';
import { get, patch, path, post, remove } from './client.js';
import { keys, queryClient } from './queries.js';

const customers = ['customers'] as const;
const ofCustomer = (id: string) => [...customers, id] as const;

/** Those whose name or identities begin so; without words the newest. */
export const customerSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...customers, 'search', q],
    queryFn: ({ signal }) =>
      q
        ? get<CustomerList>('/search/customers', { q, limit: 50 }, signal)
        : get<CustomerList>('/customers', { limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofCustomer(id), 'view'],
    queryFn: ({ signal }) => get<CustomerView>(path`/customers/${id}`, {}, signal),
  });

/** Follows the live feed: tickets of the customer come and go. */
export const customerHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.lists, 'of-customer', id],
    queryFn: ({ signal }) => get<CustomerHistory>(path`/customers/${id}/history`, { limit: 50 }, signal),
  });

export const assetsQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...ofCustomer(customerId), 'assets'],
    queryFn: ({ signal }) => get<AssetList>('/assets', { customerId, limit: 100 }, signal),
  });

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofCustomer(id), 'duplicates'],
    queryFn: ({ signal }) => get<DuplicateList>(path`/customers/${id}/duplicates`, {}, signal),
  });

/** Fields of customers that are the organisation's own. */
export const customerFieldsQuery = queryOptions({
  queryKey: ['customer-fields'],
  queryFn: ({ signal }) => get<CustomerFieldsView>('/customer-fields', {}, signal),
  staleTime: 5 * 60_000,
});

/** Who belongs to an organisation, the first of them. */
export const membersQuery = (organisationId: string) =>
  queryOptions({
    queryKey: [...ofCustomer(organisationId), 'members'],
    queryFn: ({ signal }) => get<CustomerList>('/customers', { organisationId, limit: 50 }, signal),
  });

const known = async (work: Promise<CustomerView>): Promise<CustomerView> => {
  const customer = await work;
  queryClient.setQueryData([...ofCustomer(customer.id), 'view'], customer);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: customers }),
    queryClient.invalidateQueries({ queryKey: keys.lists }),
  ]);
  return customer;
};

export type CustomerChanges = Omit<UpdateCustomer, 'id' | 'seenVersion'>;
type Identity = Omit<CustomerIdentity, 'customerId'>;

export const updateCustomer = ({ id, version }: CustomerView, changes: CustomerChanges): Promise<CustomerView> =>
  known(patch<CustomerView>(path`/customers/${id}`, changes, { seen: version }));
export const addIdentity = (id: string, identity: Identity): Promise<CustomerView> =>
  known(post<CustomerView>(path`/customers/${id}/identities`, identity));
export const removeIdentity = (id: string, identity: Identity): Promise<CustomerView> =>
  known(remove<CustomerView>(path`/customers/${id}/identities`, { body: identity }));
export const verifyIdentity = (id: string, identity: Identity): Promise<CustomerView> =>
  known(post<CustomerView>(path`/customers/${id}/identities/verify`, identity));
/** The duplicate counts as the other one from now on. */
export const mergeCustomer = (duplicate: string, into: string): Promise<CustomerView> =>
  known(post<CustomerView>(path`/customers/${duplicate}/merge`, { into }));
export const unmergeCustomer = (id: string): Promise<CustomerView> =>
  known(post<CustomerView>(path`/customers/${id}/unmerge`));
export const createCustomer = (customer: CreateCustomer): Promise<CustomerView> =>
  known(post<CustomerView>('/customers', customer));

const had = async (work: Promise<AssetView>): Promise<AssetView> => {
  const asset = await work;
  await queryClient.invalidateQueries({ queryKey: [...ofCustomer(asset.customerId), 'assets'] });
  return asset;
};
export type AssetChanges = Omit<UpdateAsset, 'id' | 'seenVersion'>;

export const registerAsset = (asset: RegisterAsset): Promise<AssetView> => had(post<AssetView>('/assets', asset));
export const updateAsset = ({ id, version }: AssetView, changes: AssetChanges): Promise<AssetView> =>
  had(patch<AssetView>(path`/assets/${id}`, changes, { seen: version }));
