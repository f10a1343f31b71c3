/**
 * The demo portal's sign-in page: choose one of the demo organisation's users.
 *
 * @packageDocumentation
 */

export { PersonaSignInPage } from './PersonaSignInPage';
export { ModelyardLogo, ModelyardMark } from './Logo';
