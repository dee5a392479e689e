export function isStamped(file: string, value: string): boolean;
export function writeStamp(file: string, value: string): void;
export function hashOfFile(file: string): string;
export function hashOfTree(paths: string[], isWanted?: (name: string) => boolean): string;
