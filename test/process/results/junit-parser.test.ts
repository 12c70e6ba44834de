import { describe, expect, test } from 'vitest';
import { fc } from '../../suite/fast-check.ts';
import { parse, problemOf, resultsOf } from './parse.ts';

describe('the dialects of tools', () => {
  test('surefire: a single suite as root, errors, reruns and flaky tests', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="surefire.xsd"
    version="3.0" name="com.shop.OrderTest" time="0.2" tests="6" errors="1" skipped="1" failures="2">
  <properties><property name="java.version" value="21"/></properties>
  <testcase name="adds" classname="com.shop.OrderTest" time="0.01"/>
  <testcase name="totals" classname="com.shop.OrderTest" time="0.02">
    <failure message="expected: &lt;3&gt; but was: &lt;4&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: expected: <3> but was: <4>
	at com.shop.OrderTest.totals(OrderTest.java:17)
]]></failure>
    <rerunFailure message="expected: &lt;3&gt; but was: &lt;5&gt;" type="org.opentest4j.AssertionFailedError"><stackTrace>again</stackTrace></rerunFailure>
  </testcase>
  <testcase name="loads" classname="com.shop.OrderTest" time="0"><error type="java.io.IOException">java.io.IOException: disk
	at com.shop.OrderTest.loads(OrderTest.java:30)</error></testcase>
  <testcase name="ships" classname="com.shop.OrderTest" time="0"><skipped message="later"/></testcase>
  <testcase name="waits" classname="com.shop.OrderTest" time="0">
    <flakyFailure message="too slow" type="java.lang.AssertionError"><stackTrace>slow</stackTrace></flakyFailure>
    <flakyError message="reset" type="java.io.IOException"><stackTrace>reset</stackTrace></flakyError>
  </testcase>
  <testcase name="pays" classname="com.shop.OrderTest" time="0"><failure type="java.lang.AssertionError"/></testcase>
</testsuite>`;
    expect(resultsOf(xml)).toMatchObject({
      tests: 6,
      failed: 3,
      skipped: 1,
      flaky: 1,
      flakyTests: [{ name: 'com.shop.OrderTest > waits', message: 'too slow' }],
      failures: [
        {
          name: 'com.shop.OrderTest > totals',
          message: 'expected: <3> but was: <4>',
        },
        {
          name: 'com.shop.OrderTest > loads',
          message: 'java.io.IOException: disk',
        },
        { name: 'com.shop.OrderTest > pays', message: 'java.lang.AssertionError' },
      ],
    });
  });

  test('jest-junit: class and name alike, the message only as text', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="3" failures="1" errors="0" time="1.2">
  <testsuite name="cart" errors="0" failures="1" skipped="1" timestamp="2026-01-01T10:00:00" time="0.9" tests="3">
    <testcase classname="cart keeps items" name="cart keeps items" time="0.003"></testcase>
    <testcase classname="cart counts items" name="cart counts items" time="0.004">
      <failure>Error: expect(received).toBe(expected)

Expected: 2
Received: 1
    at Object.toBe (cart.test.js:9:20)</failure>
    </testcase>
    <testcase classname="cart sorts items" name="cart sorts items" time="0"><skipped/></testcase>
  </testsuite>
</testsuites>`;
    const results = resultsOf(xml);
    expect(results).toMatchObject({ tests: 3, failed: 1, skipped: 1 });
    expect(results.failures).toMatchObject([
      {
        name: 'cart counts items',
        message: 'expected 2, received 1 (toBe)',
      },
    ]);
  });

  test.each(['#x1B', '&#27;', '&#x1b;', '\u001b', ''])(
    'a failure with colours, whose escape character is written as "%s"',
    (character) => {
      const [bold, red, off] = ['[1m', '[31m', '[0m'].map((code) => `${character}${code}`);
      const xml = `<testsuites name="pytest tests"><testsuite name="pytest" tests="1" failures="1"><testcase classname="test_a" name="test_adds"><failure message="${red}AssertionError${off}: assert rate(x[5m]) == 2">def test_adds():
${bold}${red}E   assert rate(x[5m]) == 2${off}

${bold}${red}test_a.py${off}:3: AssertionError</failure></testcase></testsuite></testsuites>`;
      expect(resultsOf(xml).failures).toEqual([
        { name: 'test_adds', message: 'AssertionError: assert rate(x[5m]) == 2', file: 'test_a.py', line: 3 },
      ]);
    },
  );

  test('pytest: parameters, an expected failure, an error in a fixture', () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="2" tests="5" time="0.05" timestamp="2026-01-01T10:00:00.000000+00:00" hostname="box"><testcase classname="tests.test_math.TestAdd" name="test_add[1-2]" time="0.001" /><testcase classname="tests.test_math.TestAdd" name="test_add[2-2]" time="0.001"><failure message="AssertionError: assert 4 == 5&#10;  +  where 4 = add(2, 2)">self = &lt;TestAdd&gt;

&gt;       assert add(2, 2) == 5
E       AssertionError</failure></testcase><testcase classname="tests.test_math" name="test_skip" time="0"><skipped type="pytest.skip" message="not here">tests/test_math.py:20: not here</skipped></testcase><testcase classname="tests.test_math" name="test_later" time="0"><skipped type="pytest.xfail" message="" /></testcase><testcase classname="tests.test_math" name="test_db" time="0"><error message="failed on setup with &quot;ConnectionError&quot;">db</error></testcase></testsuite></testsuites>`;
    const results = resultsOf(xml);
    expect(results).toMatchObject({ tests: 5, failed: 2, skipped: 2 });
    expect(results.failures).toMatchObject([
      {
        name: 'tests.test_math.TestAdd > test_add[2-2]',
        message: 'AssertionError: assert 4 == 5\n  +  where 4 = add(2, 2)',
      },
      { name: 'tests.test_math > test_db', message: 'failed on setup with "ConnectionError"' },
    ]);
  });

  test('vitest: the file as class, output of tests', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="2" failures="1" errors="0" time="0.01">
    <testsuite name="test/cart.test.ts" timestamp="2026-01-01T10:00:00.000Z" hostname="box" tests="2" failures="1" errors="0" skipped="0" time="0.006">
        <testcase classname="test/cart.test.ts" name="cart &gt; adds" time="0.001">
            <system-out>
a &lt;log&gt; line with </b> <![CDATA[</system-out>]]>
            </system-out>
        </testcase>
        <testcase classname="test/cart.test.ts" name="cart &gt; removes" time="0.004">
            <failure message="expected 1 to be 2 // Object.is equality" type="AssertionError">
AssertionError: expected 1 to be 2 // Object.is equality
 ❯ test/cart.test.ts:9:21
            </failure>
        </testcase>
    </testsuite>
</testsuites>`.replace('</b> ', '');
    const results = resultsOf(xml);
    expect(results).toMatchObject({ tests: 2, failed: 1, skipped: 0 });
    expect(results.failures[0]).toMatchObject({
      name: 'test/cart.test.ts > cart > removes',
      message: 'expected 1 to be 2',
    });
  });

  test('gotestsum: a package for each suite, one that does not build', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="2" errors="1" time="1.1">
	<testsuite tests="3" failures="1" time="0.1" name="example.com/shop" timestamp="2026-01-01T10:00:00Z">
		<properties><property name="go.version" value="go1.24 linux/amd64"></property></properties>
		<testcase classname="example.com/shop" name="TestAdd" time="0.0"></testcase>
		<testcase classname="example.com/shop" name="TestAdd/negative" time="0.0"><failure message="Failed" type="">=== RUN   TestAdd/negative&#xA;    shop_test.go:12: got 3&#xA;--- FAIL: TestAdd/negative (0.00s)&#xA;</failure></testcase>
		<testcase classname="example.com/shop" name="TestSlow" time="0.0"><skipped message="=== RUN   TestSlow&#xA;    shop_test.go:20: short&#xA;"></skipped></testcase>
	</testsuite>
	<testsuite tests="1" failures="1" time="0.0" name="example.com/shop/broken" timestamp="2026-01-01T10:00:00Z">
		<testcase classname="example.com/shop/broken" name="TestMain" time="0.0"><failure message="Failed" type="">undefined: shop</failure></testcase>
	</testsuite>
</testsuites>`;
    const results = resultsOf(xml);
    expect(results).toMatchObject({ tests: 4, failed: 2, skipped: 1 });
    expect(results.failures.map(({ name }) => name)).toEqual([
      'example.com/shop > TestAdd/negative',
      'example.com/shop/broken > TestMain',
    ]);
  });

  test('nested suites, and tests that are disabled by status', () => {
    const xml = `<testsuites><testsuite name="all"><testsuite name="inner"><testcase name="one"/></testsuite>
      <testsuite name="other"><testsuite name="deep"><testcase name="two"><failure>no</failure></testcase></testsuite></testsuite>
      <testcase name="three" status="notrun"/><testcase name="four" status="run"/></testsuite></testsuites>`;
    expect(resultsOf(xml)).toMatchObject({
      tests: 4,
      failed: 1,
      skipped: 1,
      flaky: 0,
      failures: [{ name: 'two', message: 'no' }],
      flakyTests: [],
    });
  });
});

describe('missing information never makes a result green', () => {
  test('no attributes at all', () => {
    expect(resultsOf('<testsuite><testcase/><testcase><failure/></testcase></testsuite>')).toMatchObject({
      tests: 2,
      failed: 1,
      skipped: 0,
      flaky: 0,
      failures: [{ name: 'unnamed test', message: 'no message' }],
      flakyTests: [],
    });
    expect(resultsOf('<testsuites/>')).toMatchObject({ tests: 0, failed: 0, skipped: 0, failures: [] });
  });

  test('declared failures that are not listed', () => {
    const results = resultsOf(
      '<testsuites failures="3"><testsuite name="a" tests="4" failures="2" errors="1"/><testsuite name="b"><testcase name="x"/></testsuite></testsuites>',
    );
    expect(results).toMatchObject({ tests: 3, failed: 3 });
    expect(results.failures).toEqual([
      { name: 'a', message: 'the file declares 3 failed here and lists none of them' },
    ]);
  });

  test('an error of the suite itself', () => {
    const results = resultsOf('<testsuite name="a"><error message="set-up broke"/><testcase name="x"/></testsuite>');
    expect(results).toMatchObject({ tests: 1, failed: 1 });
    expect(results.failures[0]).toMatchObject({ name: 'a', message: 'set-up broke' });
  });

  test('a test that is both failed and skipped, or failed twice', () => {
    const xml = '<testsuite><testcase name="x"><skipped/><failure/><error/></testcase></testsuite>';
    expect(resultsOf(xml)).toMatchObject({ tests: 1, failed: 1, skipped: 0 });
  });
});

describe('limits', () => {
  test('the first 50 failures, with texts cut', () => {
    const one = (name: string) =>
      `<testcase name="${name}"><failure message="${'m'.repeat(50_000)}"/></testcase><testcase name="x${name}"><failure>${'😀'.repeat(50_000)}</failure></testcase>`;
    const results = resultsOf(
      `<testsuite>${Array.from({ length: 60 }, (_, index) => one(`t${index}`)).join('')}</testsuite>`,
    );
    expect(results.failed).toBe(120);
    expect(results.failures).toHaveLength(50);
    for (const { message } of results.failures) {
      expect(message.length).toBeLessThanOrEqual(16 * 1024);
      expect(message).toMatch(/^(?:m+|(?:😀)+)…?$/u);
    }
  });

  test('F50 entities that a document defines are never expanded', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY e0 "boom">${Array.from({ length: 20 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`).join('')}]>`;
    const parsed = parse(
      `${bomb}<testsuite name="&e20;"><testcase name="a"><failure>&e20; &e1;</failure></testcase></testsuite>`,
    );
    expect(JSON.stringify(parsed)).not.toContain('boom');
    const external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    expect(
      JSON.stringify(parse(`${external}<testsuite><testcase name="&x;"><failure/></testcase></testsuite>`)),
    ).not.toContain('root:');
  });

  test('entities: the five and numbers, once, and not in CDATA', () => {
    const xml =
      '<testsuite><testcase name="&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#128512;&amp;lt;&nope;"><failure><![CDATA[&lt;]]>&lt;&#0;&#xD800;&#99999999;</failure></testcase></testsuite>';
    expect(resultsOf(xml).failures[0]).toMatchObject({
      name: '<>&"\'AB😀&lt;&nope;',
      message: '&lt;<&#0;&#xD800;&#99999999;',
    });
  });

  test('F50 too deep is a problem, not a crash', () => {
    const deep = `${'<testsuite>'.repeat(10_000)}${'</testsuite>'.repeat(10_000)}`;
    expect(problemOf(deep)).toBe('expected at most 1000 elements inside of each other, found more');
  });
});

describe('other content than JUnit XML is a problem', () => {
  test.each([
    ['', /^expected JUnit XML or TAP, found an empty file$/],
    ['   \n', /^expected/],
    ['{"tests": 3}', /^expected JUnit XML or TAP, found neither a root element nor a line of TAP$/],
    ['<testsuite/> text', /^expected well-formed XML, found a mistake in line 1 \(Text data outside of root node\.\)$/],
    [
      '<testsuite>\n<testcase>\n</testsuite>',
      /^expected well-formed XML, found a mistake in line 3 \(Unexpected close tag\)$/,
    ],
    ['<testsuite><testcase name="a"/>', /^expected well-formed XML/],
    ['<testsuite/><testsuite/>', /^expected XML with one root element, found 2$/],
    ['<html><body/></html>', /^expected JUnit XML with <testsuites> or <testsuite> at its root, found <html>$/],
    ['<?xml version="1.0"?>', /^expected/],
  ])('%j', (text, message) => {
    expect(problemOf(text)).toMatch(message);
  });

  test('F57 half a file never counts as a whole one', () => {
    const xml =
      '<testsuites><testsuite name="a"><testcase name="b"><failure>c &amp; d</failure></testcase></testsuite></testsuites>';
    for (let end = 0; end < xml.length; end++) expect(problemOf(xml.slice(0, end))).toMatch(/^expected/);
    expect(resultsOf(xml).failed).toBe(1);
  });

  test('F57 random text never throws and never hangs', () => {
    const pieces = fc.constantFrom(
      '<testsuite',
      '<testcase',
      '>',
      '/>',
      '</testsuite>',
      '</testcase>',
      '<failure>',
      ' name="',
      '"',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<!DOCTYPE',
      '[',
      '&',
      '&lt;',
      '<?xml',
      '?>',
      '__proto__',
      'constructor',
      '\0',
      '\ufeff',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        const parsed = parse(parts.join(''));
        if (parsed.type === 'results') {
          expect(parsed.results.tests).toBeGreaterThanOrEqual(parsed.results.failed + parsed.results.skipped);
        } else expect(parsed.message.length).toBeLessThan(400);
      }),
      { numRuns: 2000 },
    );
  });

  test('names that are special in JavaScript are read or refused, and change nothing', () => {
    for (const name of ['toString', '__proto__', 'constructor', 'prototype']) {
      const xml = `<testsuite><testcase name="a" ${name}="x"><${name}/><failure message="m"/></testcase></testsuite>`;
      expect(resultsOf(xml)).toMatchObject({ tests: 1, failed: 1 });
    }
    expect(problemOf('<testsuite hasOwnProperty="x" name="a"/>')).toMatch(
      /^expected XML, found what could not be read/,
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
  });
});
