import { Injectable } from '@nestjs/common';
import type { Rulebook } from '../domain/clock.js';
import { policyFor } from '../domain/policy.js';
import type { Rules } from '../domain/rules.js';
import { termsIn, UnknownEdition, type Terms, type TermsRef } from '../domain/terms.js';
import { RulesStore } from './rules.store.js';

/** A ticket may get the rules of a second ago. */
const freshMs = 1_000;
const keptEditions = 50;

/** The rules at hand: those of now, looked up at most once a second, and the editions that clocks count by. */
@Injectable()
export class Rulebooks {
  private readonly terms = new Map<number, ReadonlyMap<string, Terms>>();
  private known?: Rules;
  private readAt = -Infinity;
  private reading?: Promise<Rules>;

  constructor(private readonly store: RulesStore) {}

  async current(): Promise<Rules> {
    if (this.known && performance.now() - this.readAt < freshMs) return this.known;
    this.reading ??= this.store
      .current()
      .then((rules) => this.take(rules))
      .finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** Takes rules that were just read or written. */
  take(rules: Rules): Rules {
    this.readAt = performance.now();
    if (this.known && this.known.edition >= rules.edition) return this.known;
    this.known = rules;
    this.keep(rules);
    return rules;
  }

  /** Does work by the rules of now; editions that it needs are read, and it is begun again. */
  async by<T>(work: (rulebook: Rulebook) => T | Promise<T>, rules?: Rules): Promise<T> {
    const chosen = rules ?? (await this.current());
    this.keep(chosen);
    const choose: Rulebook['choose'] = (traits) => ({
      policyId: policyFor(chosen, traits).id,
      edition: chosen.edition,
    });
    for (;;) {
      try {
        return await work({ choose, book: (ref) => this.termsOf(ref) });
      } catch (error) {
        if (!(error instanceof UnknownEdition)) throw error;
        this.keep(await this.store.edition(error.edition));
      }
    }
  }

  private termsOf({ policyId, edition }: TermsRef): Terms {
    const terms = this.terms.get(edition)?.get(policyId);
    if (!terms) throw new UnknownEdition(edition);
    return terms;
  }

  private keep(rules: Rules): void {
    if (this.terms.has(rules.edition)) return;
    this.terms.set(rules.edition, termsIn(rules));
    const [oldest] = this.terms.keys();
    if (this.terms.size > keptEditions && oldest !== undefined) this.terms.delete(oldest);
  }
}
