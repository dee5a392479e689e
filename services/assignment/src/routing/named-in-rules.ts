import { Injectable } from '@nestjs/common';
import { Problem, type FieldError, type RoutingRule } from '@deskbeat/contracts';
import { PersonStore } from '../directory/person.store.js';
import { StructureStore } from '../directory/structure.store.js';

/** Whether what rules name is there. */
@Injectable()
export class NamedInRules {
  constructor(
    private readonly structure: StructureStore,
    private readonly people: PersonStore,
  ) {}

  async check(rules: readonly RoutingRule[]): Promise<void> {
    const errors: FieldError[] = [];
    const queues = new Set((await this.structure.allQueues()).map(({ _id }) => _id));
    const people = new Set(
      (await this.people.byIds(rules.flatMap(({ personId = [] }) => personId))).map(({ _id }) => _id),
    );
    const ids = new Set<string>();
    for (const [index, { id, queueId, nearestOf = [], personId, skills = [], collaborators = [] }] of rules.entries()) {
      const refuse = (field: string, message: string) => errors.push({ pointer: `/rules/${index}/${field}`, message });
      if (ids.has(id)) refuse('id', 'stands above already');
      ids.add(id);
      if (queueId !== undefined && !queues.has(queueId)) refuse('queueId', 'there is no such queue');
      for (const [at, near] of nearestOf.entries())
        if (!queues.has(near)) refuse(`nearestOf/${at}`, 'there is no such queue');
      if (personId !== undefined && !people.has(personId)) refuse('personId', 'there is no such person');
      const says = [queueId, personId, ...nearestOf, ...skills, ...collaborators].some((part) => part !== undefined);
      if (!says) refuse('queueId', 'the rule says nothing: name a queue, a person, skills or collaborators');
    }
    if (errors.length > 0) throw new Problem('validation-failed', { errors });
  }
}
