import { GridFSBucket, type ClientSession, type Collection, type Db, type Document, type MongoClient } from 'mongodb';
import { NotRunnable } from './unified-match.js';

export type Entity = MongoClient | Db | Collection | GridFSBucket | ClientSession | AsyncIterator<Document>;

type Arguments = Document;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation knows what it is called on
type Run = (target: any, given: Arguments) => Promise<unknown>;

const without = (given: Arguments, ...names: string[]): Arguments =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

const returning = (given: Arguments): Arguments =>
  given['returnDocument'] ? { ...given, returnDocument: String(given['returnDocument']).toLowerCase() } : given;

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('hex');
}

function upload(bucket: GridFSBucket, given: Arguments): Promise<unknown> {
  const options = without(given, 'filename', 'source', 'id');
  const stream = given['id']
    ? bucket.openUploadStreamWithId(given['id'], given['filename'], options)
    : bucket.openUploadStream(given['filename'], options);
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', () => resolve(stream.id));
    stream.end(Buffer.from(given['source'].$$hexBytes, 'hex'));
  });
}

const operations: Record<string, Run> = {
  insertOne: (on, given) => on.insertOne(given['document'], without(given, 'document')),
  insertMany: (on, given) => on.insertMany(given['documents'], without(given, 'documents')),
  updateOne: (on, given) => on.updateOne(given['filter'], given['update'], without(given, 'filter', 'update')),
  updateMany: (on, given) => on.updateMany(given['filter'], given['update'], without(given, 'filter', 'update')),
  replaceOne: (on, given) =>
    on.replaceOne(given['filter'], given['replacement'], without(given, 'filter', 'replacement')),
  deleteOne: (on, given) => on.deleteOne(given['filter'], without(given, 'filter')),
  deleteMany: (on, given) => on.deleteMany(given['filter'], without(given, 'filter')),
  find: (on, given) =>
    on instanceof GridFSBucket
      ? on.find(given['filter'], without(given, 'filter') as never).toArray()
      : on.find(given['filter'], without(given, 'filter')).toArray(),
  findOne: (on, given) => on.findOne(given['filter'], without(given, 'filter')),
  findOneAndUpdate: (on, given) =>
    on.findOneAndUpdate(given['filter'], given['update'], returning(without(given, 'filter', 'update'))),
  findOneAndReplace: (on, given) =>
    on.findOneAndReplace(given['filter'], given['replacement'], returning(without(given, 'filter', 'replacement'))),
  findOneAndDelete: (on, given) => on.findOneAndDelete(given['filter'], without(given, 'filter')),
  countDocuments: (on, given) => on.countDocuments(given['filter'], without(given, 'filter')),
  count: (on, given) => on.count(given['filter'], without(given, 'filter')),
  estimatedDocumentCount: (on, given) => on.estimatedDocumentCount(given),
  distinct: (on, given) => on.distinct(given['fieldName'], given['filter'], without(given, 'fieldName', 'filter')),
  aggregate: (on, given) => on.aggregate(given['pipeline'], without(given, 'pipeline')).toArray(),
  bulkWrite: (on, given) => on.bulkWrite(given['requests'], without(given, 'requests')),
  createCollection: (on, given) => on.createCollection(given['collection'], without(given, 'collection')),
  dropCollection: (on, given) => on.dropCollection(given['collection']),
  createIndex: (on, given) => on.createIndex(given['keys'], without(given, 'keys')),
  modifyCollection: (on, given) => on.command({ collMod: given['collection'], ...without(given, 'collection') }),
  runCommand: (on, given) => on.command(given['command']),
  createFindCursor: (on, given) => Promise.resolve(on.find(given['filter'], without(given, 'filter'))),
  iterateUntilDocumentOrError: (on) => on.next(),
  close: (on) => on.close(),
  upload,
  uploadWithId: upload,
  download: (on, given) => collect(on.openDownloadStream(given['id'])),
  downloadByName: (on, given) => collect(on.openDownloadStreamByName(given['filename'], without(given, 'filename'))),
  delete: (on, given) => on.delete(given['id']),
  deleteByName: async (on, given) => {
    const files = await on.find({ filename: given['filename'] }).toArray();
    if (files.length === 0) throw new Error(`no file ${given['filename']}`);
    for (const { _id } of files) await on.delete(_id);
  },
  rename: (on, given) =>
    on instanceof GridFSBucket ? on.rename(given['id'], given['newFilename']) : on.rename(given['to']),
  drop: (on) => on.drop(),
};

export function runOperation(name: string, target: Entity | undefined, given: Arguments): Promise<unknown> {
  const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!run || !target) throw new NotRunnable(name);
  return run(target, given);
}
