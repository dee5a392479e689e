import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { CustomerView, customerColumns, type CustomersCsv, type ExportCustomers } from '@deskbeat/contracts';
import { decodeCursor } from '@deskbeat/persistence';
import type { FieldSight } from '@deskbeat/permissions';
import { CustomerFieldsService } from '../customer-fields/customer-fields.service.js';
import { veils } from '../field-rules/veils.js';
import { FieldSights } from '../field-rules/field-sights.js';
import type { CustomerDocument } from '../customer/customer.schema.js';
import { customerPage, CustomerStore } from '../customer/customer.store.js';
import { cellOf } from '../ticket/domain/field-cells.js';

const pageSize = 200;

/** Customers as CSV that the import takes back. */
@Injectable()
export class ExportService {
  constructor(
    private readonly store: CustomerStore,
    private readonly fields: CustomerFieldsService,
    private readonly sights: FieldSights,
  ) {}

  async page({ cursor }: ExportCustomers): Promise<CustomersCsv> {
    const afterId = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const { items, next } = customerPage(await this.store.list({}, afterId, pageSize + 1), pageSize);
    const keys = (await this.fields.get()).fields.map(({ key }) => key);
    const sight = await this.sights.ofAnswered();
    const shown = items
      .filter(({ mergedInto }) => !mergedInto)
      .map((customer) => (sight ? seenBy(sight, customer) : customer));
    const rows = shown.map((customer) => cellsOf(customer, keys));
    const header = cursor === undefined ? [[...customerColumns, ...keys.map((key) => `field.${key}`)]] : [];
    // A cell that a spreadsheet would take for a formula gets a quote before it.
    return { csv: stringify([...header, ...rows], { escape_formulas: true }), ...(next && { next }) };
  }
}

/** What is kept from whoever asks has empty cells: the import that takes it back leaves those as they are. */
const seenBy = (sight: FieldSight, customer: CustomerDocument): CustomerDocument =>
  veils.get(CustomerView)!({ identities: [], ...customer }, sight) as unknown as CustomerDocument;

function cellsOf(customer: CustomerDocument, keys: readonly string[]): string[] {
  const { identities = [], organisationIds = [], kind, name, tier, region, language, timeZone, notes } = customer;
  const values = (of: string): string =>
    identities
      .filter((identity) => identity.kind === of)
      .map(({ value }) => value)
      .join(';');
  const lists = { email: values('email'), phone: values('phone'), social: values('social') };
  const all: Record<(typeof customerColumns)[number], string | undefined> = {
    ...{ kind, name, tier, region, language, timeZone, notes, ...lists },
    external: values('external'),
    organisation: organisationIds.join(';'),
  };
  const own = new Map(Object.entries(customer.fields ?? {}));
  return [...customerColumns.map((column) => all[column] ?? ''), ...keys.map((key) => cellOf(own.get(key)))];
}
