import { Line, ListOf, OneOf } from '../fields.js';

/** `some`: on what is within one's reach, or one's own. */
export const entitlements = ['yes', 'some', 'no'] as const;

export class PermissionView {
  /** `intake.open-ticket`: what may be asked of whom, and what the scope of a key names. */
  @Line(100) key: string;
  @OneOf(entitlements) may: (typeof entitlements)[number];
}

/** All that there is to be permitted, by key, and what of it is one's own. */
export class PermissionList {
  @ListOf(() => PermissionView, 1_000) items: PermissionView[];
}
