import { defineRequest } from '../contract.js';
import { CustomerList, CustomerView, GetCustomer, ListCustomers } from './customer.js';

export const getCustomer = defineRequest('rpc.intake.get-customer.v1', 'Read a customer', GetCustomer, CustomerView);
export const listCustomers = defineRequest(
  'rpc.intake.list-customers.v1',
  'Find customers',
  ListCustomers,
  CustomerList,
);
