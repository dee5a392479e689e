/** Stands between who asks and what is answered: refuses what is not theirs to send, leaves out what is not theirs to see. */
export interface Lens {
  /** Whether it has anything to do with a request. */
  sees(subject: string): boolean;
  /** @returns what `answer` does, without what is kept from the one who is answered */
  through(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown>;
}
