import type { EventContract, RequestContract, SignalContract } from '@deskbeat/contracts';
import type { ServiceSources } from './sources.js';

export interface Line {
  subject: string;
  summary: string;
  /** Who publishes the event, or asks. */
  from: string[];
  /** Who consumes it, or answers. */
  to: string[];
}

const names = (services: readonly ServiceSources[], test: (text: string) => boolean): string[] =>
  services.filter(({ text }) => test(text)).map(({ service }) => service);

const escaped = (name: string): string => name.replaceAll('.', String.raw`\s*\.\s*`);
const decorated = (decorator: string, name: string) => new RegExp(String.raw`@${decorator}\(\s*${escaped(name)}\s*\)`);
const asks = (name: string) => new RegExp(String.raw`\bask\(\s*${escaped(name)}\b`);
const used = (name: string) => new RegExp(String.raw`(?<![\w.@])${escaped(name)}\b`);

/** A use that is not a handler's decorator. */
const tells = (text: string, name: string): boolean =>
  used(name).test(text.replaceAll(new RegExp(decorated('OnEvent', name), 'g'), ''));

/** @param name of the contract in code: `openTicket`, `republishEvents.sla` */
export const requestLine = (name: string, contract: RequestContract, services: readonly ServiceSources[]): Line => ({
  subject: contract.subject,
  summary: contract.summary,
  from: names(services, (text) => asks(name).test(text)),
  to: names(services, (text) => decorated('OnRequest', name).test(text)),
});

export const signalLine = (name: string, contract: SignalContract, services: readonly ServiceSources[]): Line => ({
  subject: contract.subject,
  summary: contract.summary,
  from: names(services, (text) => new RegExp(String.raw`\bsignal\(\s*${escaped(name)}\b`).test(text)),
  to: names(services, (text) => new RegExp(String.raw`\bhear\([^;]*?\b${escaped(name)}\b`).test(text)),
});

/** A ticket's own notes of what others say go by another name, so that who follows tickets is not sent them. */
const aggregateOf = (entity: string): string => (entity === 'timeline' ? 'ticket' : entity);

/** An event is published by the service that owns its aggregate, and read by handlers and by who follows the entity. */
export function eventLine(name: string, contract: EventContract, services: readonly ServiceSources[]): Line {
  const entity = contract.subject.split('.')[1]!;
  const owns = new RegExp(String.raw`entity:\s*'${aggregateOf(entity)}'`);
  // `evt.ticket.>`, or a pattern like `evt\.(ticket|timeline)\.`
  const follows = new RegExp(String.raw`\bevt(?:\.${entity}\.>|\\\.\((?:\w+\|)*${entity}\b)`);
  return {
    subject: contract.subject,
    summary: contract.summary,
    from: names(services, (text) => owns.test(text) && tells(text, name)),
    to: names(services, (text) => decorated('OnEvent', name).test(text) || follows.test(text)),
  };
}
