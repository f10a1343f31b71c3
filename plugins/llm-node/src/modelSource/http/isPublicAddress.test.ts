import { isPublicAddress } from './isPublicAddress';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    'lets %s pass',
    address => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine in IPv6', '::1'],
    ['any address', '0.0.0.0'],
    ['any address in IPv6', '::'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '192.168.1.1'],
    ['a provider’s network', '100.64.0.1'],
    ['the metadata of AWS, Google and Azure', '169.254.169.254'],
    ['the metadata of AWS in IPv6', 'fd00:ec2::254'],
    ['the metadata of Alibaba', '100.100.100.200'],
    ['the metadata of Oracle', '192.0.0.192'],
    ['the platform of Azure', '168.63.129.16'],
    ['a link', 'fe80::1'],
    ['a link with its zone', 'fe80::1%eth0'],
    ['a site', 'fec0::1'],
    ['a group of hosts', '224.0.0.1'],
    ['a group of hosts in IPv6', 'ff02::1'],
    ['everybody', '255.255.255.255'],
    ['documentation', '203.0.113.1'],
    ['documentation in IPv6', '2001:db8::1'],
    ['IPv4 mapped into IPv6', '::ffff:127.0.0.1'],
    ['IPv4 mapped into IPv6, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['IPv4 in IPv6 as it once was', '::7f00:1'],
    ['IPv4 behind a translator', '64:ff9b::a9fe:a9fe'],
    ['IPv4 behind a local translator', '64:ff9b:1::a9fe:a9fe'],
    ['IPv4 in 6to4', '2002:7f00:1::'],
    ['a tunnel', '2001:0:1::1'],
    ['a number', '2130706433'],
    ['an octal number', '0177.0.0.1'],
    ['a hexadecimal number', '0x7f.0.0.1'],
    ['no address', 'localhost'],
    ['nothing', ''],
  ])('refuses %s: %s', (_, address) =>
    expect(isPublicAddress(address)).toBe(false),
  );

  it('judges translated addresses as what they reach', () => {
    expect(isPublicAddress('::ffff:8.8.8.8')).toBe(true);
    expect(isPublicAddress('64:ff9b::808:808')).toBe(true);
  });
});
