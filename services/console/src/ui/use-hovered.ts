import { useRef, useState, type PointerEvent } from 'react';

/**
 * What a mouse rests on. A tip that is made only then costs nothing in rows by the hundred.
 * @returns the element, once it was rested on for a while, and the handlers that it needs
 */
export function useHovered(afterMs = 400) {
  const [hovered, setHovered] = useState<HTMLElement>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onPointerEnter = ({ pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
    if (pointerType === 'mouse') waiting.current = setTimeout(() => setHovered(currentTarget), afterMs);
  };
  const onPointerLeave = () => {
    clearTimeout(waiting.current);
    setHovered(undefined);
  };
  return { hovered, handlers: { onPointerEnter, onPointerLeave } };
}
