import { Injectable } from '@nestjs/common';
import { Problem, type Actor } from '@deskbeat/contracts';
import { Family } from '../customer/family.js';
import { notTheirs } from '../field-rules/sent-fields.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { Teams } from '../people/teams.js';
import type { Filter } from '../search/domain/filter.js';

/** What filters mean beyond what a ticket says itself: merged customers, people and queues of teams. */
@Injectable()
export class FilterMeanings {
  constructor(
    private readonly family: Family,
    private readonly teams: Teams,
    private readonly sights: FieldSights,
  ) {}

  /** @throws Problem `validation-failed` for a field that is kept from whoever asks */
  async of(filters: readonly Filter[], actor: Actor): Promise<Filter[]> {
    const hidden = (await this.sights.ofAnswered())?.hiddenKeys('ticket') ?? [];
    const foreign = filters.find(({ key }) => key.startsWith('field.') && hidden.includes(key.slice('field.'.length)));
    if (foreign) throw notTheirs('/q', foreign.key);
    return Promise.all(filters.map((filter) => this.meant(filter, actor)));
  }

  private async meant(filter: Filter, actor: Actor): Promise<Filter> {
    const { key, not } = filter;
    if (!('values' in filter)) return filter;
    const { values } = filter;
    if (key === 'customer')
      return { key, not, values: (await Promise.all(values.map((id) => this.family.membersOf(id)))).flat() };
    if (key !== 'team') return filter;
    const named = await Promise.all(values.map((one) => (one === 'mine' ? this.own(actor) : [one])));
    return { key, not, ...(await this.teams.reach([...new Set(named.flat())])) };
  }

  private own(actor: Actor): Promise<string[]> {
    if (actor.kind === 'person') return this.teams.of(actor);
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/q', message: 'team:mine can only be asked by a person' }],
    });
  }
}
