import type { AccountRole, Reach } from '@deskbeat/contracts';
import { Schema } from 'mongoose';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';
import type { Passkey } from '../domain/passkey.js';
import type { PendingFactor, SecondFactor } from '../domain/second-factor.js';

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
  /** By whom of a provider of identities they sign in: its name, a blank, theirs. */
  sso?: string;
  passkeys?: Passkey[];
  secondFactor?: SecondFactor;
  pendingFactor?: PendingFactor;
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
  sso: String,
  passkeys: Schema.Types.Mixed,
  secondFactor: Schema.Types.Mixed,
  pendingFactor: Schema.Types.Mixed,
  createdAt: Date,
  lastSignInAt: Date,
});
accountSchema.index({ email: 1 }, { unique: true, name: 'email' });
accountSchema.index({ sso: 1 }, { unique: true, sparse: true, name: 'sso' });
accountSchema.index({ 'passkeys.credentialId': 1 } as never, { unique: true, sparse: true, name: 'passkey' });
