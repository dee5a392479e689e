import { Injectable } from '@nestjs/common';
import type { FieldChanges, FieldDefinition, FieldError, FieldKind } from '@deskbeat/contracts';
import { AssetStore } from '../asset/asset.store.js';
import { CustomerStore } from '../customer/customer.store.js';

const pointing = new Set<FieldKind>(['customer', 'asset']);

/** Whether what fields point to is there. */
@Injectable()
export class FieldReferences {
  constructor(
    private readonly customers: CustomerStore,
    private readonly assets: AssetStore,
  ) {}

  /** One error for each value that names nobody. */
  async errors(definitions: readonly FieldDefinition[], changes: FieldChanges): Promise<FieldError[]> {
    const named = definitions.filter(({ key, kind }) => pointing.has(kind) && typeof changes[key] === 'string');
    const known = await Promise.all(named.map(({ key, kind }) => this.load(kind, changes[key] as string)));
    const nobodys = named.filter((_, index) => !known[index]);
    return nobodys.map(({ key, kind }) => ({ pointer: `/fields/${key}`, message: `is no ${kind} of ours` }));
  }

  private load(kind: FieldKind, id: string): Promise<unknown> {
    return (kind === 'asset' ? this.assets : this.customers).aggregates.load(id);
  }
}
