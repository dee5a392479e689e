/** Deskbeat cannot start; the message is the one line that the user sees. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
