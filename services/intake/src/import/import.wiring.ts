import { CustomerRows } from '../customer-import/customer-rows.js';
import { TicketImportRpcController } from '../ticket-import/ticket-import.rpc.controller.js';
import { TicketRows } from '../ticket-import/ticket-rows.js';
import { importRowSchema, importSchema, ImportStore } from './import.store.js';
import { Imports } from './imports.js';
import { importsToken } from './row-kind.js';

export const importModels = [
  { name: 'Import', schema: importSchema, collection: 'imports' },
  { name: 'ImportRow', schema: importRowSchema, collection: 'import_rows' },
];
export const importControllers = [TicketImportRpcController];
export const importProviders = [
  ImportStore,
  TicketRows,
  {
    provide: importsToken('customer'),
    useFactory: (store: ImportStore, rows: CustomerRows) => new Imports(store, rows),
    inject: [ImportStore, CustomerRows],
  },
  {
    provide: importsToken('ticket'),
    useFactory: (store: ImportStore, rows: TicketRows) => new Imports(store, rows),
    inject: [ImportStore, TicketRows],
  },
];
