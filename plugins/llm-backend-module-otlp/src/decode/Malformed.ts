/**
 * Says what is wrong with a request as a whole. Its message goes to the sender and to nobody else, and never holds anything
 * that stood in the request.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
