/** The session ended while somebody worked: whoever shows the way in wants to know. */
const listeners = new Set<() => void>();

export const sayThatSignedOut = (): void => {
  for (const listener of listeners) listener();
};

export function whenSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
