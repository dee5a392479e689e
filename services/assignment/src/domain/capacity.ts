/** Points of an open ticket by its rank: Urgent, High, Medium, Low, Planned. */
const pointsByRank = [8, 6, 4, 2, 2] as const;
const pointsWhileWaiting = 1;

/** How much of somebody's capacity a ticket takes. `waiting`: it is the customer's turn. */
export const pointsOf = (rank: number, waiting: boolean): number =>
  waiting ? pointsWhileWaiting : (pointsByRank[rank] ?? pointsByRank[2]);

/** Points that are left; a capacity of 0 is no limit. */
export const roomOf = (capacity: number, load: number): number => (capacity === 0 ? Infinity : capacity - load);
