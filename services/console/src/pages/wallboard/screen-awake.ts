import { useEffect } from 'react';

/** Keeps the screen from going dark, where the browser can. */
export function useScreenAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isGone = false;
    const hold = async (): Promise<void> => {
      if (document.hidden || !('wakeLock' in navigator)) return;
      // A battery that runs low may refuse it.
      const held = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (isGone) await held?.release();
      else lock = held;
    };
    const again = (): void => void hold();
    again();
    // The lock ends when the page is hidden.
    document.addEventListener('visibilitychange', again);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}
