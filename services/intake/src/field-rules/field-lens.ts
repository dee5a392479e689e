import { Injectable } from '@nestjs/common';
import { allRequests, Problem, problemOf } from '@deskbeat/contracts';
import type { Lens } from '@deskbeat/messaging';
import type { FieldSight } from '@deskbeat/permissions';
import { needChanges, sentBy } from './sent-fields.js';
import { planOf, veiled, type VeilPlan } from './veil-plan.js';
import { FieldSights } from './field-sights.js';

/** Every answer of this service goes through it, so that no handler can forget what is kept from whom. */
@Injectable()
export class FieldLens implements Lens {
  private readonly plans = new Map<string, VeilPlan>(
    allRequests().flatMap(({ subject, reply }): [string, VeilPlan][] => {
      const plan = planOf(reply);
      return plan ? [[subject, plan]] : [];
    }),
  );

  constructor(private readonly sights: FieldSights) {}

  sees(subject: string): boolean {
    return this.plans.has(subject) || Object.hasOwn(sentBy, subject);
  }

  async through(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown> {
    const sight = await this.sights.ofAnswered();
    if (!sight) return answer();
    if (Object.hasOwn(sentBy, subject)) {
      const [holder, sent] = sentBy[subject]!;
      if (typeof payload === 'object' && payload !== null) needChanges(sight, holder, sent(payload as never));
    }
    const plan = this.plans.get(subject);
    if (!plan) return answer();
    try {
      return veiled(await answer(), plan, sight);
    } catch (error) {
      throw veiledProblem(error, plan, sight);
    }
  }
}

/** A conflict shows what is there now. */
function veiledProblem(error: unknown, plan: VeilPlan, sight: FieldSight): unknown {
  const { code, detail, errors, context } = problemOf(error);
  if (context?.current === undefined) return error;
  return new Problem(code, { detail, errors, context: { ...context, current: veiled(context.current, plan, sight) } });
}
