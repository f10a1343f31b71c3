import { readPortalUsers, withPortalUser } from './portalUser';

it('names the user of a change, and reads the name back', () => {
  const message = withPortalUser(
    'Serve nova\n\nFor the fair.\n',
    'user:default/jo',
  );
  expect(message).toBe(
    'Serve nova\n\nFor the fair.\n\nPortal-User: user:default/jo',
  );
  expect(readPortalUsers(`${message}\nOther: x\n`)).toEqual([
    'user:default/jo',
  ]);
  expect(readPortalUsers('Serve nova\n\nSays Portal-User: a\n')).toEqual([]);
});

it.each([
  'Portal-User: Jo',
  'a\r\n  portal-USER:user:default/jo',
  'a\n\nPortal-User: :',
])('takes no message that names somebody itself: %j', message => {
  expect(() => withPortalUser(message, 'user:default/me')).toThrow(
    'must not contain the line Portal-User:',
  );
});
