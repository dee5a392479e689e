import type { SavedViews } from '@deskbeat/contracts';
import type { Load } from './load.js';
import { agents, sample, type Filling } from './seed.js';
import { wordOf } from './words.js';

/** What is measured, the `n`th time. */
export type Work = (n: number) => Promise<unknown>;

const actorOf = (n: number): string => `person:${agents[n % agents.length]}`;

/** @param real tickets that every service knows */
export async function works(load: Load, filling: Filling, real: readonly string[]): Promise<[string, Work][]> {
  const { items: views } = await load.ask<SavedViews>({ path: '/views', actor: 'person:ana' });
  const lists = views.map(({ id }): [string, Work] => [
    `view ${id}`,
    (n) => load.take({ path: `/views/${id}/tickets?limit=50`, actor: actorOf(n) }),
  ]);
  const found = searches.map(([what, q]): [string, Work] => [
    `search: ${what}`,
    (n) => load.take({ path: `/search/tickets?q=${encodeURIComponent(q(n))}`, actor: actorOf(n) }),
  ]);
  const newest: Work = (n) =>
    load.take({ path: `/tickets?assigneeId=${agents[n % agents.length]}&order=newest&limit=50` });
  const counts: Work = (n) => load.take({ path: '/views/counts', actor: actorOf(n) });
  return [
    ...lists,
    ['counts of all views', counts],
    ['tickets of a person, newest', newest],
    ['ticket, timeline, customer, history', pageWork(load, filling)],
    ...found,
    ['reply', replyWork(load, real)],
  ];
}

function pageWork(load: Load, filling: Filling): Work {
  return (n) => {
    const { id, customerId } = sample((n * 977) % filling.tickets, filling);
    const paths = [
      `/tickets/${id}`,
      `/tickets/${id}/timeline`,
      `/customers/${customerId}`,
      `/tickets?customerId=${customerId}&limit=20`,
    ];
    return Promise.all(paths.map((path) => load.take({ path })));
  };
}

function replyWork(load: Load, real: readonly string[]): Work {
  return (n) => {
    const path = `/tickets/${real[n % real.length]}/replies`;
    return load.take({ path, actor: 'person:ana', body: { text: 'Once more.' } });
  };
}

const searches: [string, (n: number) => string][] = [
  ['a rare word', (n) => `${wordOf(2_000 + (n % 5_000))} `],
  ['a frequent word', (n) => `${wordOf(n % 10)} `],
  ['two frequent words', (n) => `${wordOf(n % 10)} ${wordOf(10 + (n % 10))} `],
  ['a word being typed', (n) => wordOf(n % 40).slice(0, 3)],
  ['a phrase', (n) => `"${wordOf(n % 5)} ${wordOf((n + 1) % 5)}"`],
  ['words, open, mine', (n) => `${wordOf(n % 20)} status:open assignee:me`],
  ['words and a tag', (n) => `${wordOf(n % 20)} tag:${wordOf((n + 3) % 20)} `],
];
