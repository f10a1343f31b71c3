import { compileExpression } from './programs';
import { plainOf } from './plainOf';

// Expressions and values from Kubernetes' documentation of its CEL libraries, and what they are there.
const CASES: readonly (readonly [string, unknown])[] = [
  ["quantity('1.5G').compareTo(quantity('1500M'))", 0],
  ["quantity('50k').add(quantity('20k')) == quantity('70k')", true],
  ["quantity('50k').sub(20000) == quantity('30k')", true],
  [
    "quantity('50k').add(20).sub(quantity('100k')).sub(-50000) == quantity('20')",
    true,
  ],
  ["quantity('50M').isLessThan(quantity('50Mi'))", true],
  ["quantity('150Mi').isGreaterThan(quantity('100Mi'))", true],
  [
    "quantity('0.5').isInteger() || quantity('9999999999999999999999999999999G').isInteger()",
    false,
  ],
  ["quantity('50k').asInteger() == 50000 && quantity('-1').sign() == -1", true],
  ["quantity('500m').asApproximateFloat()", 0.5],
  [
    "[isQuantity('1.3Gi'), isQuantity('10000k'), isQuantity('200K'), isQuantity('Mi'), isQuantity('1,3G'), isQuantity('')]",
    [true, true, false, false, false, false],
  ],
  ["quantity('0.1n') == quantity('1n')", true],
  ["quantity('Three')", 'error'],
  [
    "url('https://user:pass@example.com:80/path?query=val#fragment').getHost()",
    'example.com:80',
  ],
  [
    "url('https://[::1]:80/').getHostname() + url('https://[::1]:80/').getPort()",
    '::180',
  ],
  ["url('/path').getScheme() + url('/path').getHost()", ''],
  [
    "url('https://example.com/path with spaces/').getEscapedPath()",
    '/path%20with%20spaces/',
  ],
  [
    "url('https://example.com/path?k1=a&k2=b&k2=c').getQuery() == {'k1': ['a'], 'k2': ['b', 'c']}",
    true,
  ],
  [
    "[isURL('/absolute-path'), isURL('https://a:b:c/'), isURL('../relative-path'), isURL('mailto:a@b')]",
    [true, false, false, true],
  ],
  [
    "[isIP('127.0.0.1'), isIP('::1'), isIP('127.0.0.256'), isIP(':::1'), isIP('::ffff:1.2.3.4'), isIP('01.2.3.4'), isIP('fe80::1%eth0')]",
    [true, true, false, false, false, false, false],
  ],
  [
    "[ip.isCanonical('2001:db8::abcd'), ip.isCanonical('2001:DB8::ABCD'), ip.isCanonical('2001:db8::0:0:0:abcd')]",
    [true, false, false],
  ],
  [
    "ip('::1') == ip('0:0:0:0:0:0:0:1') && ip('::1').family() == 6 && string(ip('0:0::1')) == '::1'",
    true,
  ],
  [
    "[ip('0.0.0.0').isUnspecified(), ip('127.9.9.9').isLoopback(), ip('224.0.0.1').isLinkLocalMulticast(), ip('224.0.1.1').isLinkLocalMulticast(), ip('ff02::1').isLinkLocalMulticast(), ip('fe80::1').isLinkLocalUnicast(), ip('192.168.0.1').isGlobalUnicast(), ip('255.255.255.255').isGlobalUnicast()]",
    [true, true, true, false, true, true, true, false],
  ],
  [
    "[isCIDR('192.168.0.0/16'), isCIDR('::1/128'), isCIDR('192.168.0.0/33'), isCIDR('::1/129'), isCIDR('10.0.0.0')]",
    [true, true, false, false, false],
  ],
  [
    "cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) && !cidr('192.168.0.0/24').containsIP('192.168.1.1')",
    true,
  ],
  [
    "cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR(cidr('192.168.2.0/24'))",
    true,
  ],
  [
    "cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24') != cidr('192.168.0.1/24').masked()",
    true,
  ],
  ["cidr('::1/128').ip().family() + cidr('10.0.0.0/8').prefixLength()", 14],
  ["format.dns1123Label().validate('my-label').hasValue()", false],
  ["format.dns1123Label().validate('My.Label').value().size()", 1],
  [
    "[format.dns1035LabelPrefix().validate('my-').hasValue(), format.qualifiedName().validate('a/b/c').hasValue(), format.labelValue().validate('').hasValue(), format.datetime().validate('2021-01-01T00:00:00Z').hasValue(), format.date().validate('2021-13-01').hasValue()]",
    [false, true, false, false, true],
  ],
  [
    "format.named('uuid').value().validate('123e4567-e89b-12d3-a456-426614174000').hasValue() || format.named('none').hasValue()",
    false,
  ],
  ["'abc 123'.find('[0-9]+') + 'abc'.find('xyz')", '123'],
  ["'123 abc 456'.findAll('[0-9]+')", ['123', '456']],
  ["'123 abc 456'.findAll('[0-9]+', 1)", ['123']],
  ["'a'.find('(a+)+$')", 'error'],
  [
    "[[1, 2, 3].isSorted(), ['a', 'b', 'b'].isSorted(), [2.0, 1.0].isSorted(), [].isSorted()]",
    [true, true, false, true],
  ],
  ['[1, 3].sum() + [].sum() + [1, 3].min() + [1, 3].max()', 8],
  ["[duration('1m'), duration('1s')].sum() == duration('61s')", true],
  ['[].max()', 'error'],
  [
    "[[1, 2, 2, 3].indexOf(2), ['a', 'b', 'b', 'c'].lastIndexOf('b'), [1].indexOf(2)]",
    [1, 2, -1],
  ],
  ["[1, 2].includes(2) && !['a'].includes('b')", true],
  [
    'sets.contains([1, 2, 3], [2]) && sets.equivalent([1, 2], [2, 1, 1]) && !sets.intersects([1], [2])',
    true,
  ],
  [
    "[semver('1.2.3').isLessThan(semver('1.10.0')), semver('1.0.0-rc.1').isLessThan(semver('1.0.0')), isSemver('v1.2'), isSemver('v1.2', true), semver('9.0.1').isGreaterThan(semver('9.0.0'))]",
    [true, true, false, true, true],
  ],
  [
    "semver('1.0.0-alpha.2').compareTo(semver('1.0.0-alpha.11')) + semver('2.3.4').minor()",
    2,
  ],
  [
    'optional.none().orValue(1) + optional.of(2).value() + optional.none().or(optional.of(3)).value()',
    6,
  ],
  ["optional.ofNonZeroValue('').hasValue()", false],
  // What the CEL library does in other ways.
  ["int('')", 'error'],
  ["int('0x10')", 'error'],
  ["int('-12')", -12],
  ["double('x')", 'error'],
  ["'a,b,c'.split(',', 2)", ['a', 'b,c']],
  ["'aaa'.replace('a', 'b', -1) + 'aaa'.replace('a', 'b', 2)", 'bbbbba'],
  ["'ABC'.matches('^(?i)abc$')", true],
  [
    "duration('1.5h') == duration('90m') && duration('500ms') < duration('1s')",
    true,
  ],
  ["duration('1d')", 'error'],
  [
    "timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z') == duration('24h')",
    true,
  ],
  [
    "[1, 2, 3].all(x, x > 0) && [1, 2].exists_one(x, x == 2) && has({'a': 1}.a) && !has({'a': 1}.b)",
    true,
  ],
  ["{'a': 1}.b", 'error'],
  ['1 == 1.0 && dyn(1) == 1u && 1 < 1.5', true],
];

test.each(CASES)('%s', (expression, expected) => {
  const program = compileExpression(expression);
  expect(program).toHaveProperty('ok', true);
  const outcome = program.ok ? program.evaluate({}) : undefined;
  expect(outcome?.ok ? plainOf(outcome.value) : 'error').toEqual(expected);
});

test.each([
  ['self.a ==', /./],
  ['self.notAFunction()', /^it calls notAFunction, which is not known here$/],
  ["{'a': 1}.?a.orValue(2)", /./],
  ['cel.bind(x, 1, x)', /^it calls bind/],
])('%s is not compiled', (expression, reason) => {
  const program = compileExpression(expression);
  expect(program.ok ? '' : program.error).toMatch(reason);
});
