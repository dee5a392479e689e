const OPTION = 'the driver leaves out `bypassDocumentValidation: false`; the server never sees it';
const NULL_ID = 'the driver puts an ObjectId in the place of a null `_id` before it sends the document';

/** Specification tests that apply to a standalone 7.0 server and do not pass, each with its reason. */
export const KNOWN_DIFFERENCES: Record<string, string> = {
  'bypassDocumentValidation.json: Aggregate with $out passes bypassDocumentValidation: false': OPTION,
  'bypassDocumentValidation.json: BulkWrite passes bypassDocumentValidation: false': OPTION,
  'bypassDocumentValidation.json: FindOneAndReplace passes bypassDocumentValidation: false': OPTION,
  'bypassDocumentValidation.json: FindOneAndUpdate passes bypassDocumentValidation: false': OPTION,
  'bypassDocumentValidation.json: InsertMany passes bypassDocumentValidation: false': OPTION,
  'create-null-ids.json: inserting _id with type null via insertOne': NULL_ID,
  'create-null-ids.json: inserting _id with type null via insertMany': NULL_ID,
  'create-null-ids.json: inserting _id with type null via bulkWrite': NULL_ID,
  'estimatedDocumentCount.json: estimatedDocumentCount works correctly on views': 'the engine has no views',
  'download.json: download when final chunk is missing': 'the driver ends the stream where the last chunk should be',
};
