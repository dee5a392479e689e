import { applyDecorators, createParamDecorator, HttpCode, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem, type PayloadClass, type RequestContract } from '@deskbeat/contracts';
import type { AskOptions } from '@deskbeat/messaging';
import { speakerOf } from '../access/speaker.js';
import { seenVersion } from './entity-tag.js';
import { payloadFrom, queryFields, type QueryFields } from './query.js';

export interface RouteOptions {
  /** Fields of the payload that stand in the path: path parameter → field. */
  path?: Readonly<Record<string, string>>;
  /** The change must name the version that was seen; `unless new`: nothing is seen of what is not there yet. */
  ifMatch?: boolean | 'unless new';
  /** An `Idempotency-Key` is the payload’s `idempotencyKey`. */
  idempotent?: boolean;
  /** The body that comes in or goes out is the bytes of a file. */
  bytes?: 'in' | 'out';
  /** An answer that may take its time: lists and counts. */
  slow?: boolean;
  /** Content type of the answer, where that is not JSON. */
  produces?: string;
  status?: number;
  /** What the route answers, where that is not the contract's reply. */
  reply?: PayloadClass;
  /** A body, where that is not the contract's payload. */
  example?: object;
  tag: string;
  summary?: string;
}

/** What a route takes and answers. */
type Described = Pick<RequestContract, 'subject' | 'summary' | 'payload' | 'reply'>;

/** How a route becomes a request on the bus, and what its documentation is made of. */
export interface Route extends RouteOptions {
  contract: Described;
  query: QueryFields;
  /** Fields of the path that are numbers. */
  numbers: readonly string[];
}

const routeKey = 'deskbeat:route';
const nothing: QueryFields = new Map();
/** Methods whose payload stands in path and query. */
const withoutBody = new Set(['GET', 'HEAD', 'DELETE']);

export const routeOf = (handler: object): Route | undefined =>
  Reflect.getMetadata(routeKey, handler) as Route | undefined;

/** Binds a route to a contract. Reads and removals take their payload from path and query, changes from path and body. */
export function Forwards(contract: Described, options: RouteOptions): MethodDecorator {
  const inPath = Object.values(options.path ?? {});
  const query = queryFields(contract.payload, inPath);
  const fields = queryFields(contract.payload);
  const numbers = inPath.filter((field) => fields.get(field) === 'number');
  return applyDecorators(
    HttpCode(options.status ?? 200),
    SetMetadata(routeKey, { ...options, contract, query, numbers } satisfies Route),
  );
}

/** The payload of the contract, not validated: its owner does that. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): object => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return askedBy(request, routeOf(context.getHandler())!);
});

/** Who asks, and how long they wait. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): AskOptions => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { slow } = routeOf(context.getHandler())!;
  return { ...speakerOf(request), deadlineMs: slow ? 10_000 : 5_000 };
});

type Asking = Pick<FastifyRequest, 'method' | 'params' | 'query' | 'body' | 'headers'>;

/** @throws Problem when query, body or preconditions are not what the route takes */
export function askedBy(request: Asking, { path = {}, query, numbers, ifMatch, idempotent }: Route): object {
  const isBare = withoutBody.has(request.method);
  const given = payloadFrom(request.query as Record<string, unknown>, isBare ? query : nothing);
  const params = request.params as Record<string, string>;
  const named = Object.fromEntries(
    Object.entries(path).map(([param, field]) => [field, pathValue(params[param]!, numbers.includes(field))]),
  );
  const tag = request.headers['if-match'];
  const isNew = ifMatch === 'unless new' && tag === undefined;
  const seen = ifMatch && !isNew ? { seenVersion: seenVersion(tag) } : {};
  const key = idempotent ? request.headers['idempotency-key'] : undefined;
  const keyed = key === undefined ? {} : { idempotencyKey: key };
  return { ...(isBare ? given : objectFrom(request.body)), ...named, ...seen, ...keyed };
}

const pathValue = (value: string, isNumber: boolean): string | number =>
  isNumber && /^\d{1,15}$/.test(value) ? Number(value) : value;

function objectFrom(body: unknown): object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new Problem('malformed-request', { detail: 'the body must be a JSON object' });
}
