import { InputError } from '@backstage/errors';

/** Accepts the http(s) address of a repository; throws `InputError` with the reason, in which no credentials stand. */
export function checkRemoteUrl(address: string): void {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new InputError('it is no address such as https://git.example/x.git');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError(
      `it begins with ${url.protocol} where https: or http: is needed`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      'it must hold no credentials; they belong into llm.gitops.username and llm.gitops.token',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new InputError('it must end with the path of the repository');
  }
}
