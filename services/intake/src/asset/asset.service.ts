import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  type Actor,
  type AssetList,
  type AssetView,
  type ListAssets,
  type RegisterAsset,
  type UpdateAsset,
} from '@deskbeat/contracts';
import { decodeCursor, duplicateKeyOf, pageOf } from '@deskbeat/persistence';
import { CustomerStore } from '../customer/customer.store.js';
import { Family } from '../customer/family.js';
import { AssetStore } from './asset.store.js';
import { keyOf, register, update, viewOf } from './domain/asset.js';

/** Things that customers have. */
@Injectable()
export class AssetService {
  constructor(
    private readonly store: AssetStore,
    private readonly customers: CustomerStore,
    private readonly family: Family,
  ) {}

  /** @throws Problem `already-exists` when the product has an asset with this serial number */
  async register(request: RegisterAsset, actor: Actor): Promise<AssetView> {
    const at = new Date();
    await this.checkOwner(request.customerId);
    const { next, facts } = register(request, at);
    const outcome = await this.store.aggregates.create({ _id: uuid(), ...next }, facts, { actor, at });
    if ('created' in outcome) return viewOf(outcome.created);
    throw await this.taken(request.product, request.serial);
  }

  async update(command: UpdateAsset, actor: Actor): Promise<AssetView> {
    const at = new Date();
    if (command.customerId !== undefined) await this.checkOwner(command.customerId);
    try {
      return viewOf(
        await this.store.aggregates.revise(command.id, { actor, at }, (asset) => update(asset, command, at)),
      );
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      const { product, serial } = { ...(await this.store.aggregates.need(command.id)), ...command };
      throw await this.taken(product, serial);
    }
  }

  async get(id: string): Promise<AssetView> {
    return viewOf(await this.store.aggregates.need(id));
  }

  list(query: ListAssets): Promise<AssetList> {
    return query.serial === undefined ? this.ofCustomer(query) : this.bySerial(query.serial, query);
  }

  private async ofCustomer({ customerId, cursor, limit = 50 }: ListAssets): Promise<AssetList> {
    const owners = customerId === undefined ? undefined : await this.family.membersOf(customerId);
    const afterId = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const { items, next } = pageOf(await this.store.list(owners, afterId, limit + 1), limit, ({ _id }) => [_id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  private async bySerial(serial: string, { customerId, cursor, limit = 50 }: ListAssets): Promise<AssetList> {
    if (customerId !== undefined) {
      const message = 'is looked for among all customers';
      throw new Problem('validation-failed', { errors: [{ pointer: '/serial', message }] });
    }
    const [serialKey, id] = cursor === undefined ? [] : decodeCursor(cursor, 2).map(String);
    const from = serialKey === undefined || id === undefined ? undefined : { serialKey, id };
    const read = await this.store.bySerial(keyOf(serial), from, limit + 1);
    const { items, next } = pageOf(read, limit, (asset) => [asset.serialKey, asset._id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  private async checkOwner(id: string): Promise<void> {
    const owner = await this.customers.aggregates.load(id);
    if (owner && !owner.mergedInto) return;
    const message = owner ? 'was merged into another customer' : 'is no customer of ours';
    throw new Problem('validation-failed', { errors: [{ pointer: '/customerId', message }] });
  }

  private async taken(product: string, serial: string): Promise<Problem> {
    const other = await this.store.findBy(keyOf(product), keyOf(serial));
    return new Problem('already-exists', {
      errors: [{ pointer: '/serial', message: 'is the serial number of another one of this product' }],
      context: { entity: 'asset', id: other?._id, customerId: other?.customerId },
    });
  }
}
