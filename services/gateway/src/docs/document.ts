import { applyDecorators, RequestMethod, type INestApplication } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { openTicket } from '@deskbeat/contracts';
import { apiControllers } from '../api/controllers.js';
import { routeOf, type Route } from '../edge/forwards.js';
import { LiveController } from '../live/live.controller.js';
import { examples } from './examples.js';
import { problemSchema } from './problem-schema.js';
import { Schemas, type JsonSchema } from './schema.js';

/** `title` and `description` of the API's page. */
const about = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Deskbeat')
  .setVersion('1')
  .setDescription(
    'Customer-service tickets. Every failure is an RFC 9457 problem with a stable `code`. Lists are read page by page: ' +
      'send the `next` of a page as `cursor`. A change that could overwrite another one names the version that was seen ' +
      'by `If-Match`.',
  );

/** The OpenAPI 3.1 document of all routes under /api/v1, /confirm, /welcome, and where customers come in. */
export function documentOf(app: INestApplication): OpenAPIObject {
  const schemas = new Schemas();
  for (const controller of apiControllers) {
    const prototype = controller.prototype as unknown as Record<string, object>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const route = routeOf(prototype[name]!);
      if (route) apply(prototype, name, routeDecorators(prototype[name]!, route, schemas));
    }
  }
  apply(LiveController.prototype as never, 'follow', liveDecorators);
  const document = SwaggerModule.createDocument(app, about.build());
  document.paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => /^\/(api\/v1|confirm|welcome|portal\/enter)\//.test(path)),
  );
  document.components = { schemas: { ...schemas.components, Problem: problemSchema } as never };
  return document;
}

function apply(prototype: Record<string, object>, name: string, decorators: MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

const actor = ApiHeader({
  name: 'X-Deskbeat-Actor',
  required: false,
  description: 'For whom a key acts that may act for others: `person:<id>`, optionally `;name=<percent-encoded>`.',
  schema: { type: 'string', examples: ['person:ana'] } as never,
});
const problem = (status: number | 'default', description: string): MethodDecorator =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
const tagged = {
  ETag: { description: 'Version, for If-Match and If-None-Match', schema: { type: 'string' } },
} as const;

function routeDecorators(handler: object, route: Route, schemas: Schemas): MethodDecorator[] {
  const { contract, tag, status = 200, reply = contract.reply, summary = contract.summary, path = {} } = route;
  const method = Reflect.getMetadata('method', handler) as RequestMethod;
  const params = String(Reflect.getMetadata('path', handler)).match(/(?<=:)\w+/g) ?? [];
  const isVersioned = 'version' in (schemas.schemaOf(reply).properties ?? {});
  const json = { schema: schemas.refTo(reply) as never, headers: isVersioned ? tagged : {} };
  const answer = { description: summary, ...(route.produces ? textOf(route.produces) : json) };
  const fromElsewhere = [
    ...Object.values(path),
    ...(route.ifMatch ? ['seenVersion'] : []),
    ...(route.idempotent ? ['idempotencyKey'] : []),
  ];
  return [
    ApiTags(tag),
    ApiOperation({ summary, description: `\`${contract.subject}\`` }),
    ...params.map((name) => ApiParam({ name, schema: { type: 'string', maxLength: 128 } })),
    ...(route.bytes === 'in'
      ? [...queryDecorators(route, schemas, ['size']), bytesIn]
      : method === RequestMethod.GET || method === RequestMethod.DELETE
        ? queryDecorators(route, schemas)
        : [bodyDecorator(route, schemas, fromElsewhere)]),
    ...(route.ifMatch ? ifMatch(route.ifMatch === true) : []),
    ...(route.idempotent
      ? [idempotencyKey('The same key of the same person on the same ticket is the same message.')]
      : []),
    ...(contract === openTicket ? creating(answer) : []),
    ...(method === RequestMethod.GET && isVersioned ? ifNoneMatch : []),
    ...(route.bytes === 'out' ? bytesOut(summary) : [ApiResponse({ status, ...answer })]),
    problem('default', 'A problem'),
    actor,
  ];
}

const textOf = (contentType: string) => ({ content: { [contentType]: { schema: { type: 'string' as const } } } });

function queryDecorators(
  { contract, query }: Route,
  schemas: Schemas,
  without: readonly string[] = [],
): MethodDecorator[] {
  const { properties = {}, required = [] } = schemas.schemaOf(contract.payload);
  const names = [...query.keys()].filter((name) => !without.includes(name));
  return names.map((name) =>
    ApiQuery({ name, required: (required as string[]).includes(name), schema: properties[name] as never }),
  );
}

function bodyDecorator(
  { contract, example = examples[contract.subject] }: Route,
  schemas: Schemas,
  without: string[],
): MethodDecorator {
  const schema: JsonSchema = schemas.schemaOf(contract.payload, without);
  // The channel of what comes by HTTP need not be said.
  if (schema.required) schema.required = (schema.required as string[]).filter((field) => field !== 'channel');
  return ApiBody({ required: true, schema: { ...schema, ...(example && { examples: [example] }) } as never });
}

const bytes = { type: 'string', format: 'binary' } as const;
const octets = { 'application/octet-stream': { schema: bytes } };
const bytesIn = applyDecorators(
  ApiConsumes('application/octet-stream'),
  ApiBody({ required: true, description: 'The bytes of the file', schema: bytes }),
);
const bytesOut = (description: string): MethodDecorator[] => [
  ApiHeader({ name: 'Range', required: false, schema: { type: 'string', examples: ['bytes=0-1023'] } as never }),
  ApiResponse({ status: 200, description, content: octets }),
  ApiResponse({ status: 206, description: 'The part that was asked for', content: octets }),
  ApiResponse({ status: 304, description: 'The file that the reader has' }),
];
const ifMatch = (required: boolean): MethodDecorator[] => [
  ApiHeader({ name: 'If-Match', required, schema: { type: 'string', examples: ['"3"'] } as never }),
  problem(412, 'Somebody else changed it meanwhile'),
  problem(428, 'If-Match is missing'),
];
const ifNoneMatch = [
  ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } }),
  ApiResponse({ status: 304, description: 'The version that the reader has' }),
];
const idempotencyKey = (description: string): MethodDecorator =>
  ApiHeader({ name: 'Idempotency-Key', required: false, description, schema: { type: 'string', maxLength: 255 } });
const creating = (answer: object): MethodDecorator[] => [
  idempotencyKey('The same key is the same ticket, however often it is sent.'),
  ApiResponse({ ...answer, status: 200, description: 'The key named a ticket that was there already' }),
];

const liveDecorators = [
  ApiTags('live'),
  ApiOperation({
    summary: 'Follow what happens to tickets',
    description:
      'Server-sent events: `event` is `ticket.opened` and the like, `data` the event, `id` its place in the stream. ' +
      'With `Last-Event-ID` the feed goes on after that event; `event: gap` says that it cannot, so load anew. ' +
      '`event: ticket.viewers` says who has a ticket open and who writes, `event: inbox.changed` how much a person ' +
      '(`personId`) has not read; they have no `id` and are not sent again.',
  }),
  ApiQuery({ name: 'ticketId', required: false, schema: { type: 'string', maxLength: 128 } }),
  ApiQuery({ name: 'personId', required: false, schema: { type: 'string', maxLength: 128 } }),
  ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } }),
  ApiResponse({ status: 200, description: 'Events', content: { 'text/event-stream': { schema: { type: 'string' } } } }),
  problem('default', 'A problem'),
];
