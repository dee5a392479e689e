import { Line } from '../fields.js';

/** One unacceptable value of one of many things that were sent. */
export class ErrorAtField {
  @Line(500) pointer: string;
  @Line(2_000) message: string;
}
