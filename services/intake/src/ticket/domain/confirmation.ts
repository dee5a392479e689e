/** What the customer was asked last, and what they said. Asked anew, it starts again with the next cycle. */
export interface Confirmation {
  /** 1, 2, …: how often the customer was asked. */
  cycle: number;
  /** Last, also by a reminder: a link is open from then on. */
  askedAt: Date;
  /** Reminders that were sent. */
  reminders: number;
  answer?: 'confirmed' | 'rejected';
  rating?: number;
}

/** The customer's last rating, 1 to 5. */
export interface Satisfaction {
  rating: number;
  at: Date;
  cycle: number;
}

/** What a ticket keeps about asking its customer. */
export interface Asking {
  confirmation?: Confirmation;
  satisfaction?: Satisfaction;
  /** Next instant at which the customer's silence has a consequence. */
  quietAt?: Date;
}
