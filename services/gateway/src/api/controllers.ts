import { AccountsController } from '../access/accounts.controller.js';
import { KeysController } from '../access/keys.controller.js';
import { TokensController } from '../access/tokens.controller.js';
import { LinksController } from '../access/links.controller.js';
import { PermissionsController } from '../access/permissions.controller.js';
import { SecondFactorController } from '../access/second-factor.controller.js';
import { PasskeysController } from '../access/passkeys.controller.js';
import { SsoController } from '../access/sso.controller.js';
import { PortalDoorsController } from '../portal/doors.controller.js';
import { WelcomeController } from '../access/welcome.controller.js';
import { SessionsController } from '../access/sessions.controller.js';
import { AttentionController } from './attention.controller.js';
import { ConfirmController } from '../confirm/confirm.controller.js';
import { LiveController } from '../live/live.controller.js';
import { ViewersController } from '../live/viewers.controller.js';
import { AuditController } from './audit.controller.js';
import { AnalyticsController } from './analytics.controller.js';
import { CalendarsController } from './calendars.controller.js';
import { ClocksController } from './clocks.controller.js';
import { ConversationController } from './conversation.controller.js';
import { AssetsController } from './assets.controller.js';
import { HistoryController } from './history.controller.js';
import { FieldRulesController } from './field-rules.controller.js';
import { CustomerFieldsController } from './customer-fields.controller.js';
import { CustomerImportController } from './customer-import.controller.js';
import { CustomerSearchController } from './customer-search.controller.js';
import { CustomersController } from './customers.controller.js';
import { DraftsController } from './drafts.controller.js';
import { NoticesController } from './notices.controller.js';
import { assignmentControllers } from './assignment-controllers.js';
import { CannedRepliesController } from './canned-replies.controller.js';
import { MacrosController } from './macros.controller.js';
import { FilesController } from './files.controller.js';
import { PeopleController } from './people.controller.js';
import { PrivacyController } from './privacy.controller.js';
import { RetentionController } from './retention.controller.js';
import { PoliciesController } from './policies.controller.js';
import { BulkController } from './bulk.controller.js';
import { RelationsController } from './relations.controller.js';
import { ExchangeController } from './exchange.controller.js';
import { TicketImportController } from './ticket-import.controller.js';
import { SearchController } from './search.controller.js';
import { TemplatesController } from './templates.controller.js';
import { TicketTypesController } from './ticket-types.controller.js';
import { TicketsController } from './tickets.controller.js';
import { ViewsController } from './views.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** Everything that the API's description names: under /api/v1, and where customers answer. */
export const apiControllers = [
  SessionsController,
  AccountsController,
  SecondFactorController,
  PasskeysController,
  SsoController,
  KeysController,
  TokensController,
  LinksController,
  PermissionsController,
  WelcomeController,
  PortalDoorsController,
  TicketsController,
  RelationsController,
  ConfirmController,
  ConversationController,
  DraftsController,
  FilesController,
  CannedRepliesController,
  MacrosController,
  TicketTypesController,
  AttentionController,
  CustomersController,
  CustomerImportController,
  CustomerFieldsController,
  FieldRulesController,
  CustomerSearchController,
  AssetsController,
  HistoryController,
  PeopleController,
  ...assignmentControllers,
  PoliciesController,
  CalendarsController,
  ClocksController,
  AnalyticsController,
  SearchController,
  ViewsController,
  BulkController,
  ExchangeController,
  TicketImportController,
  LiveController,
  ViewersController,
  NoticesController,
  TemplatesController,
  WebhooksController,
  AuditController,
  PrivacyController,
  RetentionController,
];
