import type { MadeLink } from '@deskbeat/contracts';
import { ApiClient, ApiRefusal } from './api-client.js';

/**
 * Asks for the link by which the first administrator comes in.
 * @returns nothing when there is an account already
 */
export async function setUpLink(url: string, operatorKey: string): Promise<string | undefined> {
  try {
    const { body } = await new ApiClient(url, operatorKey).ask<MadeLink>('POST', '/set-up-links', {});
    return body.url;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 409) return undefined;
    throw error;
  }
}
