import { IdentityApi } from '@backstage/core-plugin-api';

/**
 * The identity of a signed-in persona. It differs from the identity it wraps
 * in one thing: signing out also forgets who was chosen, so that the next page
 * load asks again instead of signing the same person in.
 */
export class PersonaIdentity implements IdentityApi {
  readonly #identity: IdentityApi;
  readonly #forget: () => void;

  static wrap(identity: IdentityApi, forget: () => void): PersonaIdentity {
    return new PersonaIdentity(identity, forget);
  }

  private constructor(identity: IdentityApi, forget: () => void) {
    this.#identity = identity;
    this.#forget = forget;
  }

  getProfileInfo() {
    return this.#identity.getProfileInfo();
  }

  getBackstageIdentity() {
    return this.#identity.getBackstageIdentity();
  }

  getCredentials() {
    return this.#identity.getCredentials();
  }

  async signOut() {
    this.#forget();
    await this.#identity.signOut();
  }
}
