import { Id, Line, Maybe, OneOf, Whole } from './fields.js';
import { IsBoolean } from 'class-validator';

/** The payload of a question that needs no more than its name. */
export class Nothing {}

/** A page of a list: `cursor` is opaque and comes from the page before. */
export class Page {
  @Maybe() @Line(500) cursor?: string;
  /** 1 to 200, default 50. */
  @Maybe() @Whole(1, 200) limit?: number;
}

export class ActorData {
  @OneOf(['person', 'customer', 'system']) kind: 'person' | 'customer' | 'system';
  @Id() id: string;
  @Maybe() @Line() name?: string;
}

export class Done {
  @IsBoolean() done: boolean;
}
