/** Is there while a request is answered, to keep what was done. */
export interface Witness {
  sees(subject: string): boolean;
  /** @returns what `answer` does, or throws what it throws */
  watch(subject: string, payload: unknown, answer: () => Promise<unknown>): Promise<unknown>;
}
