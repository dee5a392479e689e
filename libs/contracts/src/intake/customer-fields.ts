import { IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Ids, ListOf, Maybe, Whole } from '../fields.js';
import { customerLimits } from './customer.js';
import { FieldDefinition } from './ticket-type.js';

/** Fields of customers that are the organisation's own; `requiredFrom` and `visibleToCustomer` say nothing here. */
export class CustomerFieldsView {
  /** Absent as long as there are none. */
  @Maybe() @IsInt() version?: number;
  @ListOf(() => FieldDefinition, customerLimits.fields) fields: FieldDefinition[];
}

export class SaveCustomerFields {
  /** Left out when there were none. */
  @Maybe() @Whole(1) seenVersion?: number;
  /** All of them, in the order of forms. Values of those that are left out stay, and are not shown any more. */
  @ListOf(() => FieldDefinition, customerLimits.fields) fields: FieldDefinition[];
}

export const getCustomerFields = defineRequest(
  'rpc.intake.get-customer-fields.v1',
  'Read the organisation’s own fields of customers',
  Nothing,
  CustomerFieldsView,
);
export const saveCustomerFields = defineRequest(
  'rpc.intake.save-customer-fields.v1',
  'Define the organisation’s own fields of customers',
  SaveCustomerFields,
  CustomerFieldsView,
);

export class CustomerFieldsSaved {
  /** Keys of all fields. */
  @Ids(customerLimits.fields) keys: string[];
}
export const customerFieldsSaved = defineEvent(
  'evt.customer-fields.saved.v1',
  'The organisation’s own fields of customers were defined',
  CustomerFieldsSaved,
);
