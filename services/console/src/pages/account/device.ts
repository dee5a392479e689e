const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const named = (list: typeof browsers, device: string): string | undefined =>
  list.find(([sign]) => sign.test(device))?.[1];

/** What a client says of itself, in few words: `Firefox · Linux`; what is none of a browser as it is. */
export const deviceName = (device: string): string =>
  [named(browsers, device), named(systems, device)].filter(Boolean).join(' · ') || device.slice(0, 60);

export const isHandheld = (device: string): boolean => /\b(iPhone|iPad|Android)\b/.test(device);
