import {
  tagForm,
  type FieldValue,
  type RoutingCondition,
  type RoutingField,
  type SkillLevel,
} from '@deskbeat/contracts';
import { distanceUp, pathUp, type Region } from './region.js';
import type { TicketFacts } from './ticket-facts.js';

export interface Rule {
  id: string;
  name: string;
  enabled: boolean;
  conditions: readonly RoutingCondition[];
  queueId?: string;
  /** The queue among these whose team is nearest to the customer's region. */
  nearestOf?: readonly string[];
  personId?: string;
  skills: readonly SkillLevel[];
  collaborators: readonly string[];
}

export interface Place {
  regions: ReadonlyMap<string, Region>;
  /** Queues with the regions that their teams cover. */
  queues: ReadonlyMap<string, readonly string[]>;
}

export interface Route {
  queueId: string;
  /** Absent: no rule matched. */
  rule?: { id: string; name: string };
  personId?: string;
  skills: SkillLevel[];
  collaborators: string[];
}

const prefixes = { fields: 'fields.', customerFields: 'customer.' } as const;

function valueOf(facts: TicketFacts, field: RoutingField): FieldValue | undefined {
  const { fields, customerFields } = prefixes;
  if (field.startsWith(fields)) return facts.fields?.[field.slice(fields.length)];
  if (field.startsWith(customerFields)) return facts.customerFields?.[field.slice(customerFields.length)];
  return facts[field as keyof TicketFacts] as FieldValue | undefined;
}

function valuesOf(facts: TicketFacts, field: RoutingField): readonly string[] {
  const value = valueOf(facts, field);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

/** Whether a condition holds; a field that is not there holds no value. */
export function holds({ field, is, values: named }: RoutingCondition, facts: TicketFacts, place: Place): boolean {
  const inForm = (texts: readonly string[]) => (field === 'tags' ? texts.map(tagForm) : texts);
  const [own, values] = [inForm(valuesOf(facts, field)), inForm(named)];
  switch (is) {
    case 'one-of':
      return own.some((value) => values.includes(value));
    case 'none-of':
      return !own.some((value) => values.includes(value));
    case 'containing':
      return own.some((value) => values.some((part) => value.toLowerCase().includes(part.toLowerCase())));
    case 'at-least':
      return own.some((value) => Number(value) >= Number(values[0]));
    case 'within':
      return own.some((value) => pathUp(place.regions, value).some((region) => values.includes(region)));
  }
}

/** The queue whose team covers the region or the nearest one above it; of equals, the one that is named first. */
export function nearestQueue(
  queueIds: readonly string[],
  region: string | undefined,
  place: Place,
): string | undefined {
  if (region === undefined) return undefined;
  const path = pathUp(place.regions, region);
  let best: { id: string; steps: number } | undefined;
  for (const id of queueIds) {
    const steps = distanceUp(path, place.queues.get(id) ?? []);
    if (steps !== undefined && (!best || steps < best.steps)) best = { id, steps };
  }
  return best?.id;
}

/**
 * The first rule whose conditions all hold and that leads somewhere decides; a rule whose region routing finds no team
 * and that names no other way is passed over.
 */
export function routeOf(rules: readonly Rule[], facts: TicketFacts, place: Place, otherwise: string): Route {
  const exists = (id: string | undefined): id is string => id !== undefined && place.queues.has(id);
  const home = exists(facts.queueId) ? facts.queueId : otherwise;
  for (const rule of rules) {
    if (!rule.enabled || !rule.conditions.every((condition) => holds(condition, facts, place))) continue;
    const near = rule.nearestOf && nearestQueue(rule.nearestOf, facts.region, place);
    const queueId = [near, rule.queueId].find(exists);
    if (queueId === undefined && rule.nearestOf && rule.personId === undefined) continue;
    return {
      queueId: queueId ?? home,
      rule: { id: rule.id, name: rule.name },
      ...(rule.personId !== undefined && { personId: rule.personId }),
      skills: [...rule.skills],
      collaborators: [...rule.collaborators],
    };
  }
  return { queueId: home, skills: [], collaborators: [] };
}
