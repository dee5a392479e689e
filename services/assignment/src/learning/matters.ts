import { Injectable } from '@nestjs/common';
import { StructureStore, type QueueDocument } from '../directory/structure.store.js';
import type { InLine } from '../domain/dealing.js';
import { pathUp } from '../domain/region.js';
import { categoryOf, ExperienceStore } from './experience.store.js';

/** What the smart mode knows about tickets besides the people themselves. */
@Injectable()
export class Matters {
  constructor(
    private readonly structure: StructureStore,
    private readonly experience: ExperienceStore,
  ) {}

  /** The tickets with what their scores are made of; as they are for a queue that needs none. */
  async of(queue: QueueDocument, line: InLine[], members: readonly string[]): Promise<InLine[]> {
    if (queue.mode !== 'smart' || line.length === 0) return line;
    const categories = [...new Set(line.map(({ about }) => categoryOf(about)))];
    const customers = [...new Set(line.map(({ about }) => about.customerId))];
    const [regions, experience, contacts] = await Promise.all([
      this.structure.regions.all(),
      this.experience.experienceOf(members, categories),
      this.experience.contactsOf(members, customers),
    ]);
    const tree = new Map(
      regions.map(({ _id, parentId }) => [_id, { id: _id, ...(parentId !== undefined && { parentId }) }]),
    );
    return line.map((ticket) => {
      const { region, language, customerId } = ticket.about;
      const category = categoryOf(ticket.about);
      return {
        ...ticket,
        matter: {
          ...(region !== undefined && { regionPath: pathUp(tree, region) }),
          ...(language !== undefined && { language }),
          experienceOf: (personId: string) => experience(personId, category),
          contactsOf: (personId: string) => contacts(personId, customerId),
        },
      };
    });
  }
}
