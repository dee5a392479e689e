import { ActorData, Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, ListOf, Maybe, Nested, OneOf, Text } from '../fields.js';

/** What can be kept whatever rules say. */
export const heldKinds = ['customer', 'ticket'] as const;
export type HeldKind = (typeof heldKinds)[number];

export class NameHold {
  @OneOf(heldKinds) kind: HeldKind;
  /** Of the customer, which stands for all duplicates, or of the ticket. */
  @Id() id: string;
}

/** For a legal reason. While it lasts it is not forgotten, neither by rules nor by hand. */
export class PlaceHold extends NameHold {
  @Text(2_000) reason: string;
}

export class HoldView extends PlaceHold {
  @Nested(() => ActorData) by: ActorData;
  @Instant() at: string;
}

export class Holds {
  @ListOf(() => HoldView, 1_000) items: HoldView[];
}

export class EndedHold {
  /** Absent where there was none. */
  @Maybe() @Nested(() => HoldView) ended?: HoldView;
}

export const placeHold = defineRequest(
  'rpc.access.place-hold.v1',
  'Keep what there is about a customer or in a ticket',
  PlaceHold,
  HoldView,
);
export const endHold = defineRequest(
  'rpc.access.end-hold.v1',
  'Keep it no longer than the rules say',
  NameHold,
  EndedHold,
);
export const listHolds = defineRequest('rpc.access.list-holds.v1', 'List what is on hold', Nothing, Holds);
