import type { AccountRole, Reach } from '@deskbeat/contracts';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';

/** Somebody who may sign in. `_id` is the person's id in the directory. */
export interface AccountDocument extends AggregateDocument {
  /** In small letters. */
  email: string;
  name: string;
  role: AccountRole;
  /** Absent where the organisation's holds. */
  reach?: Reach;
  active: boolean;
  /** PHC string of argon2id; absent until a password was chosen. */
  passwordHash?: string;
  createdAt: Date;
  lastSignInAt?: Date;
}

export const accountSchema = aggregateSchema<AccountDocument>({
  email: { type: String, required: true },
  name: String,
  role: String,
  reach: String,
  active: Boolean,
  passwordHash: String,
  createdAt: Date,
  lastSignInAt: Date,
});
accountSchema.index({ email: 1 }, { unique: true, name: 'email' });
