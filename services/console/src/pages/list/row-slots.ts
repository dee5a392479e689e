/**
 * Gives rows slots. Rows that come into sight take those of rows that went out of it, so that what is drawn is filled anew
 * instead of being made anew.
 */
export class RowSlots {
  private readonly taken = new Map<string, number>();
  private last = 0;

  /**
   * @param ids of the rows that are in sight
   * @param held has the focus: its slot goes with it, for nobody may find another ticket under his keys
   * @returns the slot of each
   */
  give(ids: readonly string[], held?: string): number[] {
    const inSight = new Set(ids);
    const free: number[] = [];
    for (const [id, slot] of this.taken) {
      if (inSight.has(id)) continue;
      this.taken.delete(id);
      if (id !== held) free.push(slot);
    }
    return ids.map((id) => {
      const slot = this.taken.get(id) ?? free.pop() ?? ++this.last;
      this.taken.set(id, slot);
      return slot;
    });
  }
}
