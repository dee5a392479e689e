import { elementOf, propertiesOf, type PayloadClass } from '@deskbeat/contracts';
import type { FieldSight } from '@deskbeat/permissions';
import { veils, type Veil } from './veils.js';

/** Where in an answer there are parts from which something may be kept. */
export interface VeilPlan {
  veil?: Veil;
  parts: readonly [name: string, plan: VeilPlan][];
}

/** @returns nothing for answers that are the same for everybody */
export function planOf(reply: PayloadClass, within: readonly PayloadClass[] = []): VeilPlan | undefined {
  const veil = veils.get(reply);
  const parts = propertiesOf(reply).flatMap((name): [string, VeilPlan][] => {
    const element = elementOf(reply, name);
    const plan = element && !within.includes(element) ? planOf(element, [...within, reply]) : undefined;
    return plan ? [[name, plan]] : [];
  });
  return veil || parts.length > 0 ? { ...(veil && { veil }), parts } : undefined;
}

/** An answer as somebody may see it. */
export function veiled(answer: unknown, plan: VeilPlan, sight: FieldSight): unknown {
  if (Array.isArray(answer)) return answer.map((item) => veiled(item, plan, sight));
  if (typeof answer !== 'object' || answer === null) return answer;
  const own = { ...(answer as Record<string, unknown>) };
  for (const [name, part] of plan.parts) if (own[name] !== undefined) own[name] = veiled(own[name], part, sight);
  return plan.veil ? plan.veil(own, sight) : own;
}
