import { FindableTickets } from './findable.js';
import { Indexer } from './indexer.service.js';
import { Matcher } from './matching.js';
import { PostingsMerger } from './postings-merger.js';
import { RecentEntries } from './recent-entries.js';
import { Reindexing } from './reindex.service.js';
import { SearchEventsController } from './search.events.controller.js';
import { SearchRpcController } from './search.rpc.controller.js';
import { postingsSchema, searchEntrySchema, searchStateSchema } from './search.schema.js';
import { SearchService } from './search.service.js';
import { SearchStore } from './search.store.js';

export const searchModels = [
  { name: 'SearchEntry', schema: searchEntrySchema, collection: 'search_entries' },
  { name: 'SearchPostings', schema: postingsSchema, collection: 'search_postings' },
  { name: 'SearchState', schema: searchStateSchema, collection: 'search_state' },
];
export const searchControllers = [SearchRpcController, SearchEventsController];
export const searchProviders = [
  SearchStore,
  FindableTickets,
  PostingsMerger,
  Indexer,
  Reindexing,
  RecentEntries,
  Matcher,
  SearchService,
];
